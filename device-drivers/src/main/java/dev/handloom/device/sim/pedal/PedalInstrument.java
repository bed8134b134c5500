package dev.handloom.device.sim.pedal;

import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Arrays;

/// Three pedals that send the keys a, b and c: the person taps the left one at the beginning of
/// each round, the right one at its end, and holds the middle one while water runs.
final class PedalInstrument implements Instrument {
  private static final int REPORT = 8;
  private static final int KEY_A = 4;
  private static final int KEY_B = 5;
  private static final int KEY_C = 6;
  private static final double TURN_SECONDS = 4;
  private static final double LEFT_FROM = 0.3;
  private static final double RIGHT_FROM = 2.3;
  private static final double TAP_SECONDS = 0.25;

  private final ScriptedPerson person;
  private final byte[] now = new byte[REPORT];
  private final byte[] sent = new byte[REPORT];

  PedalInstrument(ScriptedPerson person) {
    this.person = person;
  }

  @Override
  public int packetBytes() {
    return REPORT;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double second = sinceStartNanos / 1e9 % TURN_SECONDS;
    Arrays.fill(now, (byte) 0);
    int held = 0;
    held = press(tapped(second, LEFT_FROM), KEY_A, held);
    held = press(person.at(sinceStartNanos).pouring() > 0, KEY_B, held);
    press(tapped(second, RIGHT_FROM), KEY_C, held);
    if (Arrays.equals(now, sent)) {
      return 0;
    }
    System.arraycopy(now, 0, sent, 0, REPORT);
    System.arraycopy(now, 0, into, 0, REPORT);
    return REPORT;
  }

  private static boolean tapped(double second, double from) {
    return second >= from && second < from + TAP_SECONDS;
  }

  private int press(boolean down, int key, int held) {
    if (!down) {
      return held;
    }
    now[2 + held] = (byte) key;
    return held + 1;
  }

  @Override
  public void restarted() {
    Arrays.fill(sent, (byte) 0);
  }
}
