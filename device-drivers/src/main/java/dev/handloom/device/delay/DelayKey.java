package dev.handloom.device.delay;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.Locale;

/// Of what a delay is known: one device, in one format.
///
/// @param kind see [MeasuredDelay]
/// @param format of its pictures; empty for what is no camera
public record DelayKey(String driver, String kind, String device, String address, String format) {
  private static final String SIMULATED = "sim:";

  /// @param streams as the device's driver makes them
  public static DelayKey of(DeviceConfig config, List<StreamSpec> streams) {
    String format = "";
    for (StreamSpec stream : streams) {
      FrameFormat frame = stream.frame();
      if (frame != null && format.isEmpty()) {
        format =
            String.format(
                Locale.ROOT,
                "%d×%d %s at %.0f Hz",
                frame.width(),
                frame.height(),
                frame.pixels().name().toLowerCase(Locale.ROOT),
                stream.nominalHz());
      }
    }
    return new DelayKey(
        config.driver(), kind(config.address()), config.id(), config.address(), format);
  }

  /// The second simulated one of a kind is of that kind, too.
  private static String kind(String address) {
    return address.startsWith(SIMULATED) ? address.replaceFirst("#.*+$", "") : "";
  }
}
