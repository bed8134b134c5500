package dev.handloom.device.rig;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says given bytes to a real driver in a real rig and keeps what came of it.
public final class Conversation {
  private final List<LiveStream> streams;
  private final String answers;

  private Conversation(List<LiveStream> streams, String answers) {
    this.streams = streams;
    this.answers = answers;
  }

  /// Lets a driver read the pieces, one a read, until it asks for more.
  public static Conversation of(String driver, Map<String, String> settings, List<byte[]> pieces)
      throws Exception {
    Script script = new Script(pieces);
    DeviceConfig config = new DeviceConfig("it", driver, "it", "test:it", settings, 7);
    RigFile file = new RigFile("Test", 1, List.of(config));
    try (Rig rig =
        new Rig(file, new Drivers(), Links.ofThisMachine().with("test", rest -> script))) {
      rig.connect();
      if (!script.drained.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("The driver did not read everything");
      }
      return new Conversation(rig.devices().getFirst().streams(), script.written());
    }
  }

  /// The same bytes in pieces of random lengths.
  public static List<byte[]> split(byte[] bytes, Random random, int longest) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(longest));
      byte[] piece = new byte[length];
      System.arraycopy(bytes, at, piece, 0, length);
      pieces.add(piece);
      at += length;
    }
    return pieces;
  }

  /// Everything published on a stream: sequence, device ticks, values, and a sum over the payload.
  public List<String> samples(int stream) {
    List<String> all = new ArrayList<>();
    LiveStream live = streams.get(stream);
    RingReader reader = live.ring().readerFromOldest();
    Sample sample = new Sample(live.spec());
    while (reader.poll(sample)) {
      long sum = 0;
      for (int i = 0; i < sample.payloadLength; i++) {
        sum = 31 * sum + sample.payload.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i);
      }
      String ticks =
          sample.deviceTicks == Sample.NO_TICKS ? "-" : String.valueOf(sample.deviceTicks);
      all.add(
          sample.sequence
              + " "
              + ticks
              + " "
              + java.util.Arrays.toString(sample.values)
              + (sample.payloadLength > 0 ? " " + sample.payloadLength + "/" + sum : ""));
    }
    return all;
  }

  public long bad() {
    return streams.getFirst().health().badFrames();
  }

  public long lost() {
    return streams.getFirst().health().lost();
  }

  /// What the driver wrote.
  public String answers() {
    return answers;
  }

  private static final class Script implements Link {
    private final Queue<byte[]> pieces;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch drained = new CountDownLatch(1);

    Script(List<byte[]> pieces) {
      this.pieces = new ArrayDeque<>(pieces);
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
      byte[] next = pieces.poll();
      if (next == null) {
        drained.countDown();
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        return 0;
      }
      if (next.length > length) {
        throw new IllegalArgumentException("A piece is larger than the driver reads");
      }
      System.arraycopy(next, 0, into, offset, next.length);
      return next.length;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      written.write(bytes, offset, length);
    }

    synchronized String written() {
      return written.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Override
    public String title() {
      return "script";
    }

    @Override
    public void close() {}
  }
}
