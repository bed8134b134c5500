package dev.handloom.device.sim.dualsense;

import dev.handloom.device.driver.dualsense.SonyCrc;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.hid.HeldSensor;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import java.util.Arrays;

/// A DualSense in the right hand: R2 follows the index finger, the sticks the left wrist, cross is
/// held while the gripper is closed. Its motors shake its accelerometer.
final class PadInstrument implements Instrument {
  private static final int USB_REPORT = 64;
  private static final int BLUETOOTH_REPORT = 78;
  private static final int SHORT_REPORT = 10;
  private static final int CENTRE = 128;
  private static final double COUNTS_PER_DEGREE = 32_768 / 2000.0;
  private static final double COUNTS_PER_G = 8192;

  /// At which the maker turns a controller on the table, degrees a second.
  private static final int TABLE_SPEED = 540;

  /// At full rumble of both motors.
  private static final double SHAKE = 8;

  private final ScriptedPerson person;
  private final boolean bluetooth;
  private final HeldSensor motion;
  private final SonyCrc crc = new SonyCrc();
  private final int[] counts = new int[HeldSensor.AXES];

  /// The host has asked for a feature report since the power came.
  private volatile boolean awake;

  private int sent;
  private double shake;

  PadInstrument(ScriptedPerson person, long seed, boolean bluetooth) {
    this.person = person;
    this.bluetooth = bluetooth;
    motion = new HeldSensor(person, seed, COUNTS_PER_DEGREE, COUNTS_PER_G);
  }

  @Override
  public int packetBytes() {
    return BLUETOOTH_REPORT;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Arrays.fill(into, (byte) 0);
    if (bluetooth && !awake) {
      into[0] = 1;
      Arrays.fill(into, 1, 5, (byte) CENTRE);
      into[5] = 8;
      return SHORT_REPORT;
    }
    into[0] = (byte) (bluetooth ? 0x31 : 0x01);
    body(sinceStartNanos, deviceMicros, into, bluetooth ? 2 : 1);
    if (!bluetooth) {
      return USB_REPORT;
    }
    crc.seal(SonyCrc.INPUT, into, BLUETOOTH_REPORT);
    return BLUETOOTH_REPORT;
  }

  private void body(long nanos, long deviceMicros, byte[] into, int at) {
    Moment moment = person.at(nanos);
    into[at] = stick(moment.leftWrist().position().x());
    into[at + 1] = stick(moment.leftWrist().position().z());
    into[at + 2] = (byte) CENTRE;
    into[at + 3] = (byte) CENTRE;
    double bend =
        moment.rightAngles()[HandAngles.index(Finger.INDEX, 0)] / HandAngles.most(Finger.INDEX, 0);
    int pulled = Math.clamp(Math.round(255 * bend), 0, 255);
    into[at + 5] = (byte) pulled;
    into[at + 6] = (byte) sent++;
    boolean closed = moment.gripperWidthMetres() < 0.5 * Table.GRIPPER_OPEN;
    into[at + 7] = (byte) (8 | (closed ? 1 << 5 : 0));
    into[at + 8] = (byte) (pulled > 30 ? 1 << 3 : 0);
    motion.read(nanos, shake, counts);
    for (int i = 0; i < HeldSensor.AXES; i++) {
      HeldSensor.number(into, at + 15 + 2 * i, counts[i]);
    }
    long ticks = 3 * deviceMicros;
    for (int i = 0; i < 4; i++) {
      into[at + 27 + i] = (byte) (ticks >> (8 * i));
    }
    // No finger touches the pad.
    into[at + 32] = (byte) 0x80;
    into[at + 36] = (byte) 0x80;
    into[at + 52] = (byte) (bluetooth ? 0x07 : 0x17);
  }

  private static byte stick(double metres) {
    return (byte) Math.clamp(Math.round(CENTRE + 200 * metres), 0, 255);
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    int at;
    if (bluetooth) {
      at = 3;
      if (length != BLUETOOTH_REPORT
          || bytes[0] != 0x31
          || bytes[2] != 0x10
          || !crc.good(SonyCrc.OUTPUT, bytes, length)) {
        return;
      }
    } else {
      at = 1;
      if (length < 48 || bytes[0] != 0x02) {
        return;
      }
    }
    if ((bytes[at] & 3) == 3) {
      shake = SHAKE * ((bytes[at + 2] & 0xFF) + (bytes[at + 3] & 0xFF)) / 510;
    }
  }

  @Override
  public byte[] feature(int number) {
    byte[] report =
        switch (number) {
          case 0x05 -> new byte[41];
          case 0x09 -> new byte[20];
          case 0x20 -> new byte[64];
          default -> new byte[0];
        };
    if (report.length == 0) {
      return report;
    }
    report[0] = (byte) number;
    switch (number) {
      case 0x05 -> calibration(report);
      case 0x09 -> {
        for (int i = 1; i <= 6; i++) {
          report[i] = (byte) (0x10 * i + 2);
        }
      }
      default -> {
        report[24] = 0x10;
        report[28] = 0x54;
        report[29] = 0x03;
      }
    }
    if (bluetooth) {
      new SonyCrc().seal(SonyCrc.FEATURE, report, report.length);
    }
    awake = true;
    return report;
  }

  /// What the maker stored: turns either way and lying on either side, in counts.
  private void calibration(byte[] into) {
    for (int i = 0; i < 3; i++) {
      int turn = (int) Math.round(motion.gain(i) * TABLE_SPEED * COUNTS_PER_DEGREE);
      HeldSensor.number(into, 7 + 4 * i, turn);
      HeldSensor.number(into, 9 + 4 * i, -turn);
      int lying = (int) Math.round(motion.gain(3 + i) * COUNTS_PER_G);
      HeldSensor.number(into, 23 + 4 * i, motion.offset(3 + i) + lying);
      HeldSensor.number(into, 25 + 4 * i, motion.offset(3 + i) - lying);
    }
    HeldSensor.number(into, 19, TABLE_SPEED);
    HeldSensor.number(into, 21, TABLE_SPEED);
  }

  @Override
  public void restarted() {
    awake = false;
    shake = 0;
    sent = 0;
  }
}
