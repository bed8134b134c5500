package dev.handloom.device.sim.grabette;

import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.timecode.ShownCode;
import org.jspecify.annotations.Nullable;

/// The gripper's camera: a JPEG picture a message, without a time.
final class GrabetteCameraInstrument implements Instrument {
  private final PersonCamera camera;

  GrabetteCameraInstrument(PersonCamera camera) {
    this.camera = camera;
  }

  @Override
  public int packetBytes() {
    return camera.format().capacity();
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    return camera.take(sinceStartNanos, into, 0);
  }

  @Override
  public boolean film(@Nullable ShownCode code) {
    camera.film(code);
    return true;
  }

  @Override
  public void spoil(PictureFault how, long untilSinceStartNanos) {
    camera.spoil(how, untilSinceStartNanos);
  }
}
