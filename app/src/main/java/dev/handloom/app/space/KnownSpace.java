package dev.handloom.app.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.calibration.space.SpaceProfile.Through;
import dev.handloom.calibration.space.SpaceShelf;
import dev.handloom.device.rig.Device;
import dev.handloom.store.episode.Enclosure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A headset of the rig and how its space was laid over another one last.
///
/// @param target whose space it was laid over, as people call it
/// @param lens the camera whose space it is, as it is known now; null where it is no camera's
public record KnownSpace(
    Headset headset, SpaceProfile profile, String target, @Nullable KnownLens lens) {
  private static final String FOLDER = "profiles";
  private static final String ENCLOSED = "alignment-";

  /// Where a library keeps its alignments.
  public static SpaceShelf shelf(Path library) {
    return new SpaceShelf(library.resolve(FOLDER));
  }

  /// What is known of a rig's headsets, of spaces that the rig has. Waits for the disk.
  public static List<KnownSpace> of(Workplace workplace, Path library) throws AlignmentRefusal {
    return of(workplace, shelf(library), KnownLens.of(workplace, KnownLens.shelf(library)));
  }

  /// The same, of cameras that are known already.
  public static List<KnownSpace> of(Workplace workplace, SpaceShelf shelf, List<KnownLens> lenses)
      throws AlignmentRefusal {
    List<KnownSpace> all = new ArrayList<>();
    for (Headset headset : Headset.of(workplace)) {
      for (SpaceProfile profile : shelf.newest(headset.id())) {
        Device target = workplace.rig().device(profile.target()).orElse(null);
        if (target != null) {
          all.add(new KnownSpace(headset, profile, target.config().role(), camera(target, lenses)));
        }
      }
    }
    return all;
  }

  private static @Nullable KnownLens camera(Device target, List<KnownLens> lenses) {
    return lenses.stream()
        .filter(lens ->
            target.streams().stream()
                .anyMatch(stream -> stream.spec().name().equals(lens.stream())))
        .findFirst()
        .orElse(null);
  }

  /// In a line, for a person.
  public String words() {
    return String.format(
        Locale.ROOT,
        "The %s lies in the space of the %s to %.1f mm.",
        headset.device().config().role(),
        target,
        1000 * profile.alignment().heldOutMetres());
  }

  /// Whether it still holds, now.
  public Holds holds() {
    return cameraTrouble().isEmpty()
        ? profile.holds(headset.session(), Math.max(0, headset.origin()))
        : Holds.NO;
  }

  /// Whether the camera is another one than that which saw the board.
  private String cameraTrouble() {
    Through through = profile.through();
    if (through == null) {
      return "";
    }
    CameraProfile now = lens == null ? null : lens.profile();
    if (lens == null || !lens.device().equals(through.address())) {
      return "The camera is another one than the one that saw the board. Align again.";
    }
    if (now == null) {
      return "The camera's lens is not known any more. Calibrate ▸ Cameras, then align again.";
    }
    return now.id().equals(through.lens())
        ? ""
        : "The camera was calibrated anew since. Align again.";
  }

  /// Why not, and what to do; empty where it holds.
  public String trouble() {
    String camera = cameraTrouble();
    if (!camera.isEmpty()) {
      return camera;
    }
    return switch (holds()) {
      case YES -> "";
      case PROBABLY -> Holds.PROBABLY.words();
      case NO -> profile.staleWords(headset.session());
    };
  }

  /// Whether it is an alignment that an episode carries.
  static boolean encloses(Enclosure one) {
    return one.name().startsWith(ENCLOSED);
  }

  /// What goes into an episode: those that hold. A stale one would place hands where they are not.
  public static List<Enclosure> enclosures(List<KnownSpace> known) {
    List<Enclosure> all = new ArrayList<>();
    for (KnownSpace each : known) {
      if (each.holds() != Holds.NO) {
        all.add(
            new Enclosure(
                ENCLOSED + each.profile.headset() + "-" + each.profile.target() + ".json",
                "application/json",
                each.headset.head().spec().name(),
                each.profile.words(),
                SpaceShelf.bytes(each.profile)));
      }
    }
    return all;
  }
}
