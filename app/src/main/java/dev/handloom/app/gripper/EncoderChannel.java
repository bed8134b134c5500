package dev.handloom.app.gripper;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A number of the rig that may be a gripper's encoder.
///
/// @param likely whether its device says that it is a gripper's
public record EncoderChannel(LiveStream stream, int channel, boolean likely) {
  /// An encoder comes with few other numbers; an arm or a glove has many.
  private static final int MOST_CHANNELS = 6;

  /// All that may be one, likely ones first.
  public static List<EncoderChannel> of(Workplace workplace) {
    Set<LiveStream> gloves = new HashSet<>();
    RigGlove.of(workplace).forEach(glove -> gloves.add(glove.stream()));
    List<EncoderChannel> likely = new ArrayList<>();
    List<EncoderChannel> others = new ArrayList<>();
    for (Device device : workplace.rig().devices()) {
      boolean gripper = isGripper(device);
      for (LiveStream stream : device.streams()) {
        StreamSpec spec = stream.spec();
        if (spec.kind() == StreamKind.SIGNAL
            && !spec.derived()
            && spec.channels().size() <= MOST_CHANNELS
            && !gloves.contains(stream)) {
          for (int i = 0; i < spec.channels().size(); i++) {
            (gripper ? likely : others).add(new EncoderChannel(stream, i, gripper));
          }
        }
      }
    }
    likely.addAll(others);
    return likely;
  }

  private static boolean isGripper(Device device) {
    if ((device.config().id() + " " + device.config().role())
        .toLowerCase(Locale.ROOT)
        .contains("gripper")) {
      return true;
    }
    try {
      return new Drivers().of(device.config()).card().family() == DriverCard.Family.GRIPPER;
    } catch (RigFileException e) {
      return false;
    }
  }

  /// Stream and channel.
  public String name() {
    return stream.spec().name() + "/" + stream.spec().channels().get(channel).name();
  }
}
