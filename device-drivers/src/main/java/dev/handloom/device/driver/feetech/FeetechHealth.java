package dev.handloom.device.driver.feetech;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.bus.FrameFinder;
import dev.handloom.device.driver.bus.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the servos say of themselves, and what of it a person should see to.
final class FeetechHealth {
  /// Bits of the error byte, as the maker's library names them.
  private enum Fault {
    VOLTAGE(
        0,
        "says that its voltage is wrong",
        "say that their voltage is wrong",
        "Measure the supply under load, at the last servo too: it has to be the voltage of this build"
            + " of the servo, with current enough for all."),
    ANGLE(
        1,
        "says that its angle sensor fails",
        "say that their angle sensor fails",
        "Take the power away and give it again; if it stays, replace the servo."),
    HEAT(
        2,
        "says that it is too hot",
        "say that they are too hot",
        "Let it cool, and look for what blocks it."),
    CURRENT(
        3,
        "says that it draws too much current",
        "say that they draw too much current",
        "Look for what blocks it, and for damaged cables."),
    OVERLOAD(
        5,
        "says that it is overloaded",
        "say that they are overloaded",
        "Release the motors, and take away what it pushes against.");

    final int bit;
    final String one;
    final String many;
    final String remedy;

    Fault(int bit, String one, String many, String remedy) {
      this.bit = bit;
      this.one = one;
      this.many = many;
      this.remedy = remedy;
    }
  }

  private static final Fault[] FAULTS = Fault.values();

  /// Of these models the series is known.
  private static final Map<Integer, String> MODELS =
      Map.of(777, "STS3215", 2825, "STS3250", 11272, "SM8512BL", 1284, "SCS0009");

  /// Addresses of the identity and the state.
  private static final int FIRMWARE = 0;

  private static final int MODEL = 3;
  private static final int LOWEST_VOLTAGE = 15;
  private static final int PHASE = 18;
  private static final int TORQUE = 40;
  private static final int VOLTAGE = 62;
  private static final int STATUS = 65;

  /// In this bit of the phase a servo counts on over its turn.
  private static final int PHASE_MANY_TURNS = 0x10;

  private final Roster roster;
  private final FeetechSeries series;
  private final int[] models;
  private final int[] firmware;
  private final int[] lowestVoltage;
  private final int[] voltage;
  private final int[] errors;
  private final int[] status;
  private final Map<Integer, Integer> strangers = new TreeMap<>();
  private int known;
  private int manyTurns;
  private int outside;
  private int torque;
  private int sagging;
  private int notReleased;
  private boolean changed = true;
  private DeviceReport report = DeviceReport.NOTHING;

  FeetechHealth(Roster roster, FeetechSeries series) {
    this.roster = roster;
    this.series = series;
    int n = roster.size();
    models = new int[n];
    firmware = new int[n];
    lowestVoltage = new int[n];
    voltage = new int[n];
    errors = new int[n];
    status = new int[n];
  }

  /// @param base where address 0 would be in the frame
  void identity(int place, FrameFinder frame, int base) {
    models[place] = series.word(frame, base + MODEL);
    firmware[place] = frame.at(base + FIRMWARE) << 8 | frame.at(base + FIRMWARE + 1);
    lowestVoltage[place] = frame.at(base + LOWEST_VOLTAGE);
    // What the bit means is known of STS servos alone.
    boolean many = series == FeetechSeries.STS && (frame.at(base + PHASE) & PHASE_MANY_TURNS) != 0;
    manyTurns = with(manyTurns, place, many);
    known |= 1 << place;
    changed = true;
  }

  /// @param base where address 0 would be in the frame
  void state(int place, FrameFinder frame, int base) {
    torque = with(torque, place, frame.at(base + TORQUE) != 0);
    notReleased &= torque | ~(1 << place);
    voltage[place] = frame.at(base + VOLTAGE);
    boolean sags = lowestVoltage[place] > 0 && voltage[place] < lowestVoltage[place];
    sagging = with(sagging, place, sags);
    int now = frame.at(base + STATUS);
    if (now != status[place]) {
      status[place] = now;
      changed = true;
    }
  }

  void errors(int place, int error) {
    if (error != errors[place]) {
      errors[place] = error;
      changed = true;
    }
  }

  void position(int place, double counts) {
    outside = with(outside, place, !(counts >= 0 && counts < series.steps));
  }

  /// Somebody answers to an id that the rig file does not name.
  void stranger(int id, int model) {
    strangers.put(id, model);
    changed = true;
  }

