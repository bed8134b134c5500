package dev.handloom.device.sim;

/// Packets that have been made and are not due yet, in the order of making. Belongs to the device's
/// thread.
final class InFlight {
  private final byte[][] packets;
  private final int[] lengths;
  private final long[] due;
  private final long[] counts;
  private int first;
  private int held;

  InFlight(int packets, int packetBytes) {
    this.packets = new byte[packets][packetBytes];
    lengths = new int[packets];
    due = new long[packets];
    counts = new long[packets];
  }

  boolean full() {
    return held == packets.length;
  }

  boolean empty() {
    return held == 0;
  }

  /// Room for the next packet, to fill before [#add].
  byte[] room() {
    return packets[(first + held) % packets.length];
  }

  void add(int length, long dueNanos, long count) {
    int slot = (first + held) % packets.length;
    lengths[slot] = length;
    due[slot] = dueNanos;
    counts[slot] = count;
    held++;
  }

  byte[] packet() {
    return packets[first];
  }

  int length() {
    return lengths[first];
  }

  long count() {
    return counts[first];
  }

  /// When the oldest packet is due; never, if there is none.
  long dueNanos() {
    return held == 0 ? Long.MAX_VALUE : due[first];
  }

  void remove() {
    first = (first + 1) % packets.length;
    held--;
  }

  void clear() {
    held = 0;
  }
}
