package dev.handloom.device.stream;

/// One number of a stream: its name, its unit, and the range it can take by construction.
public record Channel(String name, Unit unit, double low, double high) {
  public Channel {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A channel needs a name");
    }
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "Channel " + name + " has no range: " + low + " to " + high);
    }
  }
}
