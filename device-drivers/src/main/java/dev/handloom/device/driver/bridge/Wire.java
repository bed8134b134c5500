package dev.handloom.device.driver.bridge;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.MessageLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Where messages come from, whole; answers go back as far as the link can.
sealed interface Wire {
  /// The largest datagram there is, and more than a message needs.
  int LARGEST = 1 << 16;

  /// What came.
  interface Taker {
    /// A message; its bytes are the wire's and only for now.
    void message(byte[] bytes, int offset, int length, long arrivalNanos);

    /// A line that was too long to be one.
    void tooLong(byte[] bytes, int length, long arrivalNanos);
  }

  /// Waits a little for messages.
  void pump(Taker taker, int waitMillis) throws IOException;

  /// Messages that the link threw away, so far.
  long lost();

  void answer(String text) throws IOException;

  /// Datagrams, ZeroMQ, WebSocket.
  record Messages(MessageLink link, byte[] message) implements Wire {
    Messages(MessageLink link) {
      this(link, new byte[LARGEST]);
    }

    @Override
    public void pump(Taker taker, int waitMillis) throws IOException {
      int length = link.receive(message, waitMillis);
      if (length != MessageLink.NOTHING) {
        taker.message(message, 0, length, link.arrivalNanos());
      }
    }

    @Override
    public long lost() {
      return link.lostMessages();
    }

    @Override
    public void answer(String text) throws IOException {
      link.sendText(text);
    }
  }

  /// A line is a message.
  final class Lines implements Wire {
    private final ByteLink link;
    private final byte[] block = new byte[1 << 13];
    private final byte[] line = new byte[LARGEST];
    private int length;
    private boolean tooLong;

    Lines(ByteLink link) {
      this.link = link;
    }

    @Override
    public void pump(Taker taker, int waitMillis) throws IOException {
      int got = link.read(block, 0, block.length, waitMillis);
      long arrival = link.arrivalNanos();
      for (int i = 0; i < got; i++) {
        byte b = block[i];
        if (b != '\n') {
          if (length == LARGEST) {
            tooLong = true;
          } else {
            line[length++] = b;
          }
          continue;
        }
        if (length > 0 && line[length - 1] == '\r') {
          length--;
        }
        int whole = length;
        length = 0;
        if (tooLong) {
          tooLong = false;
          taker.tooLong(line, whole, arrival);
        } else if (whole > 0) {
          taker.message(line, 0, whole, arrival);
        }
      }
    }

    @Override
    public long lost() {
      return 0;
    }

    @Override
    public void answer(String text) throws IOException {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      link.write(bytes, 0, bytes.length);
    }
  }
}
