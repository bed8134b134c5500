package dev.handloom.calibration.camera.sim;

import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.stream.FrameFormat;
import org.jspecify.annotations.Nullable;

/// A camera over a printed sheet on which somebody holds a hand still.
public final class SheetCameraInstrument implements Instrument {
  private final FrameHeader header = new FrameHeader();
  private final FrameFormat format;
  private final SheetPerson person;
  private byte @Nullable [] picture;

  public SheetCameraInstrument(SheetPerson person) {
    this.person = person;
    format =
        new FrameFormat(person.camera().width(), person.camera().height(), FrameFormat.Pixels.BGRA);
  }

  @Override
  public int packetBytes() {
    return FrameHeader.BYTES + format.capacity();
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    byte[] grey = picture;
    if (grey == null) {
      grey = person.picture().pixels();
      picture = grey;
    }
    BoardCameraInstrument.pack(grey, into);
    header.write(into, 0, count, deviceMicros, format, format.capacity());
    return FrameHeader.BYTES + format.capacity();
  }
}
