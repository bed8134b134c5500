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
  private final FrameHeader header = new FrameHeader();
  private final FrameFormat format;
  private final Pose place;
  private final BoardMotion motion;
  private final BoardArtist artist;
  private final Random random;

  /// @param place where it stands in the frame of the pinhole
  public BoardCameraInstrument(CameraModel camera, Pose place, Board board, long seed) {
    this.place = place;
    motion = new BoardMotion(board);
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
    byte[] grey =
        artist.draw(
            place.inverse().then(motion.at(sinceStartNanos)), BoardArtist.Light.GOOD, random);
    pack(grey, into);
    header.write(into, 0, count, deviceMicros, format, format.capacity());
    return FrameHeader.BYTES + format.capacity();
  }

  /// Grey pixels behind the header of a coloured picture.
  static void pack(byte[] grey, byte[] into) {
    int at = FrameHeader.BYTES;
    for (byte each : grey) {
      into[at] = each;
      into[at + 1] = each;
      into[at + 2] = each;
      into[at + 3] = -1;
      at += 4;
    }
  }
}
