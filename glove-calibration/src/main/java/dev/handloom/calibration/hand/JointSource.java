package dev.handloom.calibration.hand;

/// Where the place of a joint comes from.
public enum JointSource {
  /// A sensor of the device sees this joint bend.
  MEASURED,
  /// Worked out from a neighbour that bends with it.
  INFERRED,
  /// Nothing measures it: it stands where it usually does.
  ASSUMED,
  /// The person does not have it, or the device does not speak of it.
  MISSING
}
