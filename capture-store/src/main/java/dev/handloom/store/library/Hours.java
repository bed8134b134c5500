package dev.handloom.store.library;

/// What the episodes that share a name amount to. What lies in the trash does not count; of a
/// trimmed episode the part that is to be used.
///
/// @param name of the task, the person, the device…; empty where nobody said
/// @param takes how many episodes
/// @param success nanoseconds of them that were judged so; likewise the next three
public record Hours(
    String name, int takes, long nanos, long success, long fail, long unsure, long unjudged) {
  private static final double NANOS_PER_HOUR = 3.6e12;

  /// What episodes are put together by.
  public enum By {
    TASK("Task"),
    PERSON("Person"),
    /// An episode counts for each device that was in it.
    DEVICE("Device"),
    RIG("Rig"),
    VERDICT("Verdict");

    private final String title;

    By(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /// Nanoseconds as hours.
  public static double hours(long nanos) {
    return nanos / NANOS_PER_HOUR;
  }
}
