package dev.handloom.app.ready;

/// Something that speaks against a take now.
///
/// @param subject what it is about, as people call it: "Right glove"
/// @param words what is wrong
/// @param remedy what to do
public record ReadyItem(Kind kind, String subject, String words, String remedy) {
  /// What was looked at.
  public enum Kind {
    DEVICE,
    RATE,
    CLOCK,
    CAMERA,
    CALIBRATION,
    DISK,
    /// What a camera's lens does to its pictures: good to know, and no reason to wait.
    LENS
  }

  /// Whether it is only worth knowing: nothing of the take is worse for it.
  public boolean quiet() {
    return kind == Kind.LENS;
  }

  /// For the episode.
  public String sentence() {
    return subject + ": " + words;
  }
}
