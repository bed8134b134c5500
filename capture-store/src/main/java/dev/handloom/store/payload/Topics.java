package dev.handloom.store.payload;

import dev.handloom.device.clock.StudioClock;
import java.util.LinkedHashMap;
import java.util.Map;

/// What topics and metadata records an episode's MCAP has.
public final class Topics {
  public static final String EVENTS = "/studio/events";
  public static final String CLOCKS = "/studio/clocks";
  public static final String ANCHORS = "/studio/anchors";

  /// Metadata record: which take this is.
  public static final String EPISODE_METADATA = "handloom.episode";

  /// Metadata record: what the times mean.
  public static final String TIME_METADATA = "handloom.time";

  /// Metadata record of an exported file: which episode it came from.
  public static final String EXPORT_METADATA = "handloom.export";

  /// Metadata record of an exported file: what people said of it.
  public static final String REVIEW_METADATA = "handloom.review";

  /// Metadata record of a file that continues another one that failed.
  public static final String PART_METADATA = "handloom.part";

  /// Which file of the take this is, from 1 on.
  public static final String PART_NUMBER = "part";

  /// How many messages of the take come before the first of this file; those in the files before
  /// that are more are here again.
  public static final String PART_MESSAGES_BEFORE = "messages_before";

  /// What the times mean, in words.
  public static final Map<String, String> TIME_CONVENTION =
      Map.of(
          "log_time",
          "host arrival of the first byte, Unix nanoseconds",
          "publish_time",
          "estimated capture, Unix nanoseconds",
          "timestamp",
          "estimated capture, on the wall clock",
          "*_nanos",
          "studio time: monotonic nanoseconds of the host; Unix time is studio time plus the"
              + " difference of the episode's anchor",
          "bound_nanos",
          "how far capture may be from the truth; absent when not known",
          "device_ticks",
          "the device's own stamp as it came; absent when it sends none",
          "anchors",
          "pairs of studio and wall time read together every 10 s, on /studio/anchors");

  private Topics() {}

  /// The topic of a stream.
  public static String of(String stream) {
    return "/" + stream;
  }

  /// The metadata record of a take.
  public static Map<String, String> episode(
      String id, String task, String person, String rig, long startNanos, StudioClock.Anchor at) {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("id", id);
    out.put("task", task);
    out.put("person", person);
    out.put("rig", rig);
    out.put("start_nanos", Long.toString(startNanos));
    out.put("anchor_studio_nanos", Long.toString(at.studioNanos()));
    out.put("anchor_unix_nanos", Long.toString(at.unixNanos()));
    out.put("anchor_uncertainty_nanos", Long.toString(at.uncertaintyNanos()));
    return out;
  }
}
