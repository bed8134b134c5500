package dev.handloom.app.gripper;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperProfileFile;
import dev.handloom.calibration.profile.GripperShelf;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.store.episode.Enclosure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wrist camera of the rig and the gripper's profile that is in use for it.
///
/// @param profile null where it has none, or none that fits
/// @param trouble why a profile that is there is not used, for a person; empty where all is well
public record GripperInUse(LiveStream camera, @Nullable GripperProfile profile, String trouble) {
  private static final String ENCLOSED = "gripper-";

  /// The camera of a device.
  public static @Nullable LiveStream camera(Device device) {
    return device.streams().stream()
        .filter(stream -> stream.spec().frame() != null)
        .findFirst()
        .orElse(null);
  }

  /// What each camera of the rig that has a gripper's profile should use. Waits for the disk.
  ///
  /// @param shelf null where no library is open
  public static List<GripperInUse> choose(Workplace workplace, @Nullable GripperShelf shelf) {
    List<GripperInUse> all = new ArrayList<>();
    if (shelf == null) {
      return all;
    }
    for (Device device : workplace.rig().devices()) {
      LiveStream camera = camera(device);
      if (camera == null) {
        continue;
      }
      try {
        GripperShelf.History history = shelf.history(device.config().id());
        GripperProfile profile = history.current().orElse(null);
        if (profile != null || !history.unreadable().isEmpty()) {
          all.add(new GripperInUse(camera, profile, String.join(" ", history.unreadable())));
        }
      } catch (ProfileException e) {
        all.add(new GripperInUse(camera, null, String.valueOf(e.getMessage())));
      }
    }
    return all;
  }

  /// Starts the widths.
  ///
  /// @return null where there is nothing to start
  public @Nullable LiveWidth start(Workplace workplace) throws GripperException {
    return profile == null ? null : LiveWidth.start(workplace.rig(), camera, profile);
  }

  /// What goes into an episode of the profiles that were in use.
  public static List<Enclosure> enclosed(List<LiveWidth> live) {
    return live.stream()
        .map(one ->
            new Enclosure(
                ENCLOSED + one.camera().spec().device() + ".json",
                "application/json",
                one.stream().spec().name(),
                "Gripper calibration " + one.profile().id() + ": " + one.profile().words(),
                GripperProfileFile.bytes(one.profile())))
        .toList();
  }

  /// The profile that an episode carries for a camera.
  ///
  /// @return null if it carries none
  public static @Nullable GripperProfile carried(List<Enclosure> enclosures, String device)
      throws GripperException {
    String name = ENCLOSED + device + ".json";
    for (Enclosure each : enclosures) {
      if (each.name().equals(name)) {
        return GripperProfileFile.parse(each.bytes(), name + " in the episode");
      }
    }
    return null;
  }
}
