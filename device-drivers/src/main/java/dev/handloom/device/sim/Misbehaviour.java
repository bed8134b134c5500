package dev.handloom.device.sim;

import dev.handloom.device.stream.PictureFault;
import java.time.Duration;

/// What a device can do to those who rely on it.
public sealed interface Misbehaviour {
  /// Measures and counts the next samples, and sends none of them.
  record Drop(int samples) implements Misbehaviour {}

  /// Measures and sends nothing for a while; the cable stays in.
  record Stall(Duration duration) implements Misbehaviour {}

  /// The cable comes out, and goes in again after a while; the device starts anew.
  record Unplug(Duration duration) implements Misbehaviour {
    /// Until it is plugged in by [Replug].
    public static Unplug forGood() {
      return new Unplug(Duration.ofDays(365));
    }
  }

  /// The cable goes in again now.
  record Replug() implements Misbehaviour {}

  /// Sends so many bytes that mean nothing.
  record Garbage(int bytes) implements Misbehaviour {}

  /// The device's clock leaps, ahead or back.
  record JumpClock(Duration by) implements Misbehaviour {}

  /// Of the next packets only the first half is sent.
  record Cut(int packets) implements Misbehaviour {}

  /// Some bits of the next packets are turned around on the way.
  record Flip(int packets) implements Misbehaviour {}

  /// The supply sags in the middle of a packet: half of it goes out, then nothing for a while, then
  /// the device starts anew. The cable stays in.
  record BrownOut(Duration duration) implements Misbehaviour {}

  /// A camera's pictures are spoilt for a while: frozen, black, blurred; with REPEATED, each comes
  /// twice.
  record Spoil(PictureFault how, Duration duration) implements Misbehaviour {}

  /// The device's clock runs faster by so much from now on.
  record Drift(double ppm) implements Misbehaviour {}
}
