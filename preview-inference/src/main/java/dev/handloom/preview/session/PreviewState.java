package dev.handloom.preview.session;

/// Where a preview is.
public enum PreviewState {
  /// Not begun.
  READY("Ready"),
  /// Gets to know the model, reads the episode.
  OPENING("Opening"),
  /// Something that the model wants is not there yet, as a camera that has not come on.
  WAITING("Waiting"),
  /// Asks and gets answers.
  RUNNING("Running"),
  /// Asks nothing until it is told to.
  PAUSED("Paused"),
  /// The model is not reachable; it is tried again.
  AWAY("Not reachable"),
  /// The model and what it would be shown do not go together, or it refuses; nothing is tried until
  /// somebody does something.
  REFUSED("Refused"),
  /// Over.
  CLOSED("Closed");

  private final String word;

  PreviewState(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
