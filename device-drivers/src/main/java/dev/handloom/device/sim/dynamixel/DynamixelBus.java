package dev.handloom.device.sim.dynamixel;

import dev.handloom.device.driver.bus.Crc16;
import java.util.List;

/// A bus of servos behind a USB adapter: takes instructions apart byte by byte, lets each servo
/// answer in turn, stuffed where the protocol wants it.
public final class DynamixelBus {
  private static final int ANSWERS = 2048;
  private static final int BROADCAST = 0xFE;
  private static final long TURN_ROUND_NANOS = 15_000;
  private static final byte[] BEGINNING = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFD, 0};

  private final List<DynamixelServo> servos;
  private final boolean fast;
  private final long byteNanos;
  private final byte[] heard = new byte[512];
  private final byte[] answers = new byte[ANSWERS];
  private int held;
  private int answered;
  private long nanos;

  /// @param fast whether the servos know the fast sync read
  public DynamixelBus(List<DynamixelServo> servos, boolean fast, int baud) {
    this.servos = List.copyOf(servos);
    this.fast = fast;
    byteNanos = 10_000_000_000L / baud;
  }

  public List<DynamixelServo> servos() {
    return servos;
  }

  public byte[] answers() {
    return answers;
  }

  /// How long instruction and answers take on the wire.
  public long nanos() {
    return nanos;
  }

  void restarted() {
    held = 0;
    servos.forEach(DynamixelServo::restarted);
  }

  /// Takes bytes in; what is answered to them is in [#answers].
  ///
  /// @return how many bytes
  public int hear(byte[] bytes, int length) {
    answered = 0;
    nanos = 0;
    for (int i = 0; i < length; i++) {
      hear(bytes[i]);
    }
    return answered;
  }

  private void hear(byte b) {
    if (held < BEGINNING.length) {
      if (b == BEGINNING[held]) {
        heard[held++] = b;
      } else if (!(held == 2 && b == BEGINNING[1])) {
        held = b == BEGINNING[0] ? 1 : 0;
      }
      return;
    }
    heard[held++] = b;
    if (held >= 7) {
      int whole = 7 + heard(5) + (heard(6) << 8);
      if (whole > heard.length || whole < 10) {
        held = 0;
      } else if (held == whole) {
        if (Crc16.dynamixel(heard, 0, held - 2) == heard(held - 2) + (heard(held - 1) << 8)) {
          nanos += held * byteNanos;
          obey(held - 2);
        }
        held = 0;
      }
    }
  }

  private int heard(int at) {
    return heard[at] & 0xFF;
  }

  private void obey(int end) {
    int id = heard(4);
    int address = heard(8) | heard(9) << 8;
    int count = heard(10) | heard(11) << 8;
    switch (heard(7)) {
      case 0x01 -> ping(id);
      case 0x02 -> {
        if (id != BROADCAST) {
          forId(id, servo -> answer(servo, servo.has(address, count) ? 0 : 4, address, count));
        }
      }
      case 0x03 ->
          forId(
              id,
              servo -> {
                int error = servo.write(address, heard, 10, end - 10);
                if (id != BROADCAST && servo.statusLevel() == 2) {
                  answer(servo, error, 0, 0);
                }
              });
      case 0x83 -> {
        for (int i = 12; count > 0 && i + 1 + count <= end; i += 1 + count) {
          int data = i + 1;
          forId(heard(i), servo -> servo.write(address, heard, data, count));
        }
      }
      case 0x82 -> {
        for (int i = 12; i < end; i++) {
          forId(heard(i), servo -> answer(servo, 0, address, count));
        }
      }
      case 0x8A -> {
        if (fast) {
          together(address, count, end);
        }
      }
      default -> {}
    }
  }

  private void forId(int id, java.util.function.Consumer<DynamixelServo> what) {
    for (DynamixelServo servo : servos) {
      if (servo.plugged() && (servo.id() == id || id == BROADCAST)) {
        what.accept(servo);
      }
    }
  }

  private void ping(int id) {
    forId(
        id,
        servo -> {
          begin(servo.id(), servo.alert());
          stuffed(servo.read(0));
          stuffed(servo.read(1));
          stuffed(servo.read(6));
          finish();
        });
  }

  private int from;
  private int last3;

  private void begin(int id, int error) {
    from = answered;
    last3 = 0;
    for (byte b : BEGINNING) {
      answers[answered++] = b;
    }
    answers[answered++] = (byte) id;
    answered += 2;
    stuffed((byte) 0x55);
    stuffed((byte) error);
  }

  private void stuffed(byte b) {
    answers[answered++] = b;
    last3 = (last3 << 8 | (b & 0xFF)) & 0xFFFFFF;
    if (last3 == 0xFFFFFD) {
      answers[answered++] = (byte) 0xFD;
      last3 = 0;
    }
  }

  private void finish() {
    int length = answered - from - 7 + 2;
    answers[from + 5] = (byte) length;
    answers[from + 6] = (byte) (length >> 8);
    check();
    nanos += TURN_ROUND_NANOS + (answered - from) * byteNanos;
  }

  /// Over everything since the beginning of the frame.
  private void check() {
    int crc = Crc16.dynamixel(answers, from, answered);
    answers[answered++] = (byte) crc;
    answers[answered++] = (byte) (crc >> 8);
  }

  private void answer(DynamixelServo servo, int error, int address, int count) {
    if (answered + 2 * count + 16 > ANSWERS) {
      return;
    }
    begin(servo.id(), error | servo.alert());
    for (int i = 0; i < (error == 0 ? count : 0); i++) {
      stuffed(servo.read(address + i));
    }
    finish();
    nanos += 2000L * servo.get(9);
  }

  /// Each servo adds its part to one frame as it sees that of the one before it go by; behind one
  /// that is missing nobody says anything.
  private void together(int address, int count, int end) {
    int n = end - 12;
    from = answered;
    for (byte b : BEGINNING) {
      answers[answered++] = b;
    }
    int length = n * (count + 4) + 1;
    answers[answered++] = (byte) BROADCAST;
    answers[answered++] = (byte) length;
    answers[answered++] = (byte) (length >> 8);
    answers[answered++] = 0x55;
    for (int i = 0; i < n; i++) {
      int id = heard(12 + i);
      DynamixelServo servo =
          servos.stream().filter(one -> one.plugged() && one.id() == id).findFirst().orElse(null);
      if (servo == null) {
        answered = i == 0 ? from : answered;
        break;
      }
      answers[answered++] = (byte) servo.alert();
      answers[answered++] = (byte) id;
      for (int k = 0; k < count; k++) {
        answers[answered++] = servo.read(address + k);
      }
      check();
    }
    nanos += TURN_ROUND_NANOS + (answered - from) * byteNanos;
  }
}
