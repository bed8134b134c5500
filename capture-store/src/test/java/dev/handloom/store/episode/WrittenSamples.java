package dev.handloom.store.episode;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PayloadWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Samples of which a test knows every number, through the form in which episodes hold them.
public final class WrittenSamples {
  private WrittenSamples() {}

  public static StreamSamples of(StreamSpec spec, long[] captureNanos, double[][] values)
      throws IOException {
    StreamSamples samples = new StreamSamples(spec, false);
    PayloadWriter writer = new PayloadWriter(new StudioClock.Anchor(0, 0, 0));
    PayloadReader reader = new PayloadReader();
    Sample sample = new Sample(spec);
    for (int i = 0; i < captureNanos.length; i++) {
      sample.sequence = i;
      sample.deviceTicks = Sample.NO_TICKS;
      sample.arrivalNanos = captureNanos[i];
      sample.captureNanos = captureNanos[i];
      sample.boundNanos = 1000;
      System.arraycopy(values[i], 0, sample.values, 0, values[i].length);
      writer.sample(sample);
      reader.read(MemorySegment.ofArray(Arrays.copyOf(writer.bytes(), writer.length())));
      samples.add(reader, null);
    }
    return samples;
  }
}
