package dev.handloom.device.sim.dynamixel;

/// The control table of a servo of the X series, and what it lets be written.
public final class DynamixelServo {
  private static final int SIZE = 147;
  private static final int ID = 7;
  private static final int FIRST_IN_RAM = 64;
  private static final int HOMING = 20;
  private static final int TORQUE = 64;
  private static final int STATUS_LEVEL = 68;
  private static final int HARDWARE_ERROR = 70;
  private static final int FIRST_PRESENT = 120;
  private static final int CURRENT = 126;
  private static final int VELOCITY = 128;
  private static final int POSITION = 132;
  private static final int VOLTAGE = 144;
  private static final int ACCESS_ERROR = 7;

  private final byte[] table = new byte[SIZE];
  private boolean plugged = true;

  public DynamixelServo(int id, int model, int firmware) {
    number(0, 2, model);
    set(6, firmware);
    set(ID, id);
    set(8, 1);
    set(9, 0);
    set(11, 3);
    set(31, 70);
    number(32, 2, 70);
    number(34, 2, 35);
    number(48, 4, 4095);
    number(52, 4, 0);
    set(STATUS_LEVEL, 2);
    number(VOLTAGE, 2, 50);
    set(146, 30);
  }

  public int id() {
    return get(ID);
  }

  public boolean plugged() {
    return plugged;
  }

  public DynamixelServo plugged(boolean is) {
    plugged = is;
    return this;
  }

  public DynamixelServo set(int address, int value) {
    table[address] = (byte) value;
    return this;
  }

  public int get(int address) {
    return table[address] & 0xFF;
  }

  public boolean torque() {
    return get(TORQUE) != 0;
  }

  int statusLevel() {
    return get(STATUS_LEVEL);
  }

  /// The alarm bit of its answers.
  int alert() {
    return get(HARDWARE_ERROR) != 0 ? 0x80 : 0;
  }

  /// Where its shaft is, how fast it turns, and how much current flows.
  public DynamixelServo measured(int position, int velocity, int current) {
    number(CURRENT, 2, current);
    number(VELOCITY, 4, velocity);
    number(POSITION, 4, position + homing());
    return this;
  }

  private int homing() {
    return get(HOMING) | get(HOMING + 1) << 8 | get(HOMING + 2) << 16 | get(HOMING + 3) << 24;
  }

  private void number(int address, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      table[address + i] = (byte) (value >> (8 * i));
    }
  }

  void restarted() {
    set(TORQUE, 0);
    set(HARDWARE_ERROR, 0);
  }

  byte read(int address) {
    return address < SIZE ? table[address] : 0;
  }

  boolean has(int address, int count) {
    return address + count <= SIZE;
  }

  /// Writes what may be written; returns the error, 0 if none.
  int write(int address, byte[] from, int offset, int count) {
    boolean locked = address < FIRST_IN_RAM && torque();
    if (locked || address + count > FIRST_PRESENT || address == HARDWARE_ERROR) {
      return ACCESS_ERROR;
    }
    System.arraycopy(from, offset, table, address, count);
    return 0;
  }
}
