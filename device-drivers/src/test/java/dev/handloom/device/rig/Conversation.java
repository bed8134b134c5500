package dev.handloom.device.rig;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Says something to a real driver and keeps what came of it.
public final class Conversation {
  private final DriverUnderTest driver;
  private final Script script;

  private Conversation(DriverUnderTest driver, Script script) {
    this.driver = driver;
    this.script = script;
  }

  /// Lets a driver read the pieces, one a read, until it asks for more.
  public static Conversation of(String driver, Map<String, String> settings, List<byte[]> pieces)
      throws Exception {
    return of(driver, settings, pieces, ByteLink.class);
  }

  /// The same with whole messages.
  public static Conversation messages(
      String driver, Map<String, String> settings, List<byte[]> messages) throws Exception {
    return of(driver, settings, messages, MessageLink.class);
  }

  /// The same with reports.
  public static Conversation reports(
      String driver, Map<String, String> settings, List<byte[]> reports) throws Exception {
    return of(driver, settings, reports, HidLink.class);
  }

  /// The same over a kind of link.
  public static Conversation of(
      String driver, Map<String, String> settings, List<byte[]> pieces, Class<? extends Link> kind)
      throws Exception {
    Script script = Script.saying(pieces);
    DriverUnderTest under = new DriverUnderTest(driver, settings, script.as(kind));
    while (!script.drained()) {
      under.pump();
    }
    return new Conversation(under, script);
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

  /// Everything published on a stream as text: sequence, device ticks, values, and a sum over the
  /// payload.
  public List<String> samples(int stream) {
    return driver.lines(stream);
  }

  /// Everything published on a stream.
  public List<Sample> wholeSamples(int stream) {
    return driver.samples(stream);
  }

  public long bad() {
    return driver.bad();
  }

  public BadFrames badFrames() {
    return driver.badFrames();
  }

  public long lost() {
    return driver.lost();
  }

  /// What the driver wrote.
  public String answers() {
    return script.writtenText();
  }
}
