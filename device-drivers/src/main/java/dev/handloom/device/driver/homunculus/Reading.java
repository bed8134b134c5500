package dev.handloom.device.driver.homunculus;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;

/// A number of a line: where it stands, and what it can be.
record Reading(int index, String name, int low, int high) {
  /// All boards have converters of 12 bits.
  static final int MOST_COUNTS = 4095;

  static Reading converter(int index, String name) {
    return new Reading(index, name, 0, MOST_COUNTS);
  }

  Channel channel() {
    return new Channel(name, Unit.COUNT, low, high);
  }
}
