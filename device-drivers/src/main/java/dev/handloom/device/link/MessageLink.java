package dev.handloom.device.link;

import java.io.IOException;
import java.net.InetAddress;

/// Messages that keep their boundaries: UDP datagrams, WebSocket messages.
public non-sealed interface MessageLink extends Link {
  /// No message came in the given time. Other than a length of 0, which a message may have.
  int NOTHING = -1;

  /// Waits for a whole message, for at most the given time. One that is larger than the array is
  /// thrown away and counted in [#lostMessages].
  ///
  /// @return its length, or [#NOTHING]
  /// @throws IOException when the other side is gone
  int receive(byte[] into, int waitMillis) throws IOException;

  /// Studio time at which the first byte of the last received message was in the studio's hands.
  long arrivalNanos();

  /// Whether the last received message was marked as text. A datagram never is.
  boolean text();

  /// Messages thrown away since the link was opened: too large, or too many at once.
  long lostMessages();

  /// Sends a message. May come from another thread than the one that receives.
  ///
  /// @throws IOException when it cannot be sent, or there is nobody to send it to yet
  void send(byte[] bytes, int offset, int length) throws IOException;

  /// Sends a message marked as text, where the link knows that difference.
  void sendText(String text) throws IOException;

  /// This computer, as the other side may reach it, where the link knows.
  default InetAddress here() {
    return InetAddress.getLoopbackAddress();
  }
}
