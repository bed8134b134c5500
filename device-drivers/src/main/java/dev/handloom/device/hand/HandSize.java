package dev.handloom.device.hand;

import dev.handloom.device.space.Vec3;

/// The bones of one person's hand, in metres.
///
/// @param bases per finger, where its first joint (the thumb's and the others' metacarpal) sits in
///   a *left* wrist's frame; a right hand mirrors X
/// @param bones per finger, bone lengths from that joint to the tip: three of the thumb, four of
///   the others
public record HandSize(Vec3[] bases, double[][] bones) {
  /// An adult hand of middling size, about 185 mm from wrist to middle fingertip.
  public static final HandSize ADULT = scaled(1.0);

  /// The adult hand, larger or smaller as a whole.
  public static HandSize scaled(double factor) {
    Vec3[] bases = {
      new Vec3(0.024, -0.012, -0.018).times(factor),
      new Vec3(0.018, 0.000, -0.022).times(factor),
      new Vec3(0.005, 0.002, -0.022).times(factor),
      new Vec3(-0.008, 0.000, -0.022).times(factor),
      new Vec3(-0.019, -0.004, -0.021).times(factor)
    };
    double[][] bones = {
      {0.046, 0.034, 0.027},
      {0.068, 0.042, 0.026, 0.022},
      {0.066, 0.046, 0.029, 0.023},
      {0.060, 0.042, 0.027, 0.023},
      {0.055, 0.033, 0.020, 0.020}
    };
    for (double[] finger : bones) {
      for (int i = 0; i < finger.length; i++) {
        finger[i] *= factor;
      }
    }
    return new HandSize(bases, bones);
  }
}
