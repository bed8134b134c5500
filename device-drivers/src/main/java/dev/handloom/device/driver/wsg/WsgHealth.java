package dev.handloom.device.driver.wsg;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the gripper says of itself, and what of it a person should see to.
final class WsgHealth {
  /// Bits of the system state.
  private enum Flag {
    FAST_STOP(
        12,
        "The gripper is in a fast stop.",
        "Find out why, then acknowledge the stop in the gripper's own web page."),
    WARM(13, "The gripper is warm.", "Let it rest, or let air to it."),
    HOT(14, "The gripper is too hot and has stopped.", "Let it cool."),
    POWER(15, "The gripper's supply voltage is wrong.", "Measure the supply under load."),
    CURRENT(16, "The gripper drew too much current.", "Look for what blocks its fingers."),
    FINGER(17, "A finger of the gripper has a fault.", "Check how it is plugged in."),
    SCRIPT(20, "The script on the gripper has failed.", "Start it anew in the gripper's web page.");

    final int bit;
    final String what;
    final String remedy;

    Flag(int bit, String what, String remedy) {
      this.bit = bit;
      this.what = what;
      this.remedy = remedy;
    }
  }

  private static final Flag[] FLAGS = Flag.values();

  /// Without this bit it does not know where its fingers are.
  private static final int REFERENCED = 1;

  private static final String[] TYPES = {
    "unknown", "WSG 50", "WSG 32", "KMS 40", "WTS", "WSG 25", "WSG 70"
  };
  private static final long REMEMBERED_NANOS = 10_000_000_000L;

  private final WsgReading reading;
  private String model = "";
  private String firmware = "";
  private String serialNumber = "";
  private int interesting;
  private int state = REFERENCED;
  private int refusedCommand = -1;
  private int refusal;
  private long unanswered;
  private boolean missing;
  private long lastMissNanos;
  private boolean recent;
  private boolean changed = true;
  private DeviceReport report = DeviceReport.NOTHING;

  WsgHealth(WsgReading reading) {
    this.reading = reading;
    interesting = REFERENCED;
    for (Flag flag : FLAGS) {
      if (flag != Flag.SCRIPT || reading == WsgReading.SCRIPT) {
        interesting |= 1 << flag.bit;
      }
    }
  }

  void information(int type, int version, long number) {
    model = type < TYPES.length ? TYPES[type] : "type " + type;
    firmware =
        (version >> 12 & 0xF)
            + "."
            + (version >> 8 & 0xF)
            + "."
            + (version >> 4 & 0xF)
            + "."
            + (version & 0xF);
    serialNumber = String.valueOf(number);
    changed = true;
  }

  void state(int flags) {
    int now = flags & interesting;
    changed |= now != state;
    state = now;
  }

  void answered() {
    if (missing || refusedCommand >= 0) {
      missing = false;
      refusedCommand = -1;
      changed = true;
    }
  }

  void refused(int command, int status) {
    changed |= command != refusedCommand || status != refusal;
    refusedCommand = command;
    refusal = status;
  }

  void unanswered() {
    unanswered++;
    missing = true;
    recent = true;
    lastMissNanos = StudioClock.now();
    changed = true;
  }

  DeviceReport report(long nowNanos) {
    if (recent && nowNanos - lastMissNanos > REMEMBERED_NANOS) {
      recent = false;
      changed = true;
    }
    if (changed) {
      changed = false;
      report = new DeviceReport(model, firmware, serialNumber, Double.NaN, concerns());
    }
    return report;
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    if (refusedCommand >= 0) {
      concerns.add(
          new Concern(
              String.format(
                  Locale.ROOT,
                  "The gripper refuses the command %02Xh with status %d.",
                  refusedCommand,
                  refusal),
              reading == WsgReading.SCRIPT
                  ? "Start the script on the gripper, or say width in the setting reading."
                  : "Look at its log in the gripper's own web page."));
    } else if (recent) {
      concerns.add(
          new Concern(
              "The gripper left "
                  + (unanswered == 1 ? "one question" : unanswered + " questions")
                  + " unanswered.",
              "If it goes on, check the network cable, and whether its address or another client"
                  + " clashes."));
    }
    if ((state & REFERENCED) == 0) {
      concerns.add(
          new Concern(
              "The gripper does not know where its fingers are.",
              "Home it in its own web page, with the fingers free. Handloom does not move it."));
    }
    for (Flag flag : FLAGS) {
      if ((state & 1 << flag.bit) != 0) {
        concerns.add(new Concern(flag.what, flag.remedy));
      }
    }
    return concerns;
  }
}
