package dev.handloom.calibration.camera.hand;

/// What is marked of a hand that lies flat, its palm on the sheet.
///
/// How high the back of a hand is above what it lies on is taken from usual hands, and known to a
/// fifth; how well a place is met is what people repeat it to.
public enum Landmark {
  WRIST("the middle of the wrist, where the hand bends", 36, 3.0),
  MIDDLE_TIP("the tip of the middle finger", 7, 1.2),
  INDEX_KNUCKLE("the knuckle of the index finger", 27, 2.5),
  LITTLE_KNUCKLE("the knuckle of the little finger", 23, 2.5);

  private final String words;
  private final double heightMm;
  private final double metMm;

  Landmark(String words, double heightMm, double metMm) {
    this.words = words;
    this.heightMm = heightMm;
    this.metMm = metMm;
  }

  /// What a person is asked for.
  public String words() {
    return words;
  }

  /// Of a hand of middling size, above the sheet.
  public double heightMm() {
    return heightMm;
  }

  /// The spread with which people meet it, along and across.
  double metMm() {
    return metMm;
  }
}
