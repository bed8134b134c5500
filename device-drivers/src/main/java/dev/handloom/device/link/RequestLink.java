package dev.handloom.device.link;

import java.io.IOException;

/// A device that is asked: HTTP, and what else lives under the same address.
public non-sealed interface RequestLink extends Link {
  /// What came back.
  ///
  /// @param status 200 when all is well
  /// @param sentNanos studio time at which the request was sent
  /// @param arrivalNanos studio time at which the answer began to come
  record Answer(int status, String contentType, byte[] body, long sentNanos, long arrivalNanos) {
    /// Whether the device did as it was asked.
    public boolean good() {
      return status >= 200 && status < 300;
    }
  }

  /// Asks for a path below the link's address.
  ///
  /// @param mostBytes a longer answer is refused
  /// @throws IOException when nobody answers in time
  Answer get(String path, int mostBytes, int waitMillis) throws IOException;

  /// Sends something to a path below the link's address.
  Answer post(String path, String contentType, byte[] body, int mostBytes, int waitMillis)
      throws IOException;

  /// An answer that goes on and on.
  record Running(String contentType, ByteLink bytes) {}

  /// Opens an answer that goes on, as cameras send their pictures.
  ///
  /// @throws IOException when nobody answers in time, or not with what was asked for
  Running stream(String path, int waitMillis) throws IOException;

  /// Opens a WebSocket on the same host.
  MessageLink webSocket(String path) throws IOException;
}
