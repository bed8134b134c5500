package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.mark.Board;
import dev.handloom.device.space.Pose;
import java.util.Random;

/// How a board is moved before the simulated cameras: held still for a while, then on to the next
/// place. The same for all of them, so that they see one board.
record BoardMotion(Board board) {
  private static final long HELD_NANOS = 1_200_000_000L;
  private static final long MOVED_NANOS = 400_000_000L;

  private static final long WORLD = 7;

  /// Where it is in the frame of the pinhole.
  Pose at(long sinceStartNanos) {
    long cycle = HELD_NANOS + MOVED_NANOS;
    long number = sinceStartNanos / cycle;
    double share = (double) (sinceStartNanos % cycle - HELD_NANOS) / MOVED_NANOS;
    Pose here = held(number);
    return share <= 0 ? here : here.towards(held(number + 1), share * share * (3 - 2 * share));
  }

  /// Goes round the picture now of one, now of the other, in an order that takes in all of it soon.
  private Pose held(long number) {
    int cell = (int) (4 * (number / 2) % 9);
    int column = cell % 3;
    int row = cell / 3;
    // Seeds that follow each other would begin alike.
    long own = new Random(WORLD).nextLong() ^ number * 0x9E3779B97F4A7C15L;
    boolean pinhole = number % 2 == 0;
    Pose seen =
        new PlantedCamera(
                pinhole ? BoardCameraSimulators.PINHOLE : BoardCameraSimulators.FISHEYE,
                board.columns() + 1,
                board.rows() + 1,
                board.squareMm() / 1000,
                own)
            .pose(0.2 + 0.3 * column, 0.2 + 0.3 * row);
    return pinhole ? seen : BoardCameraSimulators.FISHEYE_PLACE.then(seen);
  }
}
