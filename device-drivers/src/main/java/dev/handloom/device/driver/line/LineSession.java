package dev.handloom.device.driver.line;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;

/// Reads lines and publishes the good ones.
final class LineSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  private final ByteLink link;
  private final StreamWriter stream;
  private final LineDecoder decoder;
  private final byte[] block = new byte[4096];

  LineSession(ByteLink link, StreamWriter stream, LineDecoder decoder) {
    this.link = link;
    this.stream = stream;
    this.decoder = decoder;
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    for (int i = 0; i < got; i++) {
      switch (decoder.accept(block[i])) {
        case MORE -> {}
        case BAD -> stream.bad(decoder.line(), 0, decoder.lineLength(), arrival);
        case SAMPLE -> publish(arrival);
      }
    }
  }

  private void publish(long arrival) {
    double[] from = decoder.values();
    System.arraycopy(from, 0, stream.values(), 0, from.length);
    if (decoder.sequence() == LineDecoder.NO_SEQUENCE) {
      stream.publish(decoder.ticks(), arrival);
    } else {
      stream.publish(decoder.ticks(), arrival, decoder.sequence());
    }
  }
}
