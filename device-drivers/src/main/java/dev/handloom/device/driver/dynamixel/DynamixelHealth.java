package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.bus.Roster;
import dev.handloom.device.driver.bus.ServoFault;
import dev.handloom.device.driver.bus.ServoState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the servos say of themselves, and what of it a person should see to.
final class DynamixelHealth {
  private static final String SUPPLY =
      "Measure the supply under load, at the last servo too. Then take the power away and give it"
          + " again: the servo holds the error until then.";

  /// Bits of the hardware's error register, after the maker's manual of the X series.
  private static final List<ServoFault> FAULTS =
      List.of(
          new ServoFault(
              0, "says that its voltage is wrong", "say that their voltage is wrong", SUPPLY),
          new ServoFault(
              2, "is too hot", "are too hot", "Let it cool, and look for what blocks it."),
          new ServoFault(
              3,
              "says that its encoder fails",
              "say that their encoder fails",
              "Take the power away and give it again; if it stays, replace the servo."),
          new ServoFault(
              4,
              "had an electrical shock or too little power",
              "had an electrical shock or too little power",
              "Check the supply and the cables, then take the power away and give it again."),
          new ServoFault(
              5,
              "is overloaded",
              "are overloaded",
              "Take away what it pushes against, then take the power away and give it again."));

  /// In the identity.
  private static final int FIRMWARE = 6;

  private static final int LOWEST_VOLTAGE = 34;

  /// In the state, which begins with the torque switch.
  private static final int HARDWARE_ERROR = 6;

  private final Roster roster;
  private final ServoState servos;
  private final int[] faults;
  private int alerts;
  private int explained;
  private boolean fastFailed;
  private boolean fastMust;

  DynamixelHealth(Roster roster) {
    this.roster = roster;
    servos = new ServoState(roster, DynamixelModel::title);
    faults = new int[roster.size()];
  }

  void identity(int place, DynamixelStatus status) {
    servos.identity(place, status.word(0), status.at(FIRMWARE), status.word(LOWEST_VOLTAGE));
  }

  /// Whether all are known, and all know the fast sync read.
  boolean allFast() {
    if (servos.known() != roster.everybody()) {
      return false;
    }
    for (int i = 0; i < faults.length; i++) {
      if (!DynamixelModel.fast(servos.models()[i], servos.firmware()[i])) {
        return false;
      }
    }
    return true;
  }

  void state(int place, DynamixelStatus status) {
    servos.torque(place, status.at(0) != 0);
    int now = status.at(HARDWARE_ERROR);
    servos.news(now != faults[place]);
    faults[place] = now;
    explained |= 1 << place;
  }

  void supply(int place, DynamixelStatus status) {
    servos.voltage(place, status.word(0));
  }

  /// A servo has answered, and said whether its hardware is in trouble.
  void said(int place, boolean alert) {
    alerts = servos.with(alerts, place, alert);
    if (!alert) {
      servos.news(faults[place] != 0);
      faults[place] = 0;
      explained &= ~(1 << place);
    }
  }

  /// Of which servos it is known why they alert.
  int explained() {
    return explained;
  }

  void stranger(int id, int model) {
    servos.stranger(id, model);
  }

  void released(int done, int left) {
    servos.released(done, left);
  }

  /// @param must whether the rig file asks for it, so that there is nothing else
  void fastFailed(boolean must) {
    servos.news(!fastFailed);
    fastFailed = true;
    fastMust = must;
  }

  DeviceReport report(long nowNanos) {
    return servos.report(nowNanos, this::model, this::firmwares, this::concerns);
  }

  private String model() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < faults.length; i++) {
      if ((servos.known() & 1 << i) != 0) {
        counts.merge(DynamixelModel.title(servos.models()[i]), 1, Integer::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((title, count) -> parts.add(count + " × " + title));
    return String.join(", ", parts);
  }

  private String firmwares() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < faults.length; i++) {
      if ((servos.known() & 1 << i) != 0) {
        counts.merge(servos.firmware()[i], 1, Integer::sum);
      }
    }
    return String.join(", ", counts.keySet().stream().map(String::valueOf).toList());
  }

  private List<Concern> concerns() {
    List<Concern> concerns = servos.presence();
    FAULTS.forEach(fault -> fault.concerns(roster, fault.among(faults), concerns));
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
    servos.power(SUPPLY, concerns);
    if (fastFailed) {
      concerns.add(
          new Concern(
              "The servos did not answer a fast sync read"
                  + (fastMust ? "." : "; they are now read the plain way."),
              "If all are there, say plain in the setting reading; it costs some milliseconds."));
    }
    return concerns;
  }
}
