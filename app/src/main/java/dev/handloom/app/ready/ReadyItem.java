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
    DISK
  }

  /// For the episode.
  public String sentence() {
    return subject + ": " + words;
  }
}
