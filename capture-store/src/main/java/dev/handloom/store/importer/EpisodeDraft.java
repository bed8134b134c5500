package dev.handloom.store.importer;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.review.ReviewEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an episode of somebody else is to become. Studio time 0 is its first row.
///
/// @param source where it comes from, for a person: dataset and episode
/// @param task in words
/// @param person empty where nobody said
/// @param rig what it was captured with; empty where nobody said
/// @param beganUnixNanos on the wall clock
/// @param beganDoubtNanos how far that may be off
/// @param stopNanos studio time at which it ends
/// @param notes what a person should know of it, in whole sentences without a full stop
/// @param review what was already said of it; empty for nothing
/// @param beside what only an episode of ours has
public record EpisodeDraft(
    String source,
    String task,
    String person,
    String rig,
    long beganUnixNanos,
    long beganDoubtNanos,
    long stopNanos,
    List<Numbers> numbers,
    List<Pictures> pictures,
    List<String> notes,
    List<ReviewEntry> review,
    Beside beside) {
  /// An episode that was never ours.
  public EpisodeDraft(
      String source,
      String task,
      String person,
      String rig,
      long beganUnixNanos,
      long beganDoubtNanos,
      long stopNanos,
      List<Numbers> numbers,
      List<Pictures> pictures,
      List<String> notes,
      List<ReviewEntry> review) {
    this(
        source,
        task,
        person,
        rig,
        beganUnixNanos,
        beganDoubtNanos,
        stopNanos,
        numbers,
        pictures,
        notes,
        review,
        Beside.NONE);
  }

  public EpisodeDraft {
    numbers = List.copyOf(numbers);
    pictures = List.copyOf(pictures);
    notes = List.copyOf(notes);
    review = List.copyOf(review);
  }

  /// What an episode of ours has beside its streams, as it was recorded.
  ///
  /// @param times with the anchor that they were recorded by; null where studio time 0 is the first
  ///   row
  public record Beside(
      Manifest.@Nullable Times times,
      List<EpisodeEvent> events,
      List<ClockNote> clocks,
      List<StudioClock.Anchor> anchors,
      List<Enclosure> enclosures,
      List<Manifest.Pause> pauses,
      List<Manifest.SyncEntry> sync) {
    public static final Beside NONE =
        new Beside(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /// Nothing but these.
    public static Beside of(List<Enclosure> enclosures) {
      return new Beside(null, List.of(), List.of(), List.of(), enclosures, List.of(), List.of());
    }

    public Beside {
      events = List.copyOf(events);
      clocks = List.copyOf(clocks);
      anchors = List.copyOf(anchors);
      enclosures = List.copyOf(enclosures);
      pauses = List.copyOf(pauses);
      sync = List.copyOf(sync);
    }
  }

  /// What is known of each sample beside when it was captured, as it was recorded.
  public record Stamps(long[] bounds, long[] arrivals, long[] ticks, long[] sequences) {}

  /// A stream of numbers.
  ///
  /// @param stamps of each sample; null where nothing more is known
  /// @param nanos studio time of each sample, in order
  /// @param values of each sample, a number for each channel
  /// @param boundNanos how far the times may be off, or
  ///   [dev.handloom.device.stream.Sample#UNBOUNDED]
  public record Numbers(
      StreamSpec spec, long[] nanos, double[][] values, long boundNanos, @Nullable Stamps stamps) {
    public Numbers(StreamSpec spec, long[] nanos, double[][] values, long boundNanos) {
      this(spec, nanos, values, boundNanos, null);
    }

    public Numbers {
      if (nanos.length != values.length) {
        throw new IllegalArgumentException(nanos.length + " times, " + values.length + " samples");
      }
    }
  }

  /// The pictures of a camera.
  ///
  /// @param stream as `front/video`
  /// @param hz of its pictures
  /// @param nanos studio time of each picture, in order; more than there are pictures do no harm
  /// @param made whether the times were made up
  /// @param spec as it was recorded; null where that is not known
  /// @param stamps of each picture; null where nothing more is known
  public record Pictures(
      String stream,
      double hz,
      long[] nanos,
      boolean made,
      From from,
      @Nullable StreamSpec spec,
      @Nullable Stamps stamps) {
    public Pictures(String stream, double hz, long[] nanos, boolean made, From from) {
      this(stream, hz, nanos, made, from, null, null);
    }
  }

  /// Where pictures come from.
  public sealed interface From {
    /// A stretch of a video file, as it is packed where that can be.
    ///
    /// @param fromSeconds where its first picture stands in the file
    record Video(Path file, double fromSeconds) implements From {}

    /// Pictures that are given one by one.
    record Stills(Decoded source) implements From {}
  }

  /// Pictures that somebody decodes.
  public interface Decoded {
    int count();

    /// Pixels across, of all of them.
    int width();

    int height();

    /// @param bgra direct, four bytes a pixel, from its start
    void read(int at, ByteBuffer bgra) throws IOException;
  }
}
