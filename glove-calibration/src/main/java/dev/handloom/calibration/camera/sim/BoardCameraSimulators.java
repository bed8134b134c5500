package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two cameras before which one board is moved, a tracker that carries the first of them instead,
/// and a camera across a table on which a board lies, so that calibrating can be tried without any.
public final class BoardCameraSimulators implements WireSimulators {
  /// What the simulated cameras really are.
  public static final CameraModel PINHOLE =
      new PinholeCamera(640, 480, 436.2, 434.9, 325.7, 236.4, -0.11, 0.05, 0.0006, -0.0004, 0);

  public static final CameraModel FISHEYE =
      new FisheyeCamera(640, 480, 262.4, 261.8, 316.3, 243.1, -0.021, 0.004, -0.002, 0.0003);

  /// The fisheye beside the pinhole: ten centimetres to the right, turned a little.
  public static final Pose FISHEYE_PLACE =
      new Pose(new Vec3(0.1, 0.012, -0.008), Quat.about(new Vec3(0.2, 1, 0.1), -0.09));

  /// The pinhole on what is tracked.
  public static final Pose CAMERA_ON_TRACKER =
      new Pose(new Vec3(0.031, -0.052, 0.024), Quat.about(new Vec3(1, 0.3, -0.2), 0.4));

  /// Where the board stands in the tracker's world, if it is the camera that moves.
  static final Pose STANDING_BOARD =
      new Pose(new Vec3(0.4, -0.2, 1.1), Quat.about(new Vec3(0.1, 1, 0.3), 2.2));

  /// Who lays a hand under the simulated camera.
  public static final long ON_SHEET = 5;

  private static final int PORT = 7424;
  private static final int TRACKER_HZ = 90;

  /// A headset's or a room's tracker, sent on by another program.
  private static final Timing TRACKER = new Timing(TRACKER_HZ, 200, 5, 3, 0.5, 0.01, 12);

  private static final Timing TEN_A_SECOND = new Timing(10, 60, 8.0, 4.0, 0.5, 0.01, 35);
  private static final int FRAMES_UNDER_WAY = 10;

  @Override
  public List<WireSimulator> all() {
    return List.of(
        camera("board-camera", "Camera before a calibration board", PINHOLE, Pose.IDENTITY),
        camera("board-fisheye", "Fisheye before a calibration board", FISHEYE, FISHEYE_PLACE),
        tracker(),
        new WireSimulator(
            "sheet-camera",
            "Camera over a hand on a printed sheet",
            "frames",
            Map.of("width", "640", "height", "480", "fps", "10"),
            new Plug.Pipe(FRAMES_UNDER_WAY),
            TEN_A_SECOND,
            (person, seed, settings) ->
                new SheetCameraInstrument(new SheetPerson(ON_SHEET, PINHOLE))),
        new WireSimulator(
            "table-camera",
            "Camera across a table with a printed board",
            "frames",
            Map.of("width", "640", "height", "480", "fps", "10"),
            new Plug.Pipe(FRAMES_UNDER_WAY),
            TEN_A_SECOND,
            (person, seed, settings) ->
                new TableCameraInstrument(PINHOLE, Board.UMI, person, seed)));
  }

  private static WireSimulator camera(String name, String title, CameraModel camera, Pose place) {
    return new WireSimulator(
        name,
        title,
        "frames",
        Map.of("width", "640", "height", "480", "fps", "10"),
        new Plug.Pipe(FRAMES_UNDER_WAY),
        TEN_A_SECOND,
        (person, seed, settings) -> new BoardCameraInstrument(camera, place, Board.UMI, seed));
  }

  private static WireSimulator tracker() {
    Map<String, String> settings = new HashMap<>();
    settings.put("channels", "x,y,z,qx,qy,qz,qw");
    settings.put("unit", "m");
    settings.put("low", "-10");
    settings.put("high", "10");
    for (String turn : List.of("qx", "qy", "qz", "qw")) {
      settings.put(turn + ".unit", "none");
      settings.put(turn + ".low", "-1");
      settings.put(turn + ".high", "1");
    }
    settings.put("time", "t_us");
    settings.put("stream", "pose");
    settings.put("rate_hz", String.valueOf(TRACKER_HZ));
    return new WireSimulator(
        "board-tracker",
        "Tracker that carries the camera before a calibration board",
        "bridge",
        settings,
        new Plug.Udp(PORT),
        TRACKER,
        (person, seed, own) -> new BoardTrackerInstrument(Board.UMI, seed));
  }
}
