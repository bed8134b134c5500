package dev.handloom.store.video;

/// What came of trying an encoder with pictures of one size.
///
/// @param reason why it is not used, in the words of its driver; empty when it works
/// @param heldBack pictures that it keeps to itself until later ones come
/// @param millisPerPicture by the clock; 0 when it does not work
public record EncoderTrial(
    EncoderKind kind,
    int width,
    int height,
    boolean works,
    String reason,
    int heldBack,
    double millisPerPicture) {
  static EncoderTrial refused(EncoderKind kind, int width, int height, String reason) {
    return new EncoderTrial(kind, width, height, false, reason, 0, 0);
  }
}
