package dev.handloom.device.driver.homunculus;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads lines and publishes the whole ones.
final class LineWearableSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  private final ByteLink link;
  private final StreamWriter main;
  private final @Nullable StreamWriter all;
  private final NumberLines lines;
  private final int[] indices;
  private final byte[] block = new byte[4096];

  LineWearableSession(ByteLink link, List<StreamWriter> streams, Layout layout) {
    this.link = link;
    main = streams.get(0);
    all = streams.size() > 1 ? streams.get(1) : null;
    lines = new NumberLines(layout);
    indices = layout.readings().stream().mapToInt(Reading::index).toArray();
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    for (int i = 0; i < got; i++) {
      switch (lines.accept(block[i])) {
        case MORE -> {}
        case BAD -> main.bad(lines.line(), 0, lines.lineLength(), arrival);
        case LINE -> publish(arrival);
      }
    }
  }

  private void publish(long arrival) {
    double[] values = main.values();
    for (int i = 0; i < indices.length; i++) {
      values[i] = lines.number(indices[i]);
    }
    main.publish(Sample.NO_TICKS, arrival);
    if (all != null) {
      double[] numbers = all.values();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = lines.number(i);
      }
      all.publishBeside(main);
    }
  }
}
