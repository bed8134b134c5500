package dev.handloom.device.driver.bus;

import java.io.IOException;
import java.util.List;

/// The lasting part of the control tables of an arm's servos. Talks on a link of its own, while no
/// driver does.
public interface ServoMemory {
  /// How servos of one kind take their homing offset.
  ///
  /// @param sign what is reported is the encoder's position and so many times the offset
  /// @param steps of a turn
  /// @param most the largest offset that can be kept, either way
  record Kind(int sign, int steps, int most) {}

  Kind kind();

  /// Asks each servo.
  ///
  /// @throws IOException if one does not answer; it is named
  List<ServoEntry> read() throws IOException;

  /// Writes one servo's entry, after taking the power from its motor, and reads it back.
  ///
  /// @return what the servo says afterwards, which is the entry
  /// @throws IOException if it does not answer or does not take it
  ServoEntry write(ServoEntry entry) throws IOException;

  /// What was read back, if it is what was written.
  static ServoEntry taken(ServoEntry written, ServoEntry back) throws IOException {
    if (!back.equals(written)) {
      throw new IOException(
          "Servo "
              + written.id()
              + " keeps something else than was written: offset "
              + back.homing()
              + ", limits "
              + back.low()
              + " to "
              + back.high());
    }
    return back;
  }
}
