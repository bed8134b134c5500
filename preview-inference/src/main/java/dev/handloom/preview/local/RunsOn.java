package dev.handloom.preview.local;

/// What a model runs on.
///
/// @param device as `CPU, 2 threads`
/// @param why this one and no other, in words; empty where nobody would ask
public record RunsOn(String device, String why) {
  /// Both, for people.
  public String words() {
    return why.isEmpty() ? device : device + ": " + why;
  }
}
