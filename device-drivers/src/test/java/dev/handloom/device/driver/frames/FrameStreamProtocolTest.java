package dev.handloom.device.driver.frames;

import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.stream.FrameFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameStreamProtocolTest {
  private static final FrameFormat FORMAT = new FrameFormat(4, 4, FrameFormat.Pixels.BGRA);

  private static byte[] picture(Random random, int number) {
    byte[] bytes = new byte[FrameHeader.BYTES + FORMAT.capacity()];
    random.nextBytes(bytes);
    new FrameHeader().write(bytes, 0, number, number * 33_333L, FORMAT, FORMAT.capacity());
    return bytes;
  }

  @Test
  void bearsWhatComes() throws Exception {
    // The check sum guards the header alone: a picture that is cut short takes from the next.
    ProtocolProperties.of(
            "frames", Map.of("width", "4", "height", "4"), FrameStreamProtocolTest::picture)
        .cutFramesMayBeGood()
        .hold();
  }
}
