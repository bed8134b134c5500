package dev.handloom.test.interop;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// An episode beside what an emulated headset was asked for: place by place and time by time.
final class WebXrTruth {
  private static final double MOST_MILLIMETRES = 0.01;
  private static final double MOST_DEGREES = 0.01;

  /// Less than the 25 ms by which everything is foretold: a time of asking would not pass for one
  /// of locating. What a busy machine adds stands in the bounds, which every time must keep.
  private static final double MOST_MEDIAN_MILLIS = 20;

  /// What the product's own check allows: a stall of the whole computer is no fault of a clock.
  private static final double MOST_OUTSIDE = 0.02;

  private static final int LEAST_SAMPLES = 200;

  private final EpisodeReader episode;
  private final double originMillis;
  private final NavigableMap<Long, JsonNode> said = new TreeMap<>();

  /// @param truth what was asked for, with its moment in milliseconds of the page's clock
  /// @param originMillis the wall time of that clock's zero
  WebXrTruth(EpisodeReader episode, JsonNode truth, double originMillis) {
    this.episode = episode;
    this.originMillis = originMillis;
    for (JsonNode each : truth) {
      said.put(Math.round(each.path("moment").asDouble() * 1000), each);
    }
  }

  void report(PrintStream out) throws Exception {
    for (Map.Entry<String, String> each :
        new TreeMap<>(
                Map.of(
                    "headset/head", "head",
                    "headset/left-wrist", "left wrist",
                    "headset/right-wrist", "right wrist",
                    "headset/left-controller", "left grip",
                    "headset/right-controller", "right grip"))
            .entrySet()) {
      out.println(held(each.getKey(), each.getValue()));
    }
    out.println(times());
    out.println(gaps());
  }

  private StreamSamples stream(String name) throws Exception {
    return episode
        .signal(name)
        .orElseThrow(() -> new IllegalStateException(name + " is not in the episode"));
  }

  /// Where tracked samples lie beside what was asked for at the moment they stand for.
  private String held(String name, String key) throws Exception {
    StreamSamples stream = stream(name);
    double[] millimetres = new double[stream.size()];
    double[] degrees = new double[stream.size()];
    int count = 0;
    for (int i = 0; i < stream.size(); i++) {
      if (stream.value(i, 7) == 0) {
        continue;
      }
      JsonNode at = said.get(stream.deviceTicks(i));
      WebXrInterop.must(
          at != null,
          name
              + " stands for a moment that nobody asked for: sample "
              + i
              + ", "
              + stream.deviceTicks(i)
              + " µs, between "
              + said.floorKey(stream.deviceTicks(i))
              + " and "
              + said.ceilingKey(stream.deviceTicks(i)));
      JsonNode place = at == null ? null : at.path(key);
      WebXrInterop.must(
          place != null && place.size() == 7, name + " is tracked when the emulation had none");
      if (place == null) {
        continue;
      }
      double off = 0;
      double apart = 0;
      double across = 0;
      for (int k = 0; k < 7; k++) {
        double d = stream.value(i, k) - place.get(k).asDouble();
        off += k < 3 ? d * d : 0;
        double sum = stream.value(i, k) + place.get(k).asDouble();
        apart += k < 3 ? 0 : d * d;
        across += k < 3 ? 0 : sum * sum;
      }
      millimetres[count] = 1000 * Math.sqrt(off);
      // A rotation has two quaternions; a small angle is twice the way between them.
      degrees[count] = Math.toDegrees(2 * Math.sqrt(Math.min(apart, across)));
      count++;
    }
    int least = name.endsWith("controller") ? LEAST_SAMPLES / 4 : LEAST_SAMPLES;
    WebXrInterop.must(count > least, name + " was tracked in " + count + " samples only");
    Arrays.sort(millimetres, 0, count);
    Arrays.sort(degrees, 0, count);
    WebXrInterop.must(
        millimetres[count - 1] < MOST_MILLIMETRES,
        name + " lies " + millimetres[count - 1] + " mm from where it was");
    WebXrInterop.must(
        degrees[count - 1] < MOST_DEGREES, name + " is turned by " + degrees[count - 1] + "°");
    return String.format(
        Locale.ROOT,
        "%s: %d tracked samples, at most %.5f mm and %.4f° from what was asked for",
        name,
        count,
        millimetres[count - 1],
        degrees[count - 1]);
  }

  /// Capture times beside the wall clock that both programs read.
  private String times() throws Exception {
    StreamSamples head = stream("headset/head");
    StudioClock.Anchor anchor = StudioClock.anchor();
    double[] millis = new double[head.size()];
    double[] foretold = new double[head.size()];
    long worstBound = 0;
    int outside = 0;
    for (int i = 0; i < head.size(); i++) {
      double unixMillis = originMillis + head.deviceTicks(i) / 1000.0;
      millis[i] = anchor.toUnixNanos(head.captureNanos(i)) / 1e6 - unixMillis;
      foretold[i] = head.value(i, 8);
      if (head.boundNanos(i) < Long.MAX_VALUE / 2) {
        worstBound = Math.max(worstBound, head.boundNanos(i));
        outside += Math.abs(millis[i]) > head.boundNanos(i) / 1e6 ? 1 : 0;
      }
    }
    Arrays.sort(millis);
    Arrays.sort(foretold);
    double median = millis[millis.length / 2];
    double most = Math.max(Math.abs(millis[0]), Math.abs(millis[millis.length - 1]));
    WebXrInterop.must(Math.abs(median) < MOST_MEDIAN_MILLIS, "Times are off by " + median + " ms");
    WebXrInterop.must(
        outside <= millis.length * MOST_OUTSIDE,
        outside + " of " + millis.length + " times are farther off than they say");
    // A busy machine draws late, and has foretold less by then.
    WebXrInterop.must(
        foretold[foretold.length - 1] <= 0.0251 && foretold[foretold.length - 1] > 0.015,
        "Foretold by " + foretold[foretold.length - 1] + " s, not 25 ms");
    return String.format(
        Locale.ROOT,
        "times: median %.3f ms, at most %.3f ms from the moment meant, bound at most ±%.1f ms; foretold"
            + " %.1f ms in the median",
        median,
        most,
        worstBound / 1e6,
        foretold[foretold.length / 2] * 1000);
  }

  private String gaps() throws Exception {
    StreamSamples head = stream("headset/head");
    long longest = 0;
    for (int i = 1; i < head.size(); i++) {
      WebXrInterop.must(
          head.deviceTicks(i) > head.deviceTicks(i - 1), "The headset's times go back");
      // Where the clocks are found anew, by no more than was said to be open.
      WebXrInterop.must(
          head.captureNanos(i) > head.captureNanos(i - 1)
              || head.captureNanos(i - 1) - head.captureNanos(i)
                  <= Math.max(head.boundNanos(i - 1), head.boundNanos(i)),
          "Capture times go back farther than their bounds");
      longest = Math.max(longest, head.captureNanos(i) - head.captureNanos(i - 1));
    }
    WebXrInterop.must(longest > 3_000_000_000L, "There is no gap of the cut");
    return String.format(
        Locale.ROOT,
        "%d samples of the head, longest gap %.1f s: it was cut off for 5 s",
        head.size(),
        longest / 1e9);
  }
}
