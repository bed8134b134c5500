package dev.handloom.device.driver.feetech;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.bus.FrameFinder;
import dev.handloom.device.driver.bus.Roster;
import dev.handloom.device.driver.bus.ServoFault;
import dev.handloom.device.driver.bus.ServoState;
import java.util.List;
import java.util.Map;

/// What the servos say of themselves, and what of it a person should see to.
final class FeetechHealth {
  private static final ServoFault VOLTAGE_WRONG =
      new ServoFault(
          0,
          "says that its voltage is wrong",
          "say that their voltage is wrong",
          "Measure the supply under load, at the last servo too: it has to be the voltage of this"
              + " build of the servo, with current enough for all.");

  /// Bits of the error byte, as the maker's library names them.
  private static final List<ServoFault> FAULTS =
      List.of(
          VOLTAGE_WRONG,
          new ServoFault(
              1,
              "says that its angle sensor fails",
              "say that their angle sensor fails",
              "Take the power away and give it again; if it stays, replace the servo."),
          new ServoFault(
              2,
              "says that it is too hot",
              "say that they are too hot",
              "Let it cool, and look for what blocks it."),
          new ServoFault(
              3,
              "says that it draws too much current",
              "say that they draw too much current",
              "Look for what blocks it, and for damaged cables."),
          new ServoFault(
              5,
              "says that it is overloaded",
              "say that they are overloaded",
              "Release the motors, and take away what it pushes against."));

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
  private final ServoState servos;
  private final int[] errors;
  private final int[] status;
  private int manyTurns;
  private int outside;

  FeetechHealth(Roster roster, FeetechSeries series) {
    this.roster = roster;
    this.series = series;
    servos = new ServoState(roster, FeetechHealth::name);
    errors = new int[roster.size()];
    status = new int[roster.size()];
  }

  /// @param base where address 0 would be in the frame
  void identity(int place, FrameFinder frame, int base) {
    servos.identity(
        place,
        series.word(frame, base + MODEL),
        frame.at(base + FIRMWARE) << 8 | frame.at(base + FIRMWARE + 1),
        frame.at(base + LOWEST_VOLTAGE));
    // What the bit means is known of STS servos alone.
    boolean many = series == FeetechSeries.STS && (frame.at(base + PHASE) & PHASE_MANY_TURNS) != 0;
    manyTurns = servos.with(manyTurns, place, many);
  }

  /// @param base where address 0 would be in the frame
  void state(int place, FrameFinder frame, int base) {
    servos.torque(place, frame.at(base + TORQUE) != 0);
    servos.voltage(place, frame.at(base + VOLTAGE));
    int now = frame.at(base + STATUS);
    servos.news(now != status[place]);
    status[place] = now;
  }

  void errors(int place, int error) {
    servos.news(error != errors[place]);
    errors[place] = error;
  }

  void position(int place, double counts) {
    outside = servos.with(outside, place, !(counts >= 0 && counts < series.steps));
  }

  void stranger(int id, int model) {
    servos.stranger(id, model);
  }

  void released(int done, int left) {
    servos.released(done, left);
  }

  DeviceReport report(long nowNanos) {
    return servos.report(nowNanos, this::model, this::firmwares, this::concerns);
  }

  private String model() {
    int known = servos.known();
    return known == 0
        ? ""
        : Integer.bitCount(known)
            + " × "
            + name(servos.models()[first()])
            + (others(servos.models()) != 0 ? " and others" : "");
  }

  private static String name(int model) {
    return MODELS.getOrDefault(model, "model " + model);
  }

  private String firmwares() {
    return servos.known() == 0
        ? ""
        : version(servos.firmware()[first()])
            + (others(servos.firmware()) != 0 ? " and others" : "");
  }

  private static String version(int firmware) {
    return (firmware >> 8) + "." + (firmware & 0xFF);
  }

  private int first() {
    return Integer.numberOfTrailingZeros(servos.known());
  }

  /// Those who are known and differ from the first.
  private int others(int[] what) {
    int mask = 0;
    for (int i = 0; i < what.length; i++) {
      if ((servos.known() & 1 << i) != 0 && what[i] != what[first()]) {
        mask |= 1 << i;
      }
    }
    return mask;
  }

  private List<Concern> concerns() {
    List<Concern> concerns = servos.presence();
    for (ServoFault fault : FAULTS) {
      int mask = fault.among(errors) | fault.among(status);
      // Of low voltage the figures are told.
      fault.concerns(
          roster, fault.equals(VOLTAGE_WRONG) ? mask & ~servos.sagging() : mask, concerns);
    }
    servos.power(VOLTAGE_WRONG.remedy(), concerns);
    if ((manyTurns | outside) != 0) {
      concerns.add(
          new Concern(
              roster.say(manyTurns | outside, "counts", "count") + " on beyond one turn.",
              "Bit 4 of the phase (register 18) has to be cleared once with the maker's tool, and the"
                  + " arm calibrated again."));
    }
    int otherModels = others(servos.models());
    if (otherModels != 0) {
      concerns.add(
          new Concern(
              roster.say(otherModels, "is", "are")
                  + " of another model than servo "
                  + roster.id(first())
                  + ".",
              "If that is not meant, an arm of two kinds was mixed up."));
    }
    int otherFirmware = others(servos.firmware());
    if (otherFirmware != 0) {
      concerns.add(
          new Concern(
              roster.say(otherFirmware, "has", "have")
                  + " other firmware than servo "
                  + roster.id(first())
                  + ", which has "
                  + version(servos.firmware()[first()])
                  + ".",
              "Bring all servos to one version with the maker's tool."));
    }
    return concerns;
  }
}
