package dev.handloom.device.sim.joycon;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.hid.HeldSensor;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import java.util.Arrays;

/// A controller in the right hand: ZR is held while the index finger bends, A while the gripper is
/// closed, the right stick follows the hand. Silent until it was greeted.
final class JoyConInstrument implements Instrument {
  private static final int LONGEST = 64;
  private static final int RADIO_REPORT = 49;
  private static final double COUNTS_PER_DEGREE = 13_371 / 936.0;
  private static final double COUNTS_PER_G = 4096;
  private static final int CENTRE = 2048;
  private static final int ANSWER_NANOS = 6_000_000;
  private static final long MOTION_NANOS = 5_000_000;
  private static final double SHAKE = 8;

  /// About five milliseconds; the unit of the real timer is not known.
  private static final int TIMER_MICROS = 5000;

  private final ScriptedPerson person;
  private final boolean pro;
  private final HeldSensor sensor;
  private final int[] counts = new int[HeldSensor.AXES];
  private final byte[] answer = new byte[LONGEST];
  private boolean full;
  private boolean motionOn;
  private boolean cableReady;
  private double shake;

  /// @param pro a Pro Controller on its cable; else a right Joy-Con over Bluetooth
  JoyConInstrument(ScriptedPerson person, long seed, boolean pro) {
    this.person = person;
    this.pro = pro;
    sensor = new HeldSensor(person, seed, COUNTS_PER_DEGREE, COUNTS_PER_G);
  }

  @Override
  public int packetBytes() {
    return LONGEST;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    if (!full) {
      return 0;
    }
    Arrays.fill(into, (byte) 0);
    into[0] = 0x30;
    state(sinceStartNanos, deviceMicros, into);
    for (int which = 0; which < 3 && motionOn; which++) {
      sensor.read(sinceStartNanos - (2 - which) * MOTION_NANOS, shake, counts);
      for (int axis = 0; axis < 3; axis++) {
        HeldSensor.number(into, 13 + 12 * which + 2 * axis, counts[3 + axis]);
        HeldSensor.number(into, 19 + 12 * which + 2 * axis, counts[axis]);
      }
    }
    return length();
  }

  private int length() {
    return pro ? LONGEST : RADIO_REPORT;
  }

  private void state(long nanos, long deviceMicros, byte[] into) {
    Moment moment = person.at(nanos);
    into[1] = (byte) (deviceMicros / TIMER_MICROS);
    into[2] = (byte) (pro ? 0x91 : 0x6E);
    boolean closed = moment.gripperWidthMetres() < 0.5 * Table.GRIPPER_OPEN;
    double bend =
        moment.rightAngles()[HandAngles.index(Finger.INDEX, 0)] / HandAngles.most(Finger.INDEX, 0);
    into[3] = (byte) ((closed ? 0x08 : 0) | (bend > 0.3 ? 0x80 : 0));
    stick(into, 6, pro ? CENTRE : 0, pro ? CENTRE : 0);
    stick(into, 9, place(moment.rightWrist().position().x()), CENTRE);
  }

  private static int place(double metres) {
    return Math.clamp(Math.round(CENTRE + 2000 * metres), 0, 4095);
  }

  private static void stick(byte[] into, int at, int x, int y) {
    into[at] = (byte) x;
    into[at + 1] = (byte) ((x >> 8) | (y << 4));
    into[at + 2] = (byte) (y >> 4);
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    if (length >= 2 && (bytes[0] & 0xFF) == 0x80 && pro) {
      cable(bytes[1], reply);
      return;
    }
    if (length < 10 || (pro && !cableReady) || (bytes[0] != 0x01 && bytes[0] != 0x10)) {
      return;
    }
    int low = 2 * ((bytes[5] & 0xFF) - 0x40) + ((bytes[4] & 0x80) != 0 ? 1 : 0);
    int high = (bytes[3] & 0xFE) / 2;
    shake = SHAKE * (low + high) / 200;
    if (bytes[0] == 0x01 && length > 15) {
      order(bytes, sinceStartNanos, deviceMicros, reply);
    }
  }

  private void cable(byte word, Reply reply) {
    if (word == 0x02) {
      Arrays.fill(answer, (byte) 0);
      answer[0] = (byte) 0x81;
      answer[1] = 0x02;
      reply.send(answer, LONGEST, ANSWER_NANOS);
    } else if (word == 0x04) {
      cableReady = true;
    }
  }

  private void order(byte[] bytes, long nanos, long deviceMicros, Reply reply) {
    Arrays.fill(answer, (byte) 0);
    answer[0] = 0x21;
    state(nanos, deviceMicros, answer);
    answer[13] = (byte) 0x80;
    answer[14] = bytes[10];
    switch (bytes[10]) {
      case 0x02 -> {
        answer[13] = (byte) 0x82;
        byte[] says = {
          0x04, 0x21, (byte) (pro ? 3 : 2), 0x02, 0x7C, (byte) 0xBB, 0x11, 0x22, 0x33, 0x44
        };
        System.arraycopy(says, 0, answer, 15, says.length);
      }
      case 0x03 -> full = bytes[11] == 0x30;
      case 0x10 -> {
        answer[13] = (byte) 0x90;
        System.arraycopy(bytes, 11, answer, 15, 5);
        memory((bytes[11] & 0xFF) | ((bytes[12] & 0xFF) << 8));
      }
      case 0x40 -> motionOn = bytes[11] == 1;
      default -> {}
    }
    reply.send(answer, length(), ANSWER_NANOS);
  }

  /// The motion sensor's calibration by the maker; the user made none.
  private void memory(int address) {
    Arrays.fill(answer, 20, RADIO_REPORT, (byte) 0xFF);
    if (address != 0x6020) {
      return;
    }
    for (int axis = 0; axis < 3; axis++) {
      int still = sensor.offset(axis);
      HeldSensor.number(answer, 20 + 2 * axis, (int) (16_384 * (1 - sensor.gain(3 + axis))));
      HeldSensor.number(answer, 26 + 2 * axis, 16_384);
      HeldSensor.number(answer, 32 + 2 * axis, still);
      HeldSensor.number(answer, 38 + 2 * axis, (int) (still + 13_371 * sensor.gain(axis)));
    }
  }

  @Override
  public void restarted() {
    full = false;
    motionOn = false;
    cableReady = false;
    shake = 0;
  }
}
