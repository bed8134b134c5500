package dev.handloom.device.sim.wearer;

/// What can be wrong with a simulated glove.
///
/// @param channel the first one it touches; for a skeleton's glove an angle of the hand
public record PlantedFault(Kind kind, int channel) {
  /// What is wrong.
  public enum Kind {
    /// Says the same whatever happens.
    DEAD,
    /// Two fingers' plugs changed places.
    SWAPPED,
    /// Runs the other way.
    INVERTED,
    /// Hits its end before the joint does.
    SATURATED,
    /// Ten times its proper noise and more.
    NOISY,
    /// The glove shifts on the hand in the middle.
    SLIPPING,
    /// Everything wanders as it warms up.
    WARMING
  }
}
