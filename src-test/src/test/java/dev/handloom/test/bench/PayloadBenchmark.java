package dev.handloom.test.bench;

import static dev.handloom.test.bench.Benchmarks.line;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.episode.LogSchemas;
import dev.handloom.store.mcap.McapOutput;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.SampleForm;
import dev.handloom.store.payload.SpecCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What a sample costs in our own message and in the published one: processor time from the sample
/// to the packed chunk, and bytes in the file. No disk.
final class PayloadBenchmark implements Benchmarks.Benchmark {
  private static final int SAMPLES = 200_000;
  private static final int ROUNDS = 7;
  private static final long PERIOD_NANOS = 1_000_000L;

  /// One run.
  private record Cost(double nanos, double bytes, double allocated) {}

  @Override
  public int run(List<String> options) throws Exception {
    compare("5 angles at 1 kHz", joints(5));
    compare("20 angles at 1 kHz", joints(20));
    compare("a pose at 1 kHz", StreamSpec.signal("t/pose", pose(), 1000, DeviceTicks.MICROS_64));
    compare("a hand of 26 joints at 1 kHz", HandPose.spec("g/hand", 1000, "bench"));
    return 0;
  }

  private static StreamSpec joints(int count) {
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(new Channel("joint_number_" + i, Unit.RADIAN, -4, 4));
    }
    return StreamSpec.signal("arm/joints", channels, 1000, DeviceTicks.MICROS_64);
  }

  private static List<Channel> pose() {
    List<Channel> channels = new ArrayList<>();
    for (String part : List.of("x", "y", "z", "qx", "qy", "qz", "qw")) {
      channels.add(new Channel(part, part.length() == 1 ? Unit.METRE : Unit.NONE, -9, 9));
    }
    return channels;
  }

  private static void compare(String what, StreamSpec spec) throws IOException {
    Cost[] own = new Cost[ROUNDS];
    Cost[] published = new Cost[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      own[round] = write(spec, Form.OWN);
      published[round] = write(spec, Form.of(spec));
    }
    Cost before = median(own);
    Cost after = median(published);
    line(
        what,
        "%.0f → %.0f ns a sample (%.2f×), %.1f → %.1f bytes (%.3f×), %.3f bytes allocated",
        before.nanos(),
        after.nanos(),
        after.nanos() / before.nanos(),
        before.bytes(),
        after.bytes(),
        after.bytes() / before.bytes(),
        after.allocated());
  }

  private static Cost median(Cost[] costs) {
    Arrays.sort(costs, (a, b) -> Double.compare(a.nanos(), b.nanos()));
    return costs[costs.length / 2];
  }

  private static Cost write(StreamSpec spec, Form form) throws IOException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    PayloadWriter payload = new PayloadWriter(new StudioClock.Anchor(0, 1_790_000_000L << 30, 0));
    SampleForm made = SampleForm.of(spec, form);
    Nowhere nowhere = new Nowhere();
    McapWriter out = McapWriter.over(nowhere, McapWriterOptions.recording());
    int channel = new LogSchemas(out).channel(form.schema(), "/s", SpecCodec.write(spec));
    Sample sample = new Sample(spec);
    double[][] walk = walk(spec.channels().size());
    long cpu = threads.getCurrentThreadCpuTime();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    for (int n = 0; n < SAMPLES; n++) {
      sample.captureNanos = n * PERIOD_NANOS + (n * 7919L & 0x3FFF);
      sample.arrivalNanos = sample.captureNanos + 700_000 + (n * 104_729L & 0x1FFFF);
      sample.boundNanos = 1_200_000;
      sample.deviceTicks = n * 1000L;
      sample.sequence = n;
      System.arraycopy(walk[n & walk.length - 1], 0, sample.values, 0, sample.values.length);
      payload.sample(made, sample);
      out.message(
          channel,
          n,
          sample.arrivalNanos,
          sample.captureNanos,
          payload.bytes(),
          0,
          payload.length());
    }
    out.flush();
    double nanos = (double) (threads.getCurrentThreadCpuTime() - cpu) / SAMPLES;
    double taken = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / SAMPLES;
    double bytes = (double) out.writtenBytes() / SAMPLES;
    out.close();
    return new Cost(nanos, bytes, taken);
  }

  /// Numbers as a moving hand gives them: they change slowly, and their last digits are noise.
  private static double[][] walk(int channels) {
    Random random = new Random(42);
    double[][] out = new double[4096][channels];
    for (int n = 0; n < out.length; n++) {
      for (int i = 0; i < channels; i++) {
        out[n][i] = Math.sin(n / 300.0 + i) + 1e-4 * random.nextGaussian();
      }
    }
    return out;
  }

  private static final class Nowhere implements McapOutput {
    @Override
    public void write(ByteBuffer source, long offset) {
      source.position(source.limit());
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
  }
}
