package dev.handloom.calibration.gripper.sim;

/// What makes a gripper's tags hard to see.
///
/// @param exposureSeconds fingers smear over so much time
/// @param light 1 is bright, 0 is night
/// @param noise standard deviation of a pixel's brightness, in levels
/// @param oneHidden share of time in which something lies over one tag
/// @param bothHidden share of time in which it lies over both
/// @param glare spots of glare that wander over the fingers
public record Hindrance(
    String name,
    double exposureSeconds,
    double light,
    double noise,
    double oneHidden,
    double bothHidden,
    int glare) {
  public static final Hindrance NONE = new Hindrance("plain", 0.002, 1, 2, 0, 0, 0);
  public static final Hindrance SMEARED = new Hindrance("motion blur", 0.016, 1, 2, 0, 0, 0);
  public static final Hindrance DIM = new Hindrance("dim", 0.008, 0.2, 4, 0, 0, 0);
  public static final Hindrance ONE_HIDDEN =
      new Hindrance("one tag hidden", 0.004, 1, 2, 0.6, 0, 0);
  public static final Hindrance BOTH_HIDDEN =
      new Hindrance("both hidden at times", 0.004, 1, 2, 0.3, 0.2, 0);
  public static final Hindrance GLARE = new Hindrance("glare", 0.004, 1, 2, 0, 0, 3);
  public static final Hindrance ALL = new Hindrance("all of it", 0.012, 0.5, 4, 0.25, 0.08, 2);
}
