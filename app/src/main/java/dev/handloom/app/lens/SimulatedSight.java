package dev.handloom.app.lens;

import dev.handloom.app.Version;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.rig.PoseBound;
import dev.handloom.calibration.camera.sim.BoardCameraSimulators;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.rig.Device;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of simulated cameras because they are drawn so: of the one on the head, before
/// which nobody can hold a board, and of the one across the table, before which it lies.
final class SimulatedSight {
  private static final String HEAD = "sim:head-camera";
  private static final String TABLE = "sim:table-camera";
  private static final String TRACKER = "sim:base-station";
  private static final Instant SINCE = Instant.parse("2026-11-22T00:00:00Z");
  private static final String WHY = "It is simulated: this is how its pictures are drawn.";
  private static final int REGIONS = 9;

  private SimulatedSight() {}

  /// Whether it is one of them.
  static boolean of(Device camera, List<Device> rig) {
    return camera.config().address().equals(TABLE) || onHead(camera, rig);
  }

  /// Where the rig has what tells where the head is.
  private static boolean onHead(Device camera, List<Device> rig) {
    return camera.config().address().equals(HEAD) && tracker(rig).isPresent();
  }

  private static Optional<Device> tracker(List<Device> rig) {
    return rig.stream().filter(each -> each.config().address().equals(TRACKER)).findFirst();
  }

  private static CameraModel model(Device camera, FrameFormat format) {
    if (camera.config().address().equals(TABLE)) {
      return BoardCameraSimulators.PINHOLE;
    }
    double focal = format.width() / 2.0 / Math.tan(PersonCamera.Mount.HEAD.fieldOfView() / 2);
    return new PinholeCamera(
        format.width(),
        format.height(),
        focal,
        focal,
        (format.width() - 1) / 2.0,
        (format.height() - 1) / 2.0,
        0,
        0,
        0,
        0,
        0);
  }

  static CameraProfile lens(Device camera, FrameFormat format) {
    CameraModel model = model(camera, format);
    Map<String, Double> parameters = new LinkedHashMap<>();
    Map<String, Double> bounds = new LinkedHashMap<>();
    String[] names = model.names();
    for (int i = 0; i < names.length; i++) {
      parameters.put(names[i], model.parameters()[i]);
      bounds.put(names[i], 0.0);
    }
    Integer[] corners = new Integer[REGIONS];
    Arrays.fill(corners, 0);
    return new CameraProfile(
        1,
        "simulated",
        camera.config().id(),
        SINCE,
        "Handloom " + Version.text(),
        true,
        LensKind.PINHOLE.words(),
        format.width(),
        format.height(),
        parameters,
        bounds,
        new double[names.length][names.length],
        0,
        0,
        null,
        Collections.nCopies(REGIONS, null),
        List.of(corners),
        0,
        List.of(),
        WHY,
        Grade.GOOD,
        List.of(),
        CameraProfile.UsedBoard.of(Board.UMI),
        List.of());
  }

  /// On the head's tracker, which looks along its back: cameras look along z, y down.
  static @Nullable CameraPlace place(Device camera, List<Device> rig) {
    if (!onHead(camera, rig)) {
      return null;
    }
    Device tracker = tracker(rig).orElseThrow();
    return new CameraPlace(
        1,
        "simulated",
        camera.config().id(),
        SINCE,
        "Handloom " + Version.text(),
        "",
        CameraPlace.Kind.TRACKER,
        tracker.streams().getFirst().spec().name(),
        new Pose(Vec3.ZERO, Quat.about(new Vec3(1, 0, 0), Math.PI)),
        new PoseBound(0, 0),
        0,
        0,
        0,
        0);
  }
}
