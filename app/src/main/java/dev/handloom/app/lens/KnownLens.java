package dev.handloom.app.lens;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A camera of the rig and what is known of it.
///
/// @param stream its pictures
/// @param device what gives them: its driver and its address
/// @param role as people call it
/// @param simulated whether it is one that nobody would calibrate
/// @param profile its newest profile; null without one that fits
/// @param place where it stands; null where nobody has looked
/// @param trouble why a profile that is there is not used, for a person; empty where all is well
public record KnownLens(
    String stream,
    String device,
    String role,
    boolean simulated,
    @Nullable CameraProfile profile,
    @Nullable CameraPlace place,
    String trouble) {
  private static final String FOLDER = "profiles";
  private static final String JSON = "application/json";

  /// Where a library keeps its cameras.
  public static CameraShelf shelf(Path library) {
    return new CameraShelf(library.resolve(FOLDER));
  }

  /// What is known of the cameras of a rig, in its order. Waits for the disk.
  public static List<KnownLens> of(Workplace workplace, CameraShelf shelf) {
    List<KnownLens> all = new ArrayList<>();
    for (Device device : workplace.rig().devices()) {
      // A device's profile is that of its first pictures.
      device.streams().stream()
          .filter(stream -> stream.spec().frame() != null)
          .findFirst()
          .ifPresent(stream -> all.add(of(device, workplace.rig().devices(), stream, shelf)));
    }
    return all;
  }

  private static KnownLens of(
      Device device, List<Device> rig, LiveStream stream, CameraShelf shelf) {
    String id = device.config().id();
    FrameFormat format = stream.spec().frame();
    CameraProfile profile = null;
    CameraPlace place = null;
    String trouble = "";
    try {
      profile = shelf.history(id).profiles().stream().findFirst().orElse(null);
      place = shelf.place(id).orElse(null);
    } catch (CameraRefusal e) {
      trouble = String.valueOf(e.getMessage());
    }
    if (profile != null
        && format != null
        && (profile.width() != format.width() || profile.height() != format.height())) {
      trouble =
          "it was calibrated at "
              + profile.width()
              + " × "
              + profile.height()
              + " and gives "
              + format.width()
              + " × "
              + format.height();
      profile = null;
    }
    if (profile == null && place == null && format != null && SimulatedSight.of(device, rig)) {
      profile = SimulatedSight.lens(device, format);
      place = SimulatedSight.place(device, rig);
    }
    return new KnownLens(
        stream.spec().name(),
        device.config().driver() + " " + device.config().address(),
        device.config().role(),
        device.config().simulated(),
        profile,
        place,
        trouble);
  }

  public Optional<CameraProfile> calibrated() {
    return Optional.ofNullable(profile);
  }

  /// What goes into an episode: whole, but for the corners that the lens rests on.
  public static List<Enclosure> enclosures(List<KnownLens> lenses) {
    List<Enclosure> enclosures = new ArrayList<>();
    for (KnownLens one : lenses) {
      CameraProfile lens = one.profile;
      if (lens != null) {
        enclosures.add(
            new Enclosure(
                EnclosedCamera.lensName(one.stream),
                JSON,
                one.stream,
                lens.words(),
                CameraShelf.bytes(lens)));
      }
      CameraPlace place = one.place;
      if (place != null) {
        enclosures.add(
            new Enclosure(
                EnclosedCamera.placeName(one.stream),
                JSON,
                one.stream,
                place.words(),
                CameraShelf.bytes(place)));
      }
    }
    return enclosures;
  }
}
