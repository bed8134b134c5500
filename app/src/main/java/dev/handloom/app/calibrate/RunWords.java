package dev.handloom.app.calibrate;

/// What a guided run says of itself.
public final class RunWords {
  private RunWords() {}

  public static String connecting(String device) {
    return "Connecting to " + device;
  }

  /// @param trouble of the device, if it says any
  /// @param met whether anything has ever come from it
  /// @param kept what of the run is kept; blank where nothing has been done yet
  public static String waiting(String device, String trouble, boolean met, String kept) {
    if (!met && trouble.isEmpty()) {
      return connecting(device);
    }
    return "Waiting for "
        + device
        + ". "
        + (trouble.isEmpty() ? "Nothing comes from it" : trouble)
        + (trouble.endsWith(".") ? "" : ".")
        + (kept.isEmpty() ? "" : " " + kept);
  }

  /// @param found what was worked out, as a sentence without its end
  public static String notKept(String found, Exception why) {
    return found
        + ", but the profile could not be kept. "
        + why.getMessage()
        + ". Mend that, then keep it again; it stays in memory as long as this run is open.";
  }
}
