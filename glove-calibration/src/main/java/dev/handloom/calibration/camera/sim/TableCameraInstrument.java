package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import java.util.Random;

/// A camera that stands across the table and sees the printed board on it. It does not draw hands.
public final class TableCameraInstrument implements Instrument {
  /// Where it stands in the room: it looks along z, y down.
  public static final Pose IN_ROOM =
      lookingAt(new Vec3(0.15, 0.45, -0.45), new Vec3(0, 0.01, -0.175));

  private final FrameHeader header = new FrameHeader();
  private final FrameFormat format;
  private final ScriptedPerson person;
  private final BoardArtist artist;
  private final Random random;

  TableCameraInstrument(CameraModel camera, Board board, ScriptedPerson person, long seed) {
    this.person = person;
    format = new FrameFormat(camera.width(), camera.height(), FrameFormat.Pixels.BGRA);
    artist = new BoardArtist(camera, board, 2);
    random = new Random(seed);
  }

  private static Pose lookingAt(Vec3 eye, Vec3 what) {
    Vec3 ahead = what.minus(eye).unit();
    Vec3 right = ahead.cross(new Vec3(0, 1, 0)).unit();
    return new Pose(eye, Quat.ofColumns(right, ahead.cross(right), ahead));
  }

  @Override
  public int packetBytes() {
    return FrameHeader.BYTES + format.capacity();
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Pose seen = IN_ROOM.inverse().then(person.board());
    BoardCameraInstrument.pack(artist.draw(seen, BoardArtist.Light.GOOD, random), into);
    header.write(into, 0, count, deviceMicros, format, format.capacity());
    return FrameHeader.BYTES + format.capacity();
  }
}
