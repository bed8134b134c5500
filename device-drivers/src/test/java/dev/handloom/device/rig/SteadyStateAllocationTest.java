package dev.handloom.device.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.handloom.device.driver.frames.FrameHeader;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.stream.FrameFormat;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From the bytes of the link to the sample in the ring, drivers allocate nothing once they run.
class SteadyStateAllocationTest {
  private static final int SAMPLES = 40_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /// The virtual machine may book a few objects of its own on our thread.
  private static final double BYTES_PER_SAMPLE = 0.5;

  private static void allocatesNothing(String driver, Map<String, String> settings, byte[] packet)
      throws Exception {
    DeviceConfig config = new DeviceConfig("it", driver, "it", "test:it", settings, 1);
    DeviceDriver reader = new Drivers().of(config);
    List<LiveStream> streams = reader.streams(config).stream().map(LiveStream::of).toList();
    var clock = reader.clock(config);
    List<StreamWriter> writers =
        streams.stream().map(stream -> new StreamWriter(stream, clock, new BadFrames())).toList();
    DriverSession session = reader.begin(config, new Echo(packet), writers);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double perSample = Double.MAX_VALUE;
    long rounds = 0;
    // Steady is what comes once the virtual machine has compiled the way.
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (perSample > BYTES_PER_SAMPLE && System.nanoTime() < end) {
      long before = threads.getCurrentThreadAllocatedBytes();
      pump(session);
      long after = threads.getCurrentThreadAllocatedBytes();
      perSample = (double) (after - before) / SAMPLES;
      rounds++;
    }
    assertEquals(rounds * SAMPLES, streams.getFirst().health().received());
    assertTrue(perSample < BYTES_PER_SAMPLE, driver + ": " + perSample + " bytes a sample");
  }

  private static void pump(DriverSession session) throws Exception {
    for (int i = 0; i < SAMPLES; i++) {
      session.pump();
    }
  }

  @Test
  void gloves() throws Exception {
    allocatesNothing(
        "lucidglove",
        Map.of("splay", "true"),
        "A1B2C3D4E5F6G7P0(AB)1(BB)2(CB)3(DB)4(EB)5\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void lines() throws Exception {
    allocatesNothing(
        "line",
        Map.of("columns", "t_us,seq,a,b"),
        "123456,17,3.25,-4\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void frames() throws Exception {
    FrameFormat format = new FrameFormat(16, 16, FrameFormat.Pixels.BGRA);
    byte[] frame = new byte[FrameHeader.BYTES + format.capacity()];
    new FrameHeader().write(frame, 0, 1, 1000, format, format.capacity());
    allocatesNothing("frames", Map.of("width", "16", "height", "16"), frame);
  }

  /// Says the same packet at every read.
  private record Echo(byte[] packet) implements ByteLink {
    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
      System.arraycopy(packet, 0, into, offset, packet.length);
      return packet.length;
    }

    @Override
    public long arrivalNanos() {
      return System.nanoTime();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public String title() {
      return "echo";
    }

    @Override
    public void close() {}
  }
}
