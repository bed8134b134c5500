package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.bus.Roster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the servos say of themselves, and what of it a person should see to.
final class DynamixelHealth {
  /// Bits of the hardware's error register, after the maker's manual of the X series.
  private enum Fault {
    VOLTAGE(
        0,
        "says that its voltage is wrong",
        "say that their voltage is wrong",
        "Measure the supply under load, at the last servo too. Then take the power away and give it"
            + " again: the servo holds the error until then."),
    HEAT(2, "is too hot", "are too hot", "Let it cool, and look for what blocks it."),
    ENCODER(
        3,
        "says that its encoder fails",
        "say that their encoder fails",
        "Take the power away and give it again; if it stays, replace the servo."),
    SHOCK(
        4,
        "had an electrical shock or too little power",
        "had an electrical shock or too little power",
        "Check the supply and the cables, then take the power away and give it again."),
    OVERLOAD(
        5,
        "is overloaded",
        "are overloaded",
        "Take away what it pushes against, then take the power away and give it again.");

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

  /// In the identity.
  private static final int FIRMWARE = 6;

  private static final int LOWEST_VOLTAGE = 34;

  /// In the state, which begins with the torque switch.
  private static final int HARDWARE_ERROR = 6;

  private final Roster roster;
  private final double[] positions;
  private final int[] models;
  private final int[] firmware;
  private final int[] lowestVoltage;
  private final int[] voltage;
  private final int[] faults;
  private final Map<Integer, Integer> strangers = new TreeMap<>();
  private int known;
  private int alerts;
  private int explained;
  private int torque;
  private int sagging;
  private int notReleased;
  private boolean fastFailed;
  private boolean fastMust;
  private boolean changed = true;
  private DeviceReport report = DeviceReport.NOTHING;

  DynamixelHealth(Roster roster, double[] positions) {
    this.roster = roster;
    this.positions = positions;
    int n = roster.size();
    models = new int[n];
    firmware = new int[n];
    lowestVoltage = new int[n];
    voltage = new int[n];
    faults = new int[n];
  }

  void identity(int place, DynamixelStatus status) {
    models[place] = status.word(0);
    firmware[place] = status.at(FIRMWARE);
    lowestVoltage[place] = status.word(LOWEST_VOLTAGE);
    known |= 1 << place;
    changed = true;
  }

  /// Whether all are known, and all know the fast sync read.
  boolean allFast() {
    if (known != roster.everybody()) {
      return false;
    }
    for (int i = 0; i < positions.length; i++) {
      if (!DynamixelModel.fast(models[i], firmware[i])) {
        return false;
      }
    }
    return true;
  }

  void state(int place, DynamixelStatus status) {
    torque = with(torque, place, status.at(0) != 0);
    notReleased &= torque | ~(1 << place);
    int now = status.at(HARDWARE_ERROR);
    changed |= now != faults[place];
    faults[place] = now;
    explained |= 1 << place;
  }

  void supply(int place, DynamixelStatus status) {
    voltage[place] = status.word(0);
    sagging =
        with(sagging, place, lowestVoltage[place] > 0 && voltage[place] < lowestVoltage[place]);
  }

  /// A servo has answered, and said whether its hardware is in trouble.
  void said(int place, boolean alert) {
    alerts = with(alerts, place, alert);
    if (!alert) {
      changed |= faults[place] != 0;
      faults[place] = 0;
      explained &= ~(1 << place);
    }
  }

  /// Of which servos it is known why they alert.
  int explained() {
    return explained;
  }

  void stranger(int id, int model) {
    strangers.put(id, model);
    changed = true;
  }

  void released(int done, int left) {
    torque &= ~done;
    notReleased = left;
    changed = true;
  }

  /// @param must whether the rig file asks for it, so that there is nothing else
  void fastFailed(boolean must) {
    changed |= !fastFailed;
    fastFailed = true;
    fastMust = must;
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
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < models.length; i++) {
      if ((known & 1 << i) != 0) {
        counts.merge(DynamixelModel.title(models[i]), 1, Integer::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((title, count) -> parts.add(count + " × " + title));
    return String.join(", ", parts);
  }

  private String firmwares() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < firmware.length; i++) {
      if ((known & 1 << i) != 0) {
        counts.merge(firmware[i], 1, Integer::sum);
      }
    }
    return String.join(", ", counts.keySet().stream().map(String::valueOf).toList());
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    roster.concerns(concerns);
    if (!strangers.isEmpty()) {
      List<String> who = new ArrayList<>();
      strangers.forEach(
          (id, model) -> who.add("id " + id + " (" + DynamixelModel.title(model) + ")"));
      concerns.add(
          new Concern(
              "The rig file does not name, but on the bus answers: " + String.join(", ", who) + ".",
              "Give the servo the id that it should have, or name it in the setting ids."));
    }
    for (Fault fault : FAULTS) {
      int mask = 0;
      for (int i = 0; i < faults.length; i++) {
        mask |= (faults[i] >> fault.bit & 1) << i;
      }
      if (mask != 0) {
        concerns.add(new Concern(roster.say(mask, fault.one, fault.many) + ".", fault.remedy));
      }
    }
    int unexplained = 0;
    for (int i = 0; i < faults.length; i++) {
      unexplained |= faults[i] == 0 ? alerts & (1 << i) : 0;
    }
    if (unexplained != 0) {
      concerns.add(
          new Concern(
              roster.say(unexplained, "raises", "raise") + " an alarm and does not say why.",
              "Look at it with the maker's tool."));
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
    if (fastFailed) {
      concerns.add(
          new Concern(
              "The servos did not answer a fast sync read"
                  + (fastMust ? "." : "; they are now read the plain way."),
              "If all are there, say plain in the setting reading; it costs some milliseconds."));
    }
    return concerns;
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
