package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far the body moves while a camera shows the same picture: a still picture of a person who
/// moves is not a picture of now. Belongs to one thread.
final class StillWatch {
  /// Noise and what packing a picture does to it, in grey levels.
  private static final int SAME = 4;

  private record Seen(Picture picture, float[] body) {}

  private final Wants wants;
  private final Map<String, Seen> since = new HashMap<>();
  private long lastNanos = Long.MIN_VALUE;

  StillWatch(Wants wants) {
    this.wants = wants;
  }

  /// @return for each camera, root mean square of the channels, in spreads; empty where no body is
  ///   known
  Map<String, Double> look(Observation observation) {
    float[] body = body(observation);
    if (observation.capturedNanos() < lastNanos) {
      since.clear();
    }
    lastNanos = observation.capturedNanos();
    Map<String, Double> moved = new TreeMap<>();
    for (Map.Entry<String, List<Picture>> view : observation.pictures().entrySet()) {
      if (view.getValue().isEmpty() || body.length == 0) {
        continue;
      }
      Picture now = view.getValue().getLast();
      Seen before = since.get(view.getKey());
      if (before == null || !same(before.picture(), now)) {
        since.put(view.getKey(), new Seen(now, body));
        moved.put(view.getKey(), 0.0);
      } else {
        moved.put(view.getKey(), apart(before.body(), body));
      }
    }
    return moved;
  }

  private static boolean same(Picture a, Picture b) {
    if (a.width() != b.width() || a.height() != b.height()) {
      return false;
    }
    for (int i = 0; i < a.rgb().length; i++) {
      if (Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)) > SAME) {
        return false;
      }
    }
    return true;
  }

  private float[] body(Observation observation) {
    List<Channel> channels = wants.state();
    float[] body = new float[channels.size()];
    int at = 0;
    for (Wants.Group group : wants.groups()) {
      float @Nullable [] values = observation.state().get(group.name());
      for (int c = 0; c < group.channels().size(); c++, at++) {
        body[at] =
            values == null || c >= values.length
                ? Float.NaN
                : (float) (values[c] / channels.get(at).spread());
      }
    }
    return body;
  }

  private static double apart(float[] a, float[] b) {
    double sum = 0;
    int count = 0;
    for (int c = 0; c < a.length; c++) {
      double off = a[c] - b[c];
      if (Double.isFinite(off)) {
        sum += off * off;
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }
}
