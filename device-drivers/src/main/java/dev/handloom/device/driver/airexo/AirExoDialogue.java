package dev.handloom.device.driver.airexo;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.bus.Crc16;
import dev.handloom.device.driver.bus.Dialogue;
import dev.handloom.device.driver.bus.FrameFinder;
import dev.handloom.device.driver.bus.Roster;
import java.util.ArrayList;
import java.util.List;

/// One encoder after the other.
final class AirExoDialogue implements Dialogue {
  static final int STEPS = 4096;

  private static final int REGISTER = 0x41;

  private final Roster roster;
  private final double[] counts;
  private int refusing;
  private int beyond;
  private int refusal;
  private boolean changed = true;
  private DeviceReport report = DeviceReport.NOTHING;

  AirExoDialogue(Roster roster, double[] counts) {
    this.roster = roster;
    this.counts = counts;
  }

  /// Writes the question for an encoder's angle; returns its length.
  static int ask(byte[] into, int id) {
    into[0] = (byte) id;
    into[1] = ModbusFraming.READ;
    into[2] = 0;
    into[3] = REGISTER;
    into[4] = 0;
    into[5] = 1;
    int crc = Crc16.modbus(into, 0, 6);
    into[6] = (byte) crc;
    into[7] = (byte) (crc >> 8);
    return ModbusFraming.QUESTION_BYTES;
  }

  @Override
  public int questions() {
    return roster.size();
  }

  @Override
  public int question(int number, byte[] into) {
    return ask(into, roster.id(number));
  }

  @Override
  public boolean answered(int number, FrameFinder frame) {
    if (frame.at(0) != roster.id(number)) {
      return false;
    }
    if (frame.length() == ModbusFraming.REFUSAL_BYTES) {
      refusal = frame.at(2);
      refusing = with(refusing, number, true);
      return false;
    }
    if (frame.length() != ModbusFraming.ANSWER_BYTES) {
      return false;
    }
    int value = frame.at(3) << 8 | frame.at(4);
    beyond = with(beyond, number, value >= STEPS);
    if (value >= STEPS) {
      return false;
    }
    refusing = with(refusing, number, false);
    counts[number] = value;
    roster.answered(number);
    return true;
  }

  private int with(int mask, int place, boolean set) {
    int now = set ? mask | 1 << place : mask & ~(1 << place);
    changed |= now != mask;
    return now;
  }

  @Override
  public void unanswered(int number) {
    roster.unanswered(number, StudioClock.now());
  }

  /// There is no question of another kind that every encoder is known to answer.
  @Override
  public int aside(long nowNanos, boolean must, byte[] into) {
    return 0;
  }

  @Override
  public boolean asideAnswered(FrameFinder frame) {
    return false;
  }

  @Override
  public boolean asideUnanswered() {
    return false;
  }

  @Override
  public DeviceReport report(long nowNanos) {
    if (roster.changed(nowNanos) || changed) {
      changed = false;
      List<Concern> concerns = new ArrayList<>();
      roster.concerns(concerns);
      if (refusing != 0) {
        concerns.add(
            new Concern(
                roster.say(refusing, "refuses", "refuse")
                    + " to be read (Modbus exception "
                    + refusal
                    + ").",
                "Something else than an encoder of the AirExo has this id."));
      }
      if (beyond != 0) {
        concerns.add(
            new Concern(
                roster.say(beyond, "says", "say") + " more than 4095 counts.",
                "Something else than a 12-bit encoder has this id."));
      }
      report = DeviceReport.NOTHING.with(concerns);
    }
    return report;
  }
}
