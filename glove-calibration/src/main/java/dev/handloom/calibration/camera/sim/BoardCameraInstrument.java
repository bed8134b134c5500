package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.FrameFormat;
import java.util.Random;

/// A camera before which somebody holds a calibration board, now here, now there.
public final class BoardCameraInstrument implements Instrument {
  private static final long HELD_NANOS = 1_100_000_000L;
  private static final long MOVED_NANOS = 600_000_000L;

  /// How the board is moved.
  private static final long WORLD = 7;

  private final FrameHeader header = new FrameHeader();
  private final FrameFormat format;
  private final Pose place;
  private final Board board;
  private final BoardArtist artist;
  private final Random random;

  /// @param place where it stands in the frame of the pinhole
  public BoardCameraInstrument(CameraModel camera, Pose place, Board board, long seed) {
    this.place = place;
    this.board = board;
    format = new FrameFormat(camera.width(), camera.height(), FrameFormat.Pixels.BGRA);
    artist = new BoardArtist(camera, board, 2);
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return FrameHeader.BYTES + format.capacity();
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    byte[] grey = artist.draw(pose(sinceStartNanos), BoardArtist.Light.GOOD, random);
    int at = FrameHeader.BYTES;
    for (byte each : grey) {
      into[at] = each;
      into[at + 1] = each;
      into[at + 2] = each;
      into[at + 3] = -1;
      at += 4;
    }
    header.write(into, 0, count, deviceMicros, format, format.capacity());
    return FrameHeader.BYTES + format.capacity();
  }

  /// Held still for a while, then moved to the next place.
  private Pose pose(long sinceStartNanos) {
    long cycle = HELD_NANOS + MOVED_NANOS;
    long number = sinceStartNanos / cycle;
    double share = (double) (sinceStartNanos % cycle - HELD_NANOS) / MOVED_NANOS;
    Pose here = held(number);
    Pose there =
        share <= 0 ? here : here.towards(held(number + 1), share * share * (3 - 2 * share));
    return place.inverse().then(there);
  }

  /// In the frame of the pinhole; the same for both cameras, so that they see one board. Goes round
  /// the picture now of one, now of the other, in an order that takes in all of it soon.
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
