package dev.handloom.app.preview;

import dev.handloom.device.space.Vec3;
import dev.handloom.preview.session.ChannelTrace;
import java.util.ArrayList;
import java.util.List;

/// Three channels that are one position, measured and planned.
///
/// @param name as their names begin, as `base-station/pose.left_`
record PathChannels(String name, ChannelTrace x, ChannelTrace y, ChannelTrace z) {
  private static final String METRES = "m";

  /// Those whose places are planned in a space, but for what the camera itself rides on.
  ///
  /// @param rides the stream whose first pose that is; may be empty
  static List<PathChannels> of(List<ChannelTrace> traces, String space, String rides) {
    List<PathChannels> found = all(traces);
    found.removeIf(each -> !each.name.startsWith(space + "/"));
    for (int i = 0; i < found.size(); i++) {
      if (!rides.isEmpty() && found.get(i).name.startsWith(rides + ".")) {
        found.remove(i);
        break;
      }
    }
    return found;
  }

  /// All positions that are planned.
  static List<PathChannels> all(List<ChannelTrace> traces) {
    List<PathChannels> found = new ArrayList<>();
    for (ChannelTrace x : traces) {
      if (x.column() < 0 || !x.unit().equals(METRES) || !x.name().endsWith("x")) {
        continue;
      }
      String begin = x.name().substring(0, x.name().length() - 1);
      ChannelTrace y = find(traces, begin + "y");
      ChannelTrace z = find(traces, begin + "z");
      if (y != null && z != null && (begin.endsWith("_") || begin.endsWith("."))) {
        found.add(new PathChannels(begin, x, y, z));
      }
    }
    return found;
  }

  private static @org.jspecify.annotations.Nullable ChannelTrace find(
      List<ChannelTrace> traces, String name) {
    for (ChannelTrace trace : traces) {
      if (trace.name().equals(name) && trace.unit().equals(METRES) && trace.column() >= 0) {
        return trace;
      }
    }
    return null;
  }

  /// For people: `left`.
  String words() {
    String part = name.substring(name.lastIndexOf('.') + 1).replace('_', ' ').strip();
    return part.isEmpty() ? PreviewWords.stream(PreviewWords.streamOf(name)) : part;
  }

  /// Where it is planned to be; not finite where that is not said.
  Vec3 planned(float[] row) {
    return new Vec3(value(row, x), value(row, y), value(row, z));
  }

  private static double value(float[] row, ChannelTrace trace) {
    return trace.column() < row.length ? row[trace.column()] : Double.NaN;
  }

  Vec3 measured(int i) {
    return new Vec3(x.values()[i], y.values()[i], z.values()[i]);
  }

  long[] nanos() {
    return x.nanos();
  }
}
