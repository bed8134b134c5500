package dev.handloom.device.driver.bus;

/// The checks of 16 bits that devices on buses use. Driver and simulator share them; test vectors
/// of the makers hold both.
public final class Crc16 {
  private static final int[] BUYPASS = highFirst(0x8005);
  private static final int[] CCITT = highFirst(0x1021);
  private static final int[] MODBUS = lowFirst(0xA001);

  private Crc16() {}

  private static int[] highFirst(int polynomial) {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? crc << 1 ^ polynomial : crc << 1;
      }
      table[i] = crc & 0xFFFF;
    }
    return table;
  }

  private static int[] lowFirst(int polynomial) {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >> 1 ^ polynomial : crc >> 1;
      }
      table[i] = crc;
    }
    return table;
  }

  /// Of Dynamixel protocol 2: polynomial 8005, from 0, high bit first.
  public static int dynamixel(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = (crc << 8 ^ BUYPASS[(crc >> 8 ^ bytes[i]) & 0xFF]) & 0xFFFF;
    }
    return crc;
  }

  /// Of Modbus RTU: polynomial A001, from FFFF, low bit first.
  public static int modbus(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc = crc >> 8 ^ MODBUS[(crc ^ bytes[i]) & 0xFF];
    }
    return crc;
  }

  /// Of the WSG grippers: a table for the high bit first, used the other way around, from FFFF.
  /// Over a frame with its own check the result is 0.
  public static int wsg(byte[] bytes, int from, int to) {
    int crc = 0xFFFF;
    for (int i = from; i < to; i++) {
      crc = CCITT[(crc ^ bytes[i]) & 0xFF] ^ crc >> 8;
    }
    return crc;
  }
}
