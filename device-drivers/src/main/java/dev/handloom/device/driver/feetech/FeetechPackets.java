package dev.handloom.device.driver.feetech;

/// Writes questions.
final class FeetechPackets {
  private static final int PING = 0x01;
  private static final int READ = 0x02;
  private static final int WRITE = 0x03;
  private static final int SYNC_READ = 0x82;
  private static final int EVERYBODY = 0xFE;

  private FeetechPackets() {}

  static int ping(byte[] into, int id) {
    return finish(into, id, PING, 0);
  }

  static int read(byte[] into, int id, int address, int count) {
    into[5] = (byte) address;
    into[6] = (byte) count;
    return finish(into, id, READ, 2);
  }

  static int writeByte(byte[] into, int id, int address, int value) {
    into[5] = (byte) address;
    into[6] = (byte) value;
    return finish(into, id, WRITE, 2);
  }

  static int write(byte[] into, int id, int address, byte[] values) {
    into[5] = (byte) address;
    System.arraycopy(values, 0, into, 6, values.length);
    return finish(into, id, WRITE, 1 + values.length);
  }

  static int syncRead(byte[] into, int address, int count, int[] ids) {
    into[5] = (byte) address;
    into[6] = (byte) count;
    for (int i = 0; i < ids.length; i++) {
      into[7 + i] = (byte) ids[i];
    }
    return finish(into, EVERYBODY, SYNC_READ, 2 + ids.length);
  }

  private static int finish(byte[] into, int id, int instruction, int parameters) {
    into[0] = (byte) 0xFF;
    into[1] = (byte) 0xFF;
    into[2] = (byte) id;
    into[3] = (byte) (parameters + 2);
    into[4] = (byte) instruction;
    int length = parameters + 6;
    into[length - 1] = sum(into, 0, length);
    return length;
  }

  /// The complement of all bytes from the id to the last but one.
  static byte sum(byte[] bytes, int from, int length) {
    int sum = 0;
    for (int i = 2; i < length - 1; i++) {
      sum += bytes[from + i];
    }
    return (byte) ~sum;
  }
}
