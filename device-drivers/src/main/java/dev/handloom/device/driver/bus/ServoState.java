package dev.handloom.device.driver.bus;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// What servos of any make say of themselves: who they are, whether they hold their place, and how
/// much voltage reaches them.
public final class ServoState {
  private final Roster roster;
  private final IntFunction<String> title;
  private final int[] models;
  private final int[] firmware;
  private final int[] lowestVoltage;
  private final int[] voltage;
  private final Map<Integer, Integer> strangers = new TreeMap<>();
  private int known;
  private int torque;
  private int sagging;
  private int notReleased;
  private boolean changed = true;
  private DeviceReport report = DeviceReport.NOTHING;

  /// @param title of a model number, for a person
  public ServoState(Roster roster, IntFunction<String> title) {
    this.roster = roster;
    this.title = title;
    int n = roster.size();
    models = new int[n];
    firmware = new int[n];
    lowestVoltage = new int[n];
    voltage = new int[n];
  }

  /// @param lowest voltage it is set for, in tenths; 0 if it does not say
  public void identity(int place, int model, int version, int lowest) {
    models[place] = model;
    firmware[place] = version;
    lowestVoltage[place] = lowest;
    known |= 1 << place;
    changed = true;
  }

  /// Somebody answers to an id that the rig file does not name.
  public void stranger(int id, int model) {
    strangers.put(id, model);
    changed = true;
  }

  public void torque(int place, boolean on) {
    torque = with(torque, place, on);
    notReleased &= torque | ~(1 << place);
  }

  /// @param tenths of a volt
  public void voltage(int place, int tenths) {
    voltage[place] = tenths;
    sagging = with(sagging, place, lowestVoltage[place] > 0 && tenths < lowestVoltage[place]);
  }

  /// They were told to release.
  ///
  /// @param done who did
  /// @param left who did not answer
  public void released(int done, int left) {
    torque &= ~done;
    notReleased = left;
    changed = true;
  }

  /// A mask with a place set or not; that it is another than before is news.
  public int with(int mask, int place, boolean set) {
    int now = set ? mask | 1 << place : mask & ~(1 << place);
    changed |= now != mask;
    return now;
  }

  /// There is something new to say.
  public void news(boolean is) {
    changed |= is;
  }

  /// Of whom it is known who they are.
  public int known() {
    return known;
  }

  public int[] models() {
    return models;
  }

  public int[] firmware() {
    return firmware;
  }

  /// Who has less voltage than it is set for.
  public int sagging() {
    return sagging;
  }

  /// What there is to say now; written anew only when something changed.
  public DeviceReport report(
      long nowNanos,
      Supplier<String> model,
      Supplier<String> version,
      Supplier<List<Concern>> concerns) {
    if (roster.changed(nowNanos) || changed) {
      changed = false;
      report = new DeviceReport(model.get(), version.get(), "", Double.NaN, concerns.get());
    }
    return report;
  }

  /// Who is missing, and who is there that should not be.
  public List<Concern> presence() {
    List<Concern> concerns = new ArrayList<>();
    roster.concerns(concerns);
    if (!strangers.isEmpty()) {
      List<String> who = new ArrayList<>();
      strangers.forEach((id, model) -> who.add("id " + id + " (" + title.apply(model) + ")"));
      concerns.add(
          new Concern(
              "The rig file does not name, but on the bus answers: " + String.join(", ", who) + ".",
              "Give the servo the id that it should have, or name it in the setting ids."));
    }
    return concerns;
  }

  /// Too little voltage, and motors that hold.
  public void power(String supplyRemedy, List<Concern> into) {
    if (sagging != 0) {
      into.add(lowVoltage(supplyRemedy));
    }
    if (torque != 0) {
      into.add(
          new Concern(
              roster.say(torque, "holds its place", "hold their place") + ": torque is on.",
              "Release the motors before you move the arm."));
    }
    if (notReleased != 0) {
      into.add(
          new Concern(
              roster.say(notReleased, "was", "were") + " told to release and did not answer.",
              "Take away the power before you move the arm."));
    }
  }

  private Concern lowVoltage(String remedy) {
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
        remedy);
  }
}
