package dev.handloom.device.sim.feetech;

/// The registers of a servo, and what it lets be written to them.
public final class FeetechServo {
  static final int REGISTERS = 87;

  private static final int ID = 5;
  private static final int FIRST_IN_RAM = 40;
  private static final int HOMING = 31;
  private static final int TURN = 4096;
  private static final int TORQUE = 40;
  private static final int LOCK = 55;
  private static final int POSITION = 56;
  private static final int READ_ONLY = 56;
  private static final int VOLTAGE = 62;
  private static final int ERROR_OF_RANGE = 0x08;

  private final boolean highFirst;
  private final byte[] registers = new byte[REGISTERS];
  private int faults;
  private boolean plugged = true;

  /// @param highFirst as SCS servos have it
  public FeetechServo(int id, int model, boolean highFirst) {
    this.highFirst = highFirst;
    registers[0] = 3;
    registers[1] = 10;
    word(3, model);
    registers[ID] = (byte) id;
    registers[7] = 0;
    registers[8] = 1;
    word(9, 0);
    word(11, highFirst ? 1023 : 4095);
    registers[13] = 70;
    registers[14] = 80;
    registers[15] = 40;
    registers[18] = 0x0C;
    registers[LOCK] = 1;
    registers[VOLTAGE] = 50;
    registers[63] = 31;
  }

  public int id() {
    return registers[ID] & 0xFF;
  }

  /// Whether it is on the bus; a cable can be out.
  public boolean plugged() {
    return plugged;
  }

  public FeetechServo plugged(boolean is) {
    plugged = is;
    return this;
  }

  /// The error byte of its answers.
  public int faults() {
    return faults;
  }

  public FeetechServo faults(int bits) {
    faults = bits;
    registers[65] = (byte) bits;
    return this;
  }

  public FeetechServo set(int address, int value) {
    registers[address] = (byte) value;
    return this;
  }

  public int get(int address) {
    return registers[address] & 0xFF;
  }

  public boolean torque() {
    return registers[TORQUE] != 0;
  }

  /// Where its shaft is, how fast it turns and how hard it is pushed.
  public void measured(int position, int speed, int load) {
    int at = position;
    int homing = homing();
    if (homing != 0) {
      // What is reported is the encoder's position less what is kept, within one turn.
      at = Math.floorMod(position - homing, TURN);
    }
    word(POSITION, at < 0 ? 0x8000 | -at : at);
    word(58, speed < 0 ? 0x8000 | -speed : speed);
    word(60, load < 0 ? 0x400 | -load : load);
  }

  /// STS servos keep an offset, its sign in bit 11.
  private int homing() {
    int raw = highFirst ? 0 : get(HOMING) | get(HOMING + 1) << 8;
    int size = raw & 0x7FF;
    return (raw & 0x800) == 0 ? size : -size;
  }

  /// Power was gone: what is in RAM is as at the beginning.
  void restarted() {
    registers[TORQUE] = 0;
    registers[LOCK] = 1;
  }

  private void word(int address, int value) {
    registers[highFirst ? address + 1 : address] = (byte) value;
    registers[highFirst ? address : address + 1] = (byte) (value >> 8);
  }

  /// Copies registers out; what lies beyond the table is zero.
  void read(int address, int count, byte[] into, int offset) {
    for (int i = 0; i < count; i++) {
      into[offset + i] = address + i < REGISTERS ? registers[address + i] : 0;
    }
  }

  /// Writes what may be written; returns the bits that this adds to the error byte.
  int write(int address, byte[] from, int offset, int count) {
    for (int i = 0; i < count; i++) {
      int at = address + i;
      boolean locked = at < FIRST_IN_RAM && registers[LOCK] != 0;
      if (at >= READ_ONLY || locked) {
        return ERROR_OF_RANGE;
      }
      registers[at] = from[offset + i];
    }
    return 0;
  }
}
