package dev.handloom.device.sim.instrument;

import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.timecode.ShownCode;
import org.jspecify.annotations.Nullable;

/// What a device measures and how it puts that into bytes, messages or reports. Belongs to its
/// device's thread, but for [#feature].
public interface Instrument {
  /// The most bytes a packet or an answer takes.
  int packetBytes();

  /// Measures the person now and writes a packet: some bytes, a whole message, a whole report.
  ///
  /// @param sinceStartNanos true time of the measurement
  /// @param deviceMicros the same on the device's own clock
  /// @param count samples measured before this one
  /// @return the packet's length; 0 if the device has nothing to say unless it is asked
  int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into);

  /// Whether it stands still until the host has answered its packet with a line.
  default boolean waitsForAnswer() {
    return false;
  }

  /// Whether it wants to know what the host sends, in [#heard].
  default boolean listens() {
    return false;
  }

  /// The host has sent something: bytes in any pieces, or a whole message or report.
  ///
  /// @param sinceStartNanos true time
  /// @param deviceMicros the same on the device's own clock
  default void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {}

  /// Where a device's answers go.
  @FunctionalInterface
  interface Reply {
    /// Sends an answer, no longer than [Instrument#packetBytes].
    ///
    /// @param afterNanos how long the device takes for it
    void send(byte[] bytes, int length, long afterNanos);
  }

  /// What it says first to a host whose WebSocket it has opened; empty for nothing. Called on
  /// another thread: what it returns must not change.
  default byte[] greeting() {
    return new byte[0];
  }

  /// Whether its messages are text, where a link knows that difference.
  default boolean text() {
    return false;
  }

  /// A feature report, its number first; empty if there is none of this number. Called on the
  /// host's thread: what it returns must not change.
  default byte[] feature(int number) {
    return new byte[0];
  }

  /// What an HTTP server says to a request.
  record WebAnswer(int status, String contentType, byte[] body) {
    /// There is nothing under that path.
    public static final WebAnswer NOT_FOUND = new WebAnswer(404, "text/plain", new byte[0]);
  }

  /// The host has asked over HTTP.
  ///
  /// @param target path and query
  default WebAnswer asked(
      String method, String target, byte[] body, long sinceStartNanos, long deviceMicros) {
    return WebAnswer.NOT_FOUND;
  }

  /// A camera's pictures are spoilt until then.
  default void spoil(PictureFault how, long untilSinceStartNanos) {}

  /// From now on it films a screen with a time code; called on any thread.
  ///
  /// @param code null to look at the world again
  /// @return false if it is no camera
  default boolean film(@Nullable ShownCode code) {
    return false;
  }

  /// The device lost power for a moment and begins anew.
  default void restarted() {}

  /// It was pulled out: what it has opened itself is closed.
  default void unplugged() {}

  /// Puts the origin of its space where its wearer is, as a headset's button does.
  ///
  /// @return false if it has none
  default boolean recentre() {
    return false;
  }
}
