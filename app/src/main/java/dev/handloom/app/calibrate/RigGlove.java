package dev.handloom.app.calibrate;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A glove of the rig: the stream that feels a hand, and the hand it is worn on. A device that
/// feels both hands is two gloves.
///
/// @param name under which its profiles are kept: by the serial number where the rig knows it, so
///   that they follow the glove from rig to rig; else by its name in the rig
/// @param title for a person
/// @param prefix what the names of streams begin with that are derived from it
public record RigGlove(
    Device device, LiveStream stream, HandSide side, String name, String title, String prefix) {
  private static final String BY_SERIAL_NUMBER = "serial:usb-";

  /// The gloves of a rig, in its order.
  public static List<RigGlove> of(Workplace workplace) {
    List<RigGlove> gloves = new ArrayList<>();
    for (Device device : workplace.rig().devices()) {
      List<LiveStream> felt =
          device.streams().stream()
              .filter(stream -> stream.spec().kind() != StreamKind.VIDEO)
              .filter(stream -> GloveReader.fits(stream.spec()))
              .toList();
      Set<HandSide> had = EnumSet.noneOf(HandSide.class);
      boolean both =
          felt.stream().map(s -> side(workplace, device, s.spec())).distinct().count() > 1;
      for (LiveStream stream : felt) {
        HandSide side = side(workplace, device, stream.spec());
        // A device that sends its numbers twice, as counts and as voltages, is one glove.
        if (had.add(side)) {
          String part = both ? " " + word(side) : "";
          gloves.add(
              new RigGlove(
                  device,
                  stream,
                  side,
                  keptUnder(device) + part,
                  device.config().role() + part,
                  both ? stream.spec().name() : stream.spec().device()));
        }
      }
    }
    return gloves;
  }

  /// The glove of a device or of a stream, by name.
  public static Optional<RigGlove> find(Workplace workplace, String deviceOrStream) {
    return of(workplace).stream()
        .filter(glove ->
            glove.spec().name().equals(deviceOrStream)
                || glove.device().config().id().equals(deviceOrStream))
        .findFirst();
  }

  private static String word(HandSide side) {
    return side == HandSide.LEFT ? "left" : "right";
  }

  private static HandSide side(Workplace workplace, Device device, StreamSpec spec) {
    String part = spec.name().substring(spec.device().length());
    return part.contains("right")
        ? HandSide.RIGHT
        : part.contains("left") ? HandSide.LEFT : workplace.sideOf(device);
  }

  /// The name under which what is known of a device is kept.
  public static String keptUnder(Device device) {
    String address = device.config().address();
    if (address.startsWith(BY_SERIAL_NUMBER)) {
      return device.config().driver()
          + " "
          + address.substring(BY_SERIAL_NUMBER.length()).replaceFirst("@\\d*+$", "");
    }
    return device.config().id() + (device.config().simulated() ? " simulated" : "");
  }

  public StreamSpec spec() {
    return stream.spec();
  }

  /// What a calibration takes from it.
  public List<SensedChannel> channels() {
    return GloveReader.of(spec(), side).channels();
  }

  /// What its hand is called in the hub.
  public String handName() {
    return prefix + "/hand";
  }

  /// What the joint angles of its hand, with their bounds, are called in the hub.
  public String anglesName() {
    return prefix + "/angles";
  }
}
