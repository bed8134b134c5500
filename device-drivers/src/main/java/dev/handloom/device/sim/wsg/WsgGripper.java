package dev.handloom.device.sim.wsg;

import dev.handloom.device.driver.bus.Crc16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A gripper that answers the commands that leave it as it is, and refuses all others.
public final class WsgGripper {
  private static final int NOT_AVAILABLE = 1;
  private static final int UNKNOWN_COMMAND = 14;
  private static final int PENDING = 26;

  private final byte[] heard = new byte[128];
  private final byte[] answers = new byte[512];
  private int held;
  private int answered;
  private int state = 1;
  private float width;
  private float speed;
  private float force;
  private float seconds;
  private boolean script = true;
  private boolean slow;
  private boolean left;

  public WsgGripper measured(double widthMillimetres, double speedMillimetres, double newton) {
    width = (float) widthMillimetres;
    speed = (float) speedMillimetres;
    force = (float) newton;
    return this;
  }

  public WsgGripper at(double scriptSeconds) {
    seconds = (float) scriptSeconds;
    return this;
  }

  /// The bits of its system state.
  public WsgGripper state(int bits) {
    state = bits;
    return this;
  }

  /// Whether the script runs that answers everything at once.
  public WsgGripper script(boolean runs) {
    script = runs;
    return this;
  }

  /// Says first that it works on it.
  public WsgGripper slow() {
    slow = true;
    return this;
  }

  /// Whether the host has announced that it leaves.
  public boolean left() {
    return left;
  }

  public byte[] answers() {
    return answers;
  }

  void restarted() {
    held = 0;
    left = false;
  }

  /// Takes bytes in; what is answered is in [#answers].
  ///
  /// @return how many bytes
  public int hear(byte[] bytes, int length) {
    answered = 0;
    for (int i = 0; i < length; i++) {
      heard[held++] = bytes[i];
      if (held <= 3) {
        held = bytes[i] == (byte) 0xAA ? held : 0;
      } else if (held >= 6) {
        int whole = 8 + (heard[4] & 0xFF) + ((heard[5] & 0xFF) << 8);
        if (whole > heard.length) {
          held = 0;
        } else if (held == whole) {
          if (Crc16.wsg(heard, 0, whole) == 0) {
            obey(heard[3] & 0xFF, whole - 8);
          }
          held = 0;
        }
      }
    }
    return answered;
  }

  private void obey(int command, int size) {
    if (slow) {
      answer(command, PENDING, 0);
    }
    ByteBuffer data = ByteBuffer.wrap(answers).order(ByteOrder.LITTLE_ENDIAN);
    data.position(answered + 8);
    int from = data.position();
    int status = 0;
    switch (command) {
      case 0x07 -> left = true;
      case 0x40 -> data.putInt(state);
      case 0x43 -> data.putFloat(width);
      case 0x44 -> data.putFloat(speed);
      case 0x45 -> data.putFloat(force);
      case 0x50 -> data.put((byte) 1).put((byte) 2).putShort((short) 0x4002).putInt(7315);
      case 0xB0 -> {
        if (script) {
          data.put((byte) 0).putFloat(width).putFloat(speed).putFloat(force).putFloat(seconds);
        } else {
          status = UNKNOWN_COMMAND;
        }
      }
      default -> status = size == 0 ? NOT_AVAILABLE : UNKNOWN_COMMAND;
    }
    answer(command, status, status == 0 ? data.position() - from : 0);
  }

  /// Puts a frame around data that is in its place already.
  private void answer(int command, int status, int bytes) {
    int from = answered;
    int size = bytes + 2;
    answers[from] = (byte) 0xAA;
    answers[from + 1] = (byte) 0xAA;
    answers[from + 2] = (byte) 0xAA;
    answers[from + 3] = (byte) command;
    answers[from + 4] = (byte) size;
    answers[from + 5] = (byte) (size >> 8);
    answers[from + 6] = (byte) status;
    answers[from + 7] = (byte) (status >> 8);
    answered = from + 6 + size;
    int crc = Crc16.wsg(answers, from, answered);
    answers[answered++] = (byte) crc;
    answers[answered++] = (byte) (crc >> 8);
  }
}
