package dev.handloom.app.cue;

import java.util.List;

/// Something to be heard: tones that differ in pitch and rhythm, and a word.
public enum Cue {
  COUNT("", new Note(880, 90)),
  RECORDING("Recording", new Note(660, 120), new Note(990, 220)),
  SAVED("Saved", new Note(990, 120), new Note(660, 220)),
  RESET("Reset", new Note(520, 120), new Note(520, 120)),
  READY("Ready", new Note(660, 150)),
  NOT_READY("Not ready", new Note(330, 350)),
  /// A take that was to begin did not, or is not on the disk as it should be.
  FAILED("Not recorded", new Note(440, 150), new Note(330, 150), new Note(220, 300)),
  /// The poses of a calibration; each is told as the one before has been held.
  FLAT("Flat hand"),
  SPREAD("Spread"),
  FIST("Fist"),
  THUMB_ACROSS("Thumb across"),
  PINCH_INDEX("Pinch index"),
  PINCH_MIDDLE("Pinch middle"),
  PINCH_RING("Pinch ring"),
  PINCH_LITTLE("Pinch little"),
  WRIST("Bend the wrist up"),
  REST("Let the hand go loose"),
  /// The steps of an arm.
  ZERO_POSE("Zero pose"),
  SWEEP_JOINT("Sweep the next joint"),
  BEND_JOINT("Bend it"),
  CALIBRATED("Done", new Note(660, 120), new Note(880, 120), new Note(1100, 260)),
  ALARM(
      "A device is silent",
      new Note(1200, 130),
      new Note(0, 60),
      new Note(1200, 130),
      new Note(0, 60),
      new Note(1200, 130));

  /// @param hertz 0 for a rest
  record Note(int hertz, int millis) {}

  private final String word;

  // An unchangeable list.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Note> notes;

  /// A pose.
  Cue(String word) {
    this(word, new Note(780, 140));
  }

  Cue(String word, Note... notes) {
    this.word = word;
    this.notes = List.of(notes);
  }

  /// What a voice says; empty for nothing.
  public String word() {
    return word;
  }

  List<Note> notes() {
    return notes;
  }
}
