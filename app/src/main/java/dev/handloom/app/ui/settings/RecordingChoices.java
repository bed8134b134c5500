package dev.handloom.app.ui.settings;

/// How a person wants to record.
///
/// @param preRollSeconds of what came before the start belong to a take, while armed
/// @param keepLastSeconds are made an episode, or marked for use, by one key
/// @param warnGigabytes free on the disk below which a person is warned
/// @param stopMegabytes free on the disk below which a take ends by itself
public record RecordingChoices(
    int preRollSeconds, int keepLastSeconds, int warnGigabytes, int stopMegabytes) {
  public static final int LONGEST_SECONDS = 30;

  /// Enough to catch what made one press the key, and to end a take and work on.
  public static final RecordingChoices DEFAULT = new RecordingChoices(5, 10, 5, 500);

  public RecordingChoices {
    preRollSeconds = Math.clamp(preRollSeconds, 0, LONGEST_SECONDS);
    keepLastSeconds = Math.clamp(keepLastSeconds, 1, LONGEST_SECONDS);
    warnGigabytes = Math.clamp(warnGigabytes, 1, 100_000);
    stopMegabytes = Math.clamp(stopMegabytes, 100, 10_000_000);
  }
}
