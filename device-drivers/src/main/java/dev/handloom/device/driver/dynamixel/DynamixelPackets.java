package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.driver.bus.Crc16;

/// Writes questions. None of them can contain the beginning of a frame, so none is stuffed.
final class DynamixelPackets {
  private static final int PING = 0x01;
  private static final int READ = 0x02;
  private static final int WRITE = 0x03;
  private static final int SYNC_READ = 0x82;
  private static final int FAST_SYNC_READ = 0x8A;

  private static final int PARAMETERS = DynamixelFraming.HEADER + 1;

  private DynamixelPackets() {}

  static int ping(byte[] into, int id) {
    return finish(into, id, PING, 0);
  }

  static int read(byte[] into, int id, int address, int count) {
    word(into, PARAMETERS, address);
    word(into, PARAMETERS + 2, count);
    return finish(into, id, READ, 4);
  }

  static int write(byte[] into, int id, int address, byte[] value) {
    word(into, PARAMETERS, address);
    System.arraycopy(value, 0, into, PARAMETERS + 2, value.length);
    return finish(into, id, WRITE, 2 + value.length);
  }

  static int syncRead(byte[] into, boolean fast, int address, int count, int[] ids) {
    word(into, PARAMETERS, address);
    word(into, PARAMETERS + 2, count);
    for (int i = 0; i < ids.length; i++) {
      into[PARAMETERS + 4 + i] = (byte) ids[i];
    }
    int instruction = fast ? FAST_SYNC_READ : SYNC_READ;
    return finish(into, DynamixelFraming.EVERYBODY, instruction, 4 + ids.length);
  }

  private static int finish(byte[] into, int id, int instruction, int parameters) {
    into[0] = (byte) 0xFF;
    into[1] = (byte) 0xFF;
    into[2] = (byte) 0xFD;
    into[3] = 0;
    into[4] = (byte) id;
    word(into, 5, parameters + 3);
    into[7] = (byte) instruction;
    int end = PARAMETERS + parameters;
    word(into, end, Crc16.dynamixel(into, 0, end));
    return end + 2;
  }

  private static void word(byte[] into, int at, int value) {
    into[at] = (byte) value;
    into[at + 1] = (byte) (value >> 8);
  }
}
