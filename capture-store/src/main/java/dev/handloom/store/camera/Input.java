package dev.handloom.store.camera;

import java.util.Map;

/// What the video library is to open.
///
/// @param format its name of a kind of input; empty to let it find out
/// @param url as the library wants it; may hold a password
/// @param shown the same for a person, without
/// @param options of the library, by name
/// @param openNanos how long opening may take
/// @param silenceNanos how long nothing may come; then the camera is opened anew
record Input(
    String format,
    String url,
    String shown,
    Map<String, String> options,
    long openNanos,
    long silenceNanos) {
  Input {
    options = Map.copyOf(options);
  }

  @Override
  public String toString() {
    return shown;
  }
}
