package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.mark.Board;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/// A tracker that the simulated pinhole sits on, while the board stays where it is: the same
/// pictures, seen the other way round.
public final class BoardTrackerInstrument implements Instrument {
  private static final int PACKET = 512;

  /// As optical trackers of rooms shiver.
  private static final double SHIVER_METRES = 0.0003;

  private static final double SHIVER_RADIANS = Math.toRadians(0.04);

  private final BoardMotion motion;
  private final Random random;

  public BoardTrackerInstrument(Board board, long seed) {
    motion = new BoardMotion(board);
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean text() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Pose told = shivering(worldFromTracker(sinceStartNanos));
    Quat turned = told.rotation();
    byte[] line =
        String.format(
                Locale.ROOT,
                "{\"v\":1,\"seq\":%d,\"t_us\":%d,\"values\":{\"x\":%.6f,\"y\":%.6f,\"z\":%.6f,"
                    + "\"qx\":%.7f,\"qy\":%.7f,\"qz\":%.7f,\"qw\":%.7f}}",
                count,
                deviceMicros,
                told.position().x(),
                told.position().y(),
                told.position().z(),
                turned.x(),
                turned.y(),
                turned.z(),
                turned.w())
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(line, 0, into, 0, line.length);
    return line.length;
  }

  private Pose worldFromTracker(long sinceStartNanos) {
    Pose worldFromCamera =
        BoardCameraSimulators.STANDING_BOARD.then(motion.at(sinceStartNanos).inverse());
    return worldFromCamera.then(BoardCameraSimulators.CAMERA_ON_TRACKER.inverse());
  }

  private Pose shivering(Pose pose) {
    return pose.then(
        new Pose(
            new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                .times(SHIVER_METRES),
            Quat.about(
                new Vec3(random.nextGaussian(), random.nextGaussian(), 1 + random.nextGaussian()),
                SHIVER_RADIANS * random.nextGaussian())));
  }
}
