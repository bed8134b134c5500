package dev.handloom.store.export.lerobottwo;

/// Who a dataset of v2.1 is for.
public enum Flavour {
  PLAIN(
      "lerobot2",
      "LeRobot v2.1",
      "a table and a video for each episode, as LeRobot to 0.3 loads it"),
  GROOT(
      "gr00t",
      "GR00T",
      "LeRobot v2.1 with the slices, videos and annotations that GR00T trains on"),
  DREAMZERO(
      "dreamzero",
      "DreamZero",
      "LeRobot v2.1 with embodiment and relative statistics, all cameras of one size");

  private final String id;
  private final String words;
  private final String purpose;

  Flavour(String id, String words, String purpose) {
    this.id = id;
    this.words = words;
    this.purpose = purpose;
  }

  String id() {
    return id;
  }

  String words() {
    return words;
  }

  String purpose() {
    return purpose;
  }

  /// Whether its trainers look for slices of vectors in `modality.json`.
  boolean sliced() {
    return this != PLAIN;
  }
}
