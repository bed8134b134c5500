package dev.handloom.device.sim.airexo;

import dev.handloom.device.driver.bus.Crc16;

/// Encoders on an RS485 bus that answer Modbus reads of their angle.
public final class EncoderBus {
  private static final int QUESTION = 8;
  private static final int ILLEGAL_FUNCTION = 1;
  private static final int ILLEGAL_ADDRESS = 2;

  private final int[] ids;
  private final int[] counts;
  private final boolean[] plugged;
  private final byte[] heard = new byte[QUESTION];
  private final byte[] answer = new byte[QUESTION];
  private int held;

  public EncoderBus(int... ids) {
    this.ids = ids.clone();
    counts = new int[ids.length];
    plugged = new boolean[ids.length];
    java.util.Arrays.fill(plugged, true);
  }

  public int size() {
    return ids.length;
  }

  public void turn(int place, int to) {
    counts[place] = to;
  }

  public void plug(int place, boolean in) {
    plugged[place] = in;
  }

  public byte[] answer() {
    return answer;
  }

  /// Takes bytes in; returns the length of the answer to the last question among them, or 0.
  public int hear(byte[] bytes, int length) {
    int answered = 0;
    for (int i = 0; i < length; i++) {
      if (held == QUESTION) {
        System.arraycopy(heard, 1, heard, 0, QUESTION - 1);
        held--;
      }
      heard[held++] = bytes[i];
      if (held == QUESTION && Crc16.modbus(heard, 0, QUESTION) == 0) {
        answered = obey();
        held = 0;
      }
    }
    return answered;
  }

  void restarted() {
    held = 0;
  }

  private int obey() {
    for (int i = 0; i < ids.length; i++) {
      if ((heard[0] & 0xFF) == ids[i] && plugged[i]) {
        answer[0] = heard[0];
        if (heard[1] != 3) {
          return refuse(ILLEGAL_FUNCTION);
        }
        if (heard[2] != 0 || heard[3] != 0x41 || heard[4] != 0 || heard[5] != 1) {
          return refuse(ILLEGAL_ADDRESS);
        }
        answer[1] = 3;
        answer[2] = 2;
        answer[3] = (byte) (counts[i] >> 8);
        answer[4] = (byte) counts[i];
        return finish(5);
      }
    }
    return 0;
  }

  private int refuse(int why) {
    answer[1] = (byte) (heard[1] | 0x80);
    answer[2] = (byte) why;
    return finish(3);
  }

  private int finish(int length) {
    int crc = Crc16.modbus(answer, 0, length);
    answer[length] = (byte) crc;
    answer[length + 1] = (byte) (crc >> 8);
    return length + 2;
  }
}
