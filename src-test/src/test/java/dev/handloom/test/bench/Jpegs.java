package dev.handloom.test.bench;

import dev.handloom.device.sim.scene.JpegPacker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Pictures as a camera would send them.
final class Jpegs {
  private Jpegs() {}

  static MemorySegment of(MemorySegment bgra, int width, int height, Arena arena) {
    byte[] bytes = bgra.toArray(ValueLayout.JAVA_BYTE);
    int length = new JpegPacker(width, height).pack(bytes, 0);
    MemorySegment jpeg = arena.allocate(length);
    MemorySegment.copy(bytes, 0, jpeg, ValueLayout.JAVA_BYTE, 0, length);
    return jpeg;
  }
}
