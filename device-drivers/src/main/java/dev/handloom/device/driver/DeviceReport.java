package dev.handloom.device.driver;

import java.util.List;

/// What a device says of itself, as far as it does.
///
/// @param model empty if unknown
/// @param firmware empty if unknown
/// @param serialNumber empty if unknown
/// @param battery from 0 to 1; NaN if it has none or does not say
/// @param concerns what is not as it should be, though samples come
/// @param note what a person should know, though nothing is wrong; empty if there is nothing
public record DeviceReport(
    String model,
    String firmware,
    String serialNumber,
    double battery,
    List<Concern> concerns,
    String note) {
  /// It has said nothing.
  public static final DeviceReport NOTHING = new DeviceReport("", "", "", Double.NaN, List.of());

  /// Something that a person should see to.
  ///
  /// @param what happened, with figures
  /// @param remedy what to do
  public record Concern(String what, String remedy) {}

  public DeviceReport {
    concerns = List.copyOf(concerns);
  }

  /// Of a device that there is nothing else to be known about.
  public DeviceReport(
      String model, String firmware, String serialNumber, double battery, List<Concern> concerns) {
    this(model, firmware, serialNumber, battery, concerns, "");
  }

  /// The same with other concerns.
  public DeviceReport with(List<Concern> others) {
    return new DeviceReport(model, firmware, serialNumber, battery, others, note);
  }

  /// The same with another note.
  public DeviceReport noting(String other) {
    return new DeviceReport(model, firmware, serialNumber, battery, concerns, other);
  }
}
