package dev.handloom.store.conform;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What a conformance take says of a device, kept beside its episode.
///
/// @param schema the version of this layout
/// @param device its id in the rig
/// @param title what its driver speaks to
/// @param simulated whether it is one of ours, in software
/// @param unixNanos when the take began
/// @param seconds how long it was
/// @param reasons the worst first; what was measured and what to do. Empty for a good one
/// @param hand whether what was moved is what was asked for; null where no hand was asked for
/// @param computer how punctual this computer itself was
/// @param steps what the person was asked to do, and when
public record ConformanceReport(
    int schema,
    String device,
    String title,
    boolean simulated,
    long unixNanos,
    double seconds,
    Verdict verdict,
    List<Reason> reasons,
    List<StreamFigures> streams,
    Clock clock,
    @Nullable Hand hand,
    Computer computer,
    List<Step> steps,
    String software) {
  public static final int SCHEMA = 2;

  /// In the episode's folder.
  public static final String FILE = "conformance.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Whether the device can be recorded with.
  public enum Verdict {
    GOOD("Good"),
    USABLE("Usable"),
    UNFIT("Not fit");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// Why the verdict is not better.
  ///
  /// @param weight the best verdict that this alone would allow
  /// @param subject stream or channel
  public record Reason(Verdict weight, String subject, String what, String remedy) {}

  /// One stream in figures.
  ///
  /// @param jitterMillis 99 % of the arrivals are no farther from the pace than this
  /// @param gaps how often nothing came for long
  public record StreamFigures(
      String stream,
      double nominalHz,
      double measuredHz,
      double jitterMillis,
      long samples,
      long lost,
      int gaps,
      double longestGapMillis,
      long badFrames,
      List<ChannelFigures> channels) {
    public StreamFigures {
      channels = List.copyOf(channels);
    }
  }

  /// One channel in figures.
  ///
  /// @param used which share of its range it went through
  /// @param noise how much it trembles from sample to sample, as a share of what it went through
  /// @param atEnds which share of the samples lay at an end of the range
  /// @param longestStillSeconds for how long its value did not change at all
  /// @param state in one word: lives, dead, stuck, saturated, noisy, unused
  public record ChannelFigures(
      String channel,
      double low,
      double high,
      double used,
      double noise,
      double atEnds,
      double longestStillSeconds,
      String state) {}

  /// How well its times are known.
  ///
  /// @param state at the end of the take
  /// @param boundMillis 95 % of the samples have no wider bound; -1 where none was stated
  /// @param statedMillis what of it the path leaves open, by the driver, the rig file or a
  ///   measurement; -1 where none was stated
  public record Clock(String state, double boundMillis, double statedMillis, long jumps) {}

  /// Whether the hand and the fingers that were asked for are those that moved.
  ///
  /// @param side that was asked for
  /// @param moved which share of its range the channel that went farthest took, in the middle of
  ///   all exercises that bend fingers
  /// @param other the device on the other hand, null where there is none
  /// @param otherMoved the same of that device
  /// @param sides agrees, contradicts, or says nothing
  /// @param fingers agrees, contradicts, or says nothing
  public record Hand(
      String side,
      double moved,
      @Nullable String other,
      double otherMoved,
      String sides,
      String fingers) {
    /// In one line.
    public String words() {
      return "The " + side + " hand, as asked: " + sides + "; finger by finger: " + fingers;
    }
  }

  /// How late this computer woke a thread that waited for nothing but the time.
  ///
  /// @param lateMillis one in twenty was later
  public record Computer(double lateMillis, double latestMillis) {
    /// More than a system with little to do needs.
    private static final double BUSY_MILLIS = 1;

    private static final double BUSY_LATEST_MILLIS = 10;

    /// Whether it may have delayed what a device sent.
    public boolean busy() {
      return lateMillis > BUSY_MILLIS || latestMillis > BUSY_LATEST_MILLIS;
    }
  }

  /// What the person was asked to do.
  public record Step(String gesture, double fromSeconds) {}

  public ConformanceReport {
    reasons = List.copyOf(reasons);
    streams = List.copyOf(streams);
    steps = List.copyOf(steps);
  }

  /// In one sentence.
  public String sentence() {
    return switch (verdict) {
      case GOOD -> "Good: nothing speaks against recording with it.";
      case USABLE ->
          "Usable, with " + (reasons.size() == 1 ? "one limit" : reasons.size() + " limits") + ".";
      case UNFIT -> "Not fit to record with as it is.";
    };
  }

  /// Puts it beside the episode.
  public void keep(Bundle bundle) throws IOException {
    Durable.replace(path(bundle), JSON.writeValueAsString(this) + "\n");
  }

  public static Path path(Bundle bundle) {
    return bundle.folder().resolve(FILE);
  }
}
