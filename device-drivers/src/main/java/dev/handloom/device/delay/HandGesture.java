package dev.handloom.device.delay;

/// What a person does before a camera, so that a device and the picture see the same.
public enum HandGesture {
  /// For what is worn on fingers.
  FIST("Close your hand to a fist and open it again, briskly, eight times."),
  /// For what closes on things.
  SQUEEZE("Close it and open it again, briskly, eight times, its jaws large in the picture."),
  /// For what feels that it is moved.
  SHAKE("Move what it measures there and back, briskly, eight times.");

  private final String words;

  HandGesture(String words) {
    this.words = words;
  }

  /// As one says it to a person.
  public String words() {
    return words;
  }
}
