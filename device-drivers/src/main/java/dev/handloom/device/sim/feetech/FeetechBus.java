package dev.handloom.device.sim.feetech;

import java.util.List;

/// A bus of servos on a half-duplex line, as its adapter shows it: takes instructions apart byte by
/// byte, lets each servo answer in turn.
public final class FeetechBus {
  /// Of a servo that answers at once, as arms are set up.
  private static final long TURN_ROUND_NANOS = 25_000;

  /// A byte at 1 Mbaud.
  private static final long BYTE_NANOS = 10_000;

  private static final int BROADCAST = 0xFE;
  private static final int ANSWERS = 1024;

  private final List<FeetechServo> servos;
  private final boolean syncRead;
  private final byte[] heard = new byte[256];
  private int held;
  private final byte[] answers = new byte[ANSWERS];
  private int answered;
  private long nanos;
  private boolean echo;

  /// @param syncRead whether the servos know that instruction
  public FeetechBus(List<FeetechServo> servos, boolean syncRead) {
    this.servos = List.copyOf(servos);
    this.syncRead = syncRead;
  }

  public List<FeetechServo> servos() {
    return servos;
  }

  /// The adapter gives back what is sent, as those without a switch for the direction do.
  public FeetechBus echoing() {
    echo = true;
    return this;
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

  public byte[] answers() {
    return answers;
  }

  /// How long the answers take on the wire, after the instruction.
  public long nanos() {
    return nanos;
  }

  void restarted() {
    held = 0;
    servos.forEach(FeetechServo::restarted);
  }

  private void hear(byte b) {
    heard[held++] = b;
    if (held <= 2) {
      held = b == (byte) 0xFF ? held : 0;
      return;
    }
    if (held == 3 && b == (byte) 0xFF) {
      held = 2;
      return;
    }
    if (held == 4 && (b & 0xFF) < 2) {
      held = 0;
      return;
    }
    if (held > 4 && held == (heard[3] & 0xFF) + 4) {
      int sum = 0;
      for (int i = 2; i < held; i++) {
        sum += heard[i];
      }
      if ((sum & 0xFF) == 0xFF) {
        nanos += held * BYTE_NANOS;
        if (echo) {
          System.arraycopy(heard, 0, answers, answered, held);
          answered += held;
        }
        obey();
      }
      held = 0;
    }
    if (held == heard.length) {
      held = 0;
    }
  }

  private void obey() {
    int id = heard[2] & 0xFF;
    int parameters = heard[3] - 2 & 0xFF;
    switch (heard[4] & 0xFF) {
      case 0x01 -> forEach(id, servo -> answer(servo, 0, 0, 0));
      case 0x02 -> forEach(id, servo -> answer(servo, heard[5] & 0xFF, heard[6] & 0xFF, 0));
      case 0x03 ->
          forEach(
              id,
              servo -> {
                int more = servo.write(heard[5] & 0xFF, heard, 6, parameters - 1);
                if (id != BROADCAST) {
                  answer(servo, 0, 0, more);
                }
              });
      case 0x82 -> {
        for (int i = 2; syncRead && i < parameters; i++) {
          int one = heard[5 + i] & 0xFF;
          forEach(one, servo -> answer(servo, heard[5] & 0xFF, heard[6] & 0xFF, 0));
        }
      }
      default -> {}
    }
  }

  private void forEach(int id, java.util.function.Consumer<FeetechServo> what) {
    for (FeetechServo servo : servos) {
      if (servo.plugged() && (id == servo.id() || id == BROADCAST)) {
        what.accept(servo);
      }
    }
  }

  private void answer(FeetechServo servo, int address, int count, int more) {
    int from = answered;
    int length = count + 6;
    if (from + length > ANSWERS) {
      return;
    }
    answers[from] = (byte) 0xFF;
    answers[from + 1] = (byte) 0xFF;
    answers[from + 2] = (byte) servo.id();
    answers[from + 3] = (byte) (count + 2);
    answers[from + 4] = (byte) (servo.faults() | more);
    servo.read(address, count, answers, from + 5);
    int sum = 0;
    for (int i = 2; i < length - 1; i++) {
      sum += answers[from + i];
    }
    answers[from + length - 1] = (byte) ~sum;
    answered += length;
    nanos += TURN_ROUND_NANOS + 2000L * servo.get(7) + length * BYTE_NANOS;
  }
}
