package dev.handloom.device.driver.wsg;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.bus.Dialogue;
import dev.handloom.device.driver.bus.Exchange;
import dev.handloom.device.driver.bus.FrameFinder;
import java.io.IOException;

/// Width, speed and force in every cycle; beside it, what the gripper is and how it does.
final class WsgDialogue implements Dialogue {
  /// The answer's status comes first.
  private static final int STATUS_BYTES = 2;

  private static final int DATA = WsgFraming.HEADER + STATUS_BYTES;
  private static final int CHECK_BYTES = 2;
  private static final int SUCCESS = 0;

  /// The gripper works on it; another answer follows.
  private static final int PENDING = 26;

  private static final int NUMBER_BYTES = 4;
  private static final int SCRIPT_BYTES = 1 + 4 * NUMBER_BYTES;
  private static final int STATE_BYTES = 4;
  private static final int INFORMATION_BYTES = 8;
  private static final long STATE_PERIOD_NANOS = 500_000_000L;
  private static final int MOST_INFORMATION_TRIES = 3;

  private final WsgReading reading;
  private final double[] values;
  private final WsgHealth health;
  private int asideCommand = WsgPackets.STATE;
  private boolean informed;
  private int informationTries;
  private long nextStateNanos;

  WsgDialogue(WsgReading reading, double[] values) {
    this.reading = reading;
    this.values = values;
    health = new WsgHealth(reading);
  }

  @Override
  public int questions() {
    return reading.questions();
  }

  @Override
  public int question(int number, byte[] into) {
    return WsgPackets.ask(into, reading.command(number));
  }

  @Override
  public boolean answered(int number, FrameFinder frame) {
    int command = reading.command(number);
    int bytes = command == WsgPackets.QUERY ? SCRIPT_BYTES : NUMBER_BYTES;
    if (!good(frame, command, bytes)) {
      return false;
    }
    boolean whole =
        switch (command) {
          case WsgPackets.WIDTH -> put(0, number(frame, DATA) / 1000);
          case WsgPackets.SPEED -> put(1, number(frame, DATA));
          case WsgPackets.FORCE -> put(2, number(frame, DATA));
          default ->
              put(0, number(frame, DATA + 1) / 1000)
                  && put(1, number(frame, DATA + 5))
                  && put(2, number(frame, DATA + 9))
                  && put(3, number(frame, DATA + 13))
                  && put(4, frame.at(DATA));
        };
    if (whole) {
      health.answered();
    }
    return whole;
  }

  /// Whether a frame answers this command, and with data.
  private boolean good(FrameFinder frame, int command, int bytes) {
    if (frame.at(3) != command || frame.length() < DATA + CHECK_BYTES) {
      return false;
    }
    int status = frame.at(WsgFraming.HEADER) | frame.at(WsgFraming.HEADER + 1) << 8;
    if (status == PENDING) {
      return false;
    }
    if (status != SUCCESS) {
      health.refused(command, status);
      return false;
    }
    return frame.length() == DATA + bytes + CHECK_BYTES;
  }

  private boolean put(int channel, double value) {
    values[channel] = value;
    return Double.isFinite(value);
  }

  private static double number(FrameFinder frame, int at) {
    return Float.intBitsToFloat(whole(frame, at));
  }

  private static int whole(FrameFinder frame, int at) {
    return frame.at(at) | frame.at(at + 1) << 8 | frame.at(at + 2) << 16 | frame.at(at + 3) << 24;
  }

  @Override
  public void unanswered(int number) {
    health.unanswered();
  }

  @Override
  public int aside(long nowNanos, boolean must, byte[] into) {
    if (!must && !informed) {
      asideCommand = WsgPackets.INFORMATION;
      return WsgPackets.ask(into, asideCommand);
    }
    if (!must && nowNanos < nextStateNanos) {
      return 0;
    }
    nextStateNanos = nowNanos + STATE_PERIOD_NANOS;
    asideCommand = WsgPackets.STATE;
    return WsgPackets.ask(into, asideCommand);
  }

  @Override
  public boolean asideAnswered(FrameFinder frame) {
    boolean state = asideCommand == WsgPackets.STATE;
    if (!good(frame, asideCommand, state ? STATE_BYTES : INFORMATION_BYTES)) {
      return false;
    }
    if (state) {
      health.state(whole(frame, DATA));
    } else {
      health.information(
          frame.at(DATA),
          frame.at(DATA + 2) | frame.at(DATA + 3) << 8,
          whole(frame, DATA + 4) & 0xFFFFFFFFL);
      informed = true;
    }
    return true;
  }

  @Override
  public boolean asideUnanswered() {
    if (asideCommand == WsgPackets.INFORMATION) {
      informed = ++informationTries == MOST_INFORMATION_TRIES;
    }
    health.unanswered();
    return true;
  }

  /// Without this the gripper takes the end of the connection for an emergency.
  @Override
  public void end(Exchange exchange) throws IOException {
    byte[] leaving = new byte[WsgPackets.LONGEST];
    exchange.ask(leaving, WsgPackets.ask(leaving, WsgPackets.LEAVING));
    boolean heard = false;
    while (!heard && exchange.frame()) {
      heard = exchange.found().at(3) == WsgPackets.LEAVING;
    }
  }

  @Override
  public DeviceReport report(long nowNanos) {
    return health.report(nowNanos);
  }
}
