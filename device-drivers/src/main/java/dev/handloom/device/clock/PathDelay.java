package dev.handloom.device.clock;

/// How long a sample takes, at the least, from being measured to being in our hands.
///
/// @param leastNanos the usual least delay; taken off every capture time
/// @param uncertaintyNanos how far the least delay of one device may be from that
/// @param origin where the figures come from: measured on this device, a driver's default; begins
///   with one of the words of [Knowledge], which episodes keep
public record PathDelay(long leastNanos, long uncertaintyNanos, String origin) {
  /// Nobody measured.
  static final String ASSUMED = "assumed, not measured";

  public static final String RIG_FILE = "from the rig file";

  static final String MEASURED = "measured on this device";
  static final String OF_ITS_KIND = "measured on its kind";

  /// What a driver assumes until somebody measures.
  public static PathDelay assumed(double leastMillis, double uncertaintyMillis) {
    return new PathDelay((long) (leastMillis * 1e6), (long) (uncertaintyMillis * 1e6), ASSUMED);
  }

  /// How well a delay is known.
  public enum Knowledge {
    /// A driver's guess.
    UNCALIBRATED("uncalibrated"),
    /// Measured on other devices of the kind.
    OF_ITS_KIND("known of its kind"),
    /// A person wrote it into the rig file.
    STATED("from the rig file"),
    /// Measured on this device.
    MEASURED("measured");

    private final String words;

    Knowledge(String words) {
      this.words = words;
    }

    /// In lower case, for a person.
    public String words() {
      return words;
    }
  }

  public Knowledge knowledge() {
    if (origin.startsWith(MEASURED)) {
      return Knowledge.MEASURED;
    }
    if (origin.startsWith(OF_ITS_KIND)) {
      return Knowledge.OF_ITS_KIND;
    }
    return origin.startsWith(RIG_FILE) ? Knowledge.STATED : Knowledge.UNCALIBRATED;
  }
}
