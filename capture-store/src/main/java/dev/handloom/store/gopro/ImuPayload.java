package dev.handloom.store.gopro;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one payload says of one sensor of three axes.
///
/// @param sensor `ACCL` or `GYRO`
/// @param values structure after structure, in the order of the file, in the unit that it names
/// @param before samples of this sensor before this payload; -1 if the camera does not count
/// @param stampMicros the camera's own time of the first sample; -1 if it does not stamp
/// @param unit as the file names it; empty without
/// @param axes the order of the axes as the file names it; empty without
record ImuPayload(
    String sensor, double[] values, long before, long stampMicros, String unit, String axes) {
  static final String ACCELERATION = "ACCL";
  static final String TURNING = "GYRO";

  private static final int AXES = 3;

  int samples() {
    return values.length / AXES;
  }

  /// All sensors of a payload, and the camera's name.
  ///
  /// @param device null if the payload does not name it
  /// @param gpsTime as `yymmddhhmmss.sss`, only of a receiver that knows where it is; else null
  record Read(List<ImuPayload> sensors, @Nullable String device, @Nullable String gpsTime) {}

  static Read read(byte[] bytes) throws GpmfException {
    List<ImuPayload> sensors = new ArrayList<>();
    String device = null;
    String gpsTime = null;
    for (GpmfItem top : GpmfItem.read(bytes)) {
      if (!top.key().equals("DEVC") || !top.nested()) {
        continue;
      }
      List<GpmfItem> items = top.children(1);
      GpmfItem name = GpmfItem.first(items, "DVNM");
      if (name != null && device == null) {
        device = name.text();
      }
      for (GpmfItem item : items) {
        if (item.key().equals("STRM") && item.nested()) {
          List<GpmfItem> stream = item.children(2);
          for (String sensor : new String[] {ACCELERATION, TURNING}) {
            GpmfItem data = GpmfItem.first(stream, sensor);
            if (data != null) {
              sensors.add(sensor(sensor, data, stream));
            }
          }
          gpsTime = gpsTime == null ? gpsTime(stream) : gpsTime;
        }
      }
    }
    return new Read(sensors, device, gpsTime);
  }

  private static @Nullable String gpsTime(List<GpmfItem> stream) throws GpmfException {
    GpmfItem time = GpmfItem.first(stream, "GPSU");
    GpmfItem fix = GpmfItem.first(stream, "GPSF");
    boolean known = fix != null && fix.repeat() > 0 && fix.numbers()[0] >= 2;
    return time != null && known ? time.text() : null;
  }

  private static ImuPayload sensor(String sensor, GpmfItem data, List<GpmfItem> stream)
      throws GpmfException {
    if (data.perStructure() != AXES) {
      throw new GpmfException(sensor + " has " + data.perStructure() + " axes");
    }
    double[] values = data.numbers();
    double[] scale = scale(GpmfItem.first(stream, "SCAL"));
    for (int i = 0; i < values.length; i++) {
      values[i] /= scale[scale.length == 1 ? 0 : i % AXES];
      if (!Double.isFinite(values[i])) {
        throw new GpmfException(sensor + " has a value that is no number");
      }
    }
    long total = whole(GpmfItem.first(stream, "TSMP"));
    int samples = values.length / AXES;
    GpmfItem unit = GpmfItem.first(stream, "SIUN");
    GpmfItem axes = GpmfItem.first(stream, "ORIN");
    return new ImuPayload(
        sensor,
        values,
        total < samples ? -1 : total - samples,
        whole(GpmfItem.first(stream, "STMP")),
        unit == null ? "" : unit.text(),
        axes == null ? "" : axes.text());
  }

  private static double[] scale(@Nullable GpmfItem item) throws GpmfException {
    double[] scale = item == null ? new double[] {1} : item.numbers();
    if (scale.length != 1 && scale.length != AXES) {
      throw new GpmfException("SCAL has " + scale.length + " values");
    }
    for (double each : scale) {
      if (each == 0 || !Double.isFinite(each)) {
        throw new GpmfException("SCAL is " + each);
      }
    }
    return scale;
  }

  private static long whole(@Nullable GpmfItem item) throws GpmfException {
    if (item == null || item.repeat() == 0) {
      return -1;
    }
    double value = item.numbers()[0];
    return value >= 0 && value < 9e15 ? (long) value : -1;
  }
}
