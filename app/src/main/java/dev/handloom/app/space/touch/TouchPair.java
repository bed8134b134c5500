package dev.handloom.app.space.touch;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.BoardText;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.merge.WristSource;
import dev.handloom.app.space.Headset;
import dev.handloom.app.space.SpaceMoment;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.LiveStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A hand that a headset sees, and a camera that stands still and whose lens is known.
public record TouchPair(
    Headset headset,
    HandSide side,
    WristSource seen,
    Device camera,
    LiveStream pictures,
    CameraProfile lens) {
  /// All that a rig has, right hands first.
  public static List<TouchPair> of(Workplace workplace, List<KnownLens> lenses) {
    List<TouchPair> pairs = new ArrayList<>();
    for (Headset headset : Headset.of(workplace)) {
      for (KnownLens lens : lenses) {
        for (HandSide side : List.of(HandSide.RIGHT, HandSide.LEFT)) {
          add(workplace, headset, side, lens, pairs);
        }
      }
    }
    return pairs;
  }

  private static void add(
      Workplace workplace, Headset headset, HandSide side, KnownLens lens, List<TouchPair> pairs) {
    WristSource seen = WristSource.find(workplace.rig(), side, headset.id()).orElse(null);
    LiveStream pictures = workplace.rig().hub().find(lens.stream()).orElse(null);
    CameraProfile profile = lens.profile();
    if (seen == null || seen.hand() == null || pictures == null || profile == null) {
      return;
    }
    Device camera = workplace.rig().device(pictures.spec().device()).orElse(null);
    if (camera != null && !carried(lens)) {
      pairs.add(new TouchPair(headset, side, seen, camera, pictures, profile));
    }
  }

  /// A camera on a tracker goes about; where it was once says nothing.
  private static boolean carried(KnownLens lens) {
    CameraPlace place = lens.place();
    return place != null && place.kind() == CameraPlace.Kind.TRACKER;
  }

  /// What a rig lacks that has none, and what to do.
  public static String missing(Workplace workplace, List<KnownLens> lenses) {
    List<Headset> headsets = Headset.of(workplace);
    if (headsets.isEmpty()) {
      return "The rig has no headset. Add one in Devices.";
    }
    boolean hands =
        headsets.stream()
            .anyMatch(headset ->
                List.of(HandSide.values()).stream()
                    .flatMap(side -> WristSource.find(workplace.rig(), side, headset.id()).stream())
                    .anyMatch(seen -> seen.hand() != null));
    if (!hands) {
      return "The headset of this rig is not asked for hands, so nobody knows where a fingertip is."
          + " Turn its hands on in Devices.";
    }
    if (lenses.isEmpty()) {
      return "The rig has no camera. Add one in Devices.";
    }
    return lenses.stream().noneMatch(lens -> lens.profile() != null)
        ? "No camera of this rig is calibrated. Calibrate ▸ Cameras does that; then come back."
        : "The camera is carried by a tracker. Touching takes one that stands still.";
  }

  /// The device whose space the headset's is laid over.
  public String target() {
    return camera.config().id();
  }

  /// What touched corners say of it.
  SpaceProfile profile(SpaceMoment space, TouchFound found, Board board, boolean radiusTold) {
    DeviceConfig config = camera.config();
    return space.profile(
        target(),
        config.simulated(),
        SpaceProfile.Kind.TOUCHED,
        String.format(
            Locale.ROOT,
            "%s index fingertip%s on a board of %s before %s",
            side.word(),
            radiusTold ? "" : " (its thickness is assumed)",
            BoardText.words(board),
            pictures.spec().name()),
        found.alignment(),
        new SpaceProfile.Through(lens.id(), config.driver() + " " + config.address()));
  }

  /// Whether it is the same hand before the same camera, whose lens is the same still.
  public boolean same(TouchPair other) {
    return side == other.side
        && headset.device() == other.headset.device()
        && camera == other.camera
        && lens.id().equals(other.lens.id());
  }

  /// For a person.
  public String words() {
    return "%s hand: %s, and %s"
        .formatted(
            side == HandSide.LEFT ? "Left" : "Right",
            headset.device().config().role(),
            camera.config().role());
  }

  @Override
  public String toString() {
    return words();
  }
}
