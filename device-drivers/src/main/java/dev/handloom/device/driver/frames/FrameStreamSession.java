package dev.handloom.device.driver.frames;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;

/// Reads frames and publishes the whole ones.
final class FrameStreamSession implements DriverSession, FrameDecoder.Sink {
  private static final int WAIT_MILLIS = 100;

  /// Large enough that a picture takes few reads, small enough to stay in the processor's cache.
  private static final int BLOCK = 1 << 18;

  private final ByteLink link;
  private final StreamWriter stream;
  private final FrameDecoder decoder;
  private final byte[] block = new byte[BLOCK];

  FrameStreamSession(ByteLink link, StreamWriter stream, FrameFormat format) {
    this.link = link;
    this.stream = stream;
    decoder = new FrameDecoder(format, stream.sample().payload, this);
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    if (got > 0) {
      decoder.accept(block, got, link.arrivalNanos());
    }
  }

  @Override
  public void frame(long sequence, long deviceMicros, long arrivalNanos, int payloadLength) {
    stream.sample().payloadLength = payloadLength;
    stream.publish(deviceMicros, arrivalNanos, sequence);
  }

  @Override
  public void bad(byte[] bytes, int offset, int length, long arrivalNanos) {
    stream.bad(bytes, offset, length, arrivalNanos);
  }
}
