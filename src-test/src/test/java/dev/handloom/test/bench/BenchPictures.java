package dev.handloom.test.bench;

import dev.handloom.device.sim.frames.CameraInstrument;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.FrameFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The simulated head camera's pictures, at any size: the scene moves and every picture carries
/// some noise, as a real one's do.
final class BenchPictures {
  private static final int HEADER_BYTES = 32;
  private static final int NOISE = 6;
  private static final long PERIOD_NANOS = 33_333_333L;

  private final int width;
  private final int height;
  private final CameraInstrument camera =
      new CameraInstrument(PersonCamera.Mount.HEAD, new ScriptedPerson(7), FrameFormat.Pixels.BGRA);
  private final byte[] scene = new byte[camera.packetBytes()];
  private int noise = 12345;

  BenchPictures(int width, int height) {
    this.width = width;
    this.height = height;
  }

  void draw(int number, MemorySegment into) {
    camera.measure(number * PERIOD_NANOS, 0, number, scene);
    int sceneWidth = CameraInstrument.FORMAT.width();
    int sceneHeight = CameraInstrument.FORMAT.height();
    for (int y = 0; y < height; y++) {
      int row = HEADER_BYTES + y * sceneHeight / height * sceneWidth * 4;
      for (int x = 0; x < width; x++) {
        int from = row + x * sceneWidth / width * 4;
        // A linear congruence: cheap, and the same in every run.
        noise = noise * 1664525 + 1013904223;
        int grain = (noise >>> 24) % NOISE;
        int pixel = 0xFF;
        for (int c = 2; c >= 0; c--) {
          pixel = pixel << 8 | Math.min(255, (scene[from + c] & 0xFF) + grain);
        }
        into.set(ValueLayout.JAVA_INT_UNALIGNED, ((long) y * width + x) * 4, pixel);
      }
    }
  }
}
