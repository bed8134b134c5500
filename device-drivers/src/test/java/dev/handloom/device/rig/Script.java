package dev.handloom.device.rig;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.link.HidPort;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Function;

/// A link that says what a test wants said, as bytes, messages or reports, and keeps what the
/// driver writes. Time passes for it by a fixed step a piece, so that stamps can be told apart.
public final class Script {
  /// From piece to piece.
  public static final long STEP_NANOS = 1_000_000;

  private final Queue<byte[]> pieces;
  private final Function<byte[], List<byte[]>> answers;
  private final Map<Integer, byte[]> features = new TreeMap<>();
  private final List<byte[]> written = new ArrayList<>();
  private long arrivalNanos = System.nanoTime();
  private boolean drained;

  private Script(List<byte[]> pieces, Function<byte[], List<byte[]>> answers) {
    this.pieces = new ArrayDeque<>(pieces);
    this.answers = answers;
  }

  /// Says these, whatever the driver writes.
  public static Script saying(List<byte[]> pieces) {
    return new Script(pieces, asked -> List.of());
  }

  /// Answers each write of the driver.
  public static Script answering(Function<byte[], List<byte[]>> answers) {
    return new Script(List.of(), answers);
  }

  /// A feature report that a HID device has.
  public Script with(int number, byte[] feature) {
    features.put(number, feature);
    return this;
  }

  /// Whether the driver has asked for more than there was.
  public boolean drained() {
    return drained;
  }

  /// What the driver wrote, write by write.
  public List<byte[]> written() {
    return List.copyOf(written);
  }

  /// What the driver wrote, as text.
  public String writtenText() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    written.forEach(all::writeBytes);
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private byte[] next() {
    byte[] piece = pieces.poll();
    if (piece == null) {
      drained = true;
      return new byte[0];
    }
    arrivalNanos += STEP_NANOS;
    return piece;
  }

  private void take(byte[] bytes, int offset, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(bytes, offset, copy, 0, length);
    written.add(copy);
    pieces.addAll(answers.apply(copy));
  }

  /// As bytes without boundaries.
  public ByteLink asBytes() {
    return new Bytes();
  }

  /// As whole messages.
  public MessageLink asMessages() {
    return new Messages();
  }

  /// As reports.
  public HidLink asReports() {
    return new Reports();
  }

  /// As whatever kind a test asks for.
  public Link as(Class<? extends Link> kind) {
    if (kind == ByteLink.class) {
      return asBytes();
    }
    return kind == MessageLink.class ? asMessages() : asReports();
  }

  private final class Bytes implements ByteLink {
    private byte[] rest = new byte[0];

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
      if (rest.length == 0) {
        rest = next();
      }
      int count = Math.min(length, rest.length);
      System.arraycopy(rest, 0, into, offset, count);
      byte[] left = new byte[rest.length - count];
      System.arraycopy(rest, count, left, 0, left.length);
      rest = left;
      return count;
    }

    @Override
    public long arrivalNanos() {
      return arrivalNanos;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      take(bytes, offset, length);
    }

    @Override
    public String title() {
      return "script";
    }

    @Override
    public void close() {}
  }

  private final class Messages implements MessageLink {
    private boolean text = true;

    @Override
    public int receive(byte[] into, int waitMillis) {
      byte[] message = next();
      if (drained || message.length > into.length) {
        return NOTHING;
      }
      System.arraycopy(message, 0, into, 0, message.length);
      // No text that a device sends begins with a control character.
      text = message.length == 0 || message[0] < 0 || message[0] >= ' ';
      return message.length;
    }

    @Override
    public long arrivalNanos() {
      return arrivalNanos;
    }

    @Override
    public boolean text() {
      return text;
    }

    @Override
    public long lostMessages() {
      return 0;
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
      take(bytes, offset, length);
    }

    @Override
    public void sendText(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      take(bytes, 0, bytes.length);
    }

    @Override
    public String title() {
      return "script";
    }

    @Override
    public void close() {}
  }

  private final class Reports implements HidLink {
    @Override
    public int read(byte[] report, int waitMillis) {
      byte[] next = next();
      int length = Math.min(next.length, report.length);
      System.arraycopy(next, 0, report, 0, length);
      return length;
    }

    @Override
    public long arrivalNanos() {
      return arrivalNanos;
    }

    @Override
    public void write(byte[] report, int length) {
      take(report, 0, length);
    }

    @Override
    public int feature(int number, byte[] into) throws IOException {
      byte[] feature = features.get(number);
      if (feature == null) {
        throw new IOException("No feature report " + number);
      }
      int length = Math.min(feature.length, into.length);
      System.arraycopy(feature, 0, into, 0, length);
      return length;
    }

    @Override
    public void sendFeature(byte[] report, int length) {
      take(report, 0, length);
    }

    @Override
    public HidPort port() {
      return new HidPort("test", 0, 0, "", -1, 0, 0, "script");
    }

    @Override
    public String title() {
      return "script";
    }

    @Override
    public void close() {}
  }
}
