package dev.handloom.store.record;

import dev.handloom.store.episode.Enclosure;
import java.time.Duration;
import java.util.List;

/// What is to be recorded.
///
/// @param task what the person will do, in their words
/// @param person who wears the devices; may be empty
/// @param rig the name of the rig
/// @param streams names of streams; all that there are, and that appear later, if empty
/// @param preRoll how much of what came before the start belongs to the take, as far as the
///   recorder was armed for it
/// @param despite what was found not ready before the start, a sentence each: it is written into
///   the episode that the take was started anyway
/// @param enclosures what is put into the episode beside the samples
public record TakePlan(
    String task,
    String person,
    String rig,
    List<String> streams,
    Duration preRoll,
    List<String> despite,
    List<Enclosure> enclosures) {
  /// More is not kept in memory.
  public static final Duration LONGEST_PRE_ROLL = Duration.ofSeconds(30);

  public TakePlan {
    streams = List.copyOf(streams);
    despite = List.copyOf(despite);
    enclosures = List.copyOf(enclosures);
    if (preRoll.isNegative() || preRoll.compareTo(LONGEST_PRE_ROLL) > 0) {
      throw new IllegalArgumentException(
          "A pre-roll is 0 to " + LONGEST_PRE_ROLL.toSeconds() + " s, not " + preRoll);
    }
  }

  /// Everything is ready.
  public TakePlan(String task, String person, String rig, List<String> streams, Duration preRoll) {
    this(task, person, rig, streams, preRoll, List.of(), List.of());
  }

  /// Without a pre-roll.
  public TakePlan(String task, String person, String rig, List<String> streams) {
    this(task, person, rig, streams, Duration.ZERO);
  }

  /// All streams.
  public static TakePlan of(String task) {
    return new TakePlan(task, "", "", List.of());
  }

  public TakePlan withPreRoll(Duration length) {
    return new TakePlan(task, person, rig, streams, length, despite, enclosures);
  }

  public TakePlan withDespite(List<String> sentences) {
    return new TakePlan(task, person, rig, streams, preRoll, sentences, enclosures);
  }

  public TakePlan withEnclosures(List<Enclosure> enclosed) {
    return new TakePlan(task, person, rig, streams, preRoll, despite, enclosed);
  }
}
