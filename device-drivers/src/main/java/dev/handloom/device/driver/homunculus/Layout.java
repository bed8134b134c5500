package dev.handloom.device.driver.homunculus;

import dev.handloom.device.stream.Channel;
import java.util.List;

/// What the lines of a device look like.
///
/// @param numbers on a line
/// @param more whether more may follow, which nobody looks at
/// @param converters so many of them are readings of a converter, 0 to 4095; the others can be any
///   number of 16 bits with its sign
/// @param readings what is recorded, in order
record Layout(int numbers, boolean more, int converters, List<Reading> readings) {
  Layout {
    readings = List.copyOf(readings);
  }

  List<Channel> channels() {
    return readings.stream().map(Reading::channel).toList();
  }

  int low(int index) {
    return index < converters ? 0 : Short.MIN_VALUE;
  }

  int high(int index) {
    return index < converters ? Reading.MOST_COUNTS : Short.MAX_VALUE;
  }
}