  void released(int place) {
    torque = with(torque, place, false);
  }

  void notReleased(int mask) {
    notReleased = mask;
    changed = true;
  }

  private int with(int mask, int place, boolean set) {
    int now = set ? mask | 1 << place : mask & ~(1 << place);
    changed |= now != mask;
    return now;
  }

  DeviceReport report(long nowNanos) {
    if (roster.changed(nowNanos) || changed) {
      changed = false;
      report = new DeviceReport(model(), firmwares(), "", Double.NaN, concerns());
    }
    return report;
  }

  private String model() {
    int first = Integer.numberOfTrailingZeros(known);
    return known == 0
        ? ""
        : Integer.bitCount(known)
            + " × "
            + name(models[first])
            + (mixed(models) ? " and others" : "");
  }

  private static String name(int model) {
    return MODELS.getOrDefault(model, "model " + model);
  }

  private String firmwares() {
    int first = Integer.numberOfTrailingZeros(known);
    return known == 0 ? "" : version(firmware[first]) + (mixed(firmware) ? " and others" : "");
  }

  private static String version(int firmware) {
    return (firmware >> 8) + "." + (firmware & 0xFF);
  }

  /// Whether those that are known differ.
  private boolean mixed(int[] what) {
    return others(what) != 0;
  }

  private int others(int[] what) {
    int mask = 0;
    int first = Integer.numberOfTrailingZeros(known);
    for (int i = 0; i < what.length; i++) {
      if ((known & 1 << i) != 0 && what[i] != what[first]) {
        mask |= 1 << i;
      }
    }
    return mask;
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    roster.concerns(concerns);
    if (!strangers.isEmpty()) {
      concerns.add(strangers());
    }
    for (Fault fault : FAULTS) {
      int mask = 0;
      for (int i = 0; i < errors.length; i++) {
        mask |= ((errors[i] | status[i]) >> fault.bit & 1) << i;
      }
      if (fault == Fault.VOLTAGE) {
        mask &= ~sagging;
      }
      if (mask != 0) {
        concerns.add(new Concern(roster.say(mask, fault.one, fault.many) + ".", fault.remedy));
      }
    }
    if (sagging != 0) {
      concerns.add(lowVoltage());
    }
    if (torque != 0) {
      concerns.add(
          new Concern(
              roster.say(torque, "holds its place", "hold their place") + ": torque is on.",
              "Release the motors before you move the arm."));
    }
    if (notReleased != 0) {
      concerns.add(
          new Concern(
              roster.say(notReleased, "was", "were") + " told to release and did not answer.",
              "Take away the power before you move the arm."));
    }
    if ((manyTurns | outside) != 0) {
      concerns.add(
          new Concern(
              roster.say(manyTurns | outside, "counts", "count") + " on beyond one turn.",
              "Bit 4 of the phase (register 18) has to be cleared once with the maker's tool, and the"
                  + " arm calibrated again."));
    }
    if (mixed(models)) {
      concerns.add(
          new Concern(
              roster.say(others(models), "is", "are")
                  + " of another model than servo "
                  + roster.id(Integer.numberOfTrailingZeros(known))
                  + ".",
              "If that is not meant, an arm of two kinds was mixed up."));
    }
    if (mixed(firmware)) {
      int first = Integer.numberOfTrailingZeros(known);
      concerns.add(
          new Concern(
              roster.say(others(firmware), "has", "have")
                  + " other firmware than servo "
                  + roster.id(first)
                  + ", which has "
                  + version(firmware[first])
                  + ".",
              "Bring all servos to one version with the maker's tool."));
    }
    return concerns;
  }

  private Concern strangers() {
    List<String> who = new ArrayList<>();
    strangers.forEach((id, model) -> who.add("id " + id + " (" + name(model) + ")"));
    return new Concern(
        "The rig file does not name, but on the bus answers: " + String.join(", ", who) + ".",
        "Give the servo the id that it should have, or name it in the setting ids.");
  }

  private Concern lowVoltage() {
    int lowest = Integer.MAX_VALUE;
    int limit = 0;
    for (int i = 0; i < voltage.length; i++) {
      if ((sagging & 1 << i) != 0 && voltage[i] < lowest) {
        lowest = voltage[i];
        limit = lowestVoltage[i];
      }
    }
    return new Concern(
        roster.say(sagging, "has", "have")
            + " low voltage: "
            + lowest / 10.0
            + " V, the least it is set for is "
            + limit / 10.0
            + " V.",
        Fault.VOLTAGE.remedy);
  }
}
