package dev.handloom.device.driver.bus;

import dev.handloom.device.driver.DeviceReport;
import java.io.IOException;

/// What is said on a bus: the questions whose answers make a sample, and those that a person wants
/// to know the answers of.
public interface Dialogue {
  /// Questions of a cycle, asked one after the other; their answers together are a sample.
  int questions();

  /// Writes a question of the cycle; returns its length.
  int question(int number, byte[] into);

  /// Looks at a frame that came after a question of the cycle, and fills in what it says. Frames of
  /// others are left alone.
  ///
  /// @return whether the question has now been answered in full
  boolean answered(int number, FrameFinder frame);

  /// A question of the cycle was not answered in full.
  void unanswered(int number);

  /// Writes a question beside the cycle if there is one to be asked now; returns its length, or 0.
  /// Its answer differs in form from those of the cycle.
  ///
  /// @param must whether it has to be one: nothing else will be asked before one was answered. 0
  ///   means that there is none, and silence is waited for
  int aside(long nowNanos, boolean must, byte[] into);

  /// Looks at a frame that came after a question beside the cycle.
  ///
  /// @return whether it has now been answered
  boolean asideAnswered(FrameFinder frame);

  /// The question beside the cycle was not answered.
  ///
  /// @return whether it should have been
  boolean asideUnanswered();

  /// Obeys the only command that there is: takes power from the motors.
  default void release(Exchange exchange) throws IOException {}

  /// The last words.
  default void end(Exchange exchange) throws IOException {}

  /// What is known of the device; a new one only when something has changed.
  DeviceReport report(long nowNanos);
}
