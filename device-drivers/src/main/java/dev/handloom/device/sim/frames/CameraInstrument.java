package dev.handloom.device.sim.frames;

import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.timecode.ShownCode;
import org.jspecify.annotations.Nullable;

/// A camera that sends raw frames or JPEG pictures, on the head or on the gripper.
public final class CameraInstrument implements Instrument {
  public static final FrameFormat FORMAT = new FrameFormat(640, 480, FrameFormat.Pixels.BGRA);

  private final PersonCamera camera;
  private final FrameHeader header = new FrameHeader();
  private final FrameFormat format;

  public CameraInstrument(
      PersonCamera.Mount mount, ScriptedPerson person, FrameFormat.Pixels pixels) {
    format = new FrameFormat(FORMAT.width(), FORMAT.height(), pixels);
    camera = new PersonCamera(mount, person, format);
  }

  @Override
  public int packetBytes() {
    return FrameHeader.BYTES + FORMAT.capacity();
  }

  @Override
  public boolean film(@Nullable ShownCode code) {
    camera.film(code);
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    int length = camera.take(sinceStartNanos, into, FrameHeader.BYTES);
    header.write(into, 0, count, deviceMicros, format, length);
    return FrameHeader.BYTES + length;
  }

  @Override
  public void spoil(PictureFault how, long untilSinceStartNanos) {
    camera.spoil(how, untilSinceStartNanos);
  }
}
