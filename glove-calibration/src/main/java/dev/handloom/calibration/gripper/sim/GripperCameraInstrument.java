package dev.handloom.calibration.gripper.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.FrameFormat;

/// The wrist camera of the gripper that the scripted person holds: it sees the tags on its fingers.
final class GripperCameraInstrument implements Instrument {
  private final FrameHeader header = new FrameHeader();
  private final FrameFormat format;
  private final DrawnGripper drawn;

  GripperCameraInstrument(CameraModel camera, ScriptedPerson person, long seed) {
    format = new FrameFormat(camera.width(), camera.height(), FrameFormat.Pixels.BGRA);
    drawn =
        new DrawnGripper(
            camera,
            GripperTags.UMI,
            Hindrance.NONE,
            seconds -> 1e3 * person.at(Math.round(seconds * 1e9)).gripperWidthMetres(),
            seed);
  }

  @Override
  public int packetBytes() {
    return FrameHeader.BYTES + format.capacity();
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    byte[] grey = drawn.picture(sinceStartNanos / 1e9).pixels();
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
}
