package dev.handloom.device.sim.wire;

/// Bytes in a ring. Not safe for threads by itself.
final class ByteQueue {
  private final byte[] ring;
  private int first;
  private int held;

  ByteQueue(int capacity) {
    ring = new byte[capacity];
  }

  int held() {
    return held;
  }

  int room() {
    return ring.length - held;
  }

  void clear() {
    first = 0;
    held = 0;
  }

  void put(byte[] bytes, int offset, int length) {
    int at = (first + held) % ring.length;
    int part = Math.min(length, ring.length - at);
    System.arraycopy(bytes, offset, ring, at, part);
    System.arraycopy(bytes, offset + part, ring, 0, length - part);
    held += length;
  }

  int take(byte[] into, int offset, int most) {
    int count = Math.min(most, held);
    int part = Math.min(count, ring.length - first);
    System.arraycopy(ring, first, into, offset, part);
    System.arraycopy(ring, 0, into, offset + part, count - part);
    first = (first + count) % ring.length;
    held -= count;
    return count;
  }
}
