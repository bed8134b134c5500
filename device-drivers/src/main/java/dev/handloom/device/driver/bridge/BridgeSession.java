package dev.handloom.device.driver.bridge;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes messages, publishes those that are samples, and keeps account of the others.
final class BridgeSession implements DriverSession, Wire.Taker {
  private static final int WAIT_MILLIS = 100;

  /// A count that falls back by less is a message that was overtaken; by more, a bridge that began
  /// anew.
  private static final long OVERTAKEN = 100;

  /// A larger step is a bridge that began anew, as for [StreamWriter].
  private static final long MOST_LOST_AT_ONCE = 10_000;

  private final Wire wire;
  private final StreamWriter stream;
  private final BridgeFormat format;
  private final BridgeDecoder decoder;
  private final BridgeAccount account = new BridgeAccount();
  private long lastSequence = BridgeDecoder.NO_SEQUENCE;
  private long lastTicks = Sample.NO_TICKS;
  private long lost;
  private int remarksSeen;
  private int concernsSeen;
  private DeviceReport report = DeviceReport.NOTHING;

  BridgeSession(Wire wire, StreamWriter stream, BridgeFormat format) {
    this.wire = wire;
    this.stream = stream;
    this.format = format;
    decoder = new BridgeDecoder(format);
  }

  @Override
  public void pump() throws IOException {
    wire.pump(this, WAIT_MILLIS);
    long thrownAway = wire.lost();
    if (thrownAway > lost) {
      stream.lost(thrownAway - lost);
      account.lost += thrownAway - lost;
      lost = thrownAway;
    }
  }

  @Override
  public void message(byte[] bytes, int offset, int length, long arrivalNanos) {
    account.messages++;
    switch (decoder.accept(bytes, offset, length)) {
      case BAD -> bad(bytes, offset, length, arrivalNanos, decoder.why());
      case REMARK -> {}
      case SAMPLE -> {
        String trouble = outOfOrder();
        if (trouble.isEmpty()) {
          publish(arrivalNanos);
        } else {
          bad(bytes, offset, length, arrivalNanos, trouble);
        }
      }
    }
    if (decoder.asks()) {
      answer();
    }
  }

  private void answer() {
    try {
      wire.answer(account.json(decoder.unknown()));
    } catch (IOException e) {
      // It asked over a link that goes one way, or did not wait for the answer. If the link is
      // gone, the next read says so.
    }
  }

  @Override
  public void tooLong(byte[] bytes, int length, long arrivalNanos) {
    account.messages++;
    bad(bytes, 0, length, arrivalNanos, "it is longer than " + Wire.LARGEST + " bytes");
  }

  private void bad(byte[] bytes, int offset, int length, long arrivalNanos, String why) {
    account.bad++;
    account.lastBad = why;
    stream.bad(bytes, offset, length, arrivalNanos);
  }

  /// What is wrong with the place of a message among the others; empty if nothing is.
  private String outOfOrder() {
    long sequence = decoder.sequence();
    boolean counts = lastSequence != BridgeDecoder.NO_SEQUENCE;
    if (counts && sequence == BridgeDecoder.NO_SEQUENCE) {
      return "it lacks its count, seq, which others had";
    }
    boolean begunAnew = counts && sequence < lastSequence - OVERTAKEN;
    if (counts && !begunAnew && sequence <= lastSequence) {
      return sequence == lastSequence ? "it came twice" : "a later one came before it";
    }
    // Without a count a message that is older cannot be told from a clock that was set back.
    if (format.time() != BridgeFormat.Time.NONE
        && decoder.ticks() == lastTicks
        && sequence == BridgeDecoder.NO_SEQUENCE) {
      return "it is of the same time as the one before";
    }
    return "";
  }

  private void publish(long arrivalNanos) {
    double[] from = decoder.values();
    System.arraycopy(from, 0, stream.values(), 0, from.length);
    for (int c = 0; c < from.length; c++) {
      Channel channel = format.channels().get(c);
      if (format.limited()[c] && (from[c] < channel.low() || from[c] > channel.high())) {
        account.beyond(c, from.length, channel.name());
      }
    }
    long sequence = decoder.sequence();
    if (sequence == BridgeDecoder.NO_SEQUENCE) {
      stream.publish(decoder.ticks(), arrivalNanos);
    } else {
      long step = sequence - lastSequence;
      if (lastSequence != BridgeDecoder.NO_SEQUENCE && step > 1 && step <= MOST_LOST_AT_ONCE) {
        account.lost += step - 1;
      }
      stream.publish(decoder.ticks(), arrivalNanos, sequence);
    }
    lastSequence = sequence;
    lastTicks = decoder.ticks();
    account.samples++;
  }

  @Override
  public DeviceReport report() {
    int concerns = account.version() + decoder.unknown().size();
    if (decoder.remarks() != remarksSeen || concerns != concernsSeen) {
      remarksSeen = decoder.remarks();
      concernsSeen = concerns;
      report =
          new DeviceReport(
              decoder.model(), decoder.firmware(), decoder.serial(), decoder.battery(), concerns());
    }
    return report;
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    if (!decoder.trouble().isEmpty()) {
      concerns.add(
          new Concern("The bridge says: " + decoder.trouble(), "See to it where the bridge runs"));
    }
    if (account.samples == 0 && account.bad > 0) {
      concerns.add(
          new Concern(
              "Messages come, but none is a sample: " + account.lastBad,
              "Compare the setting channels with what the bridge sends"));
    }
    if (!account.beyond().isEmpty()) {
      concerns.add(
          new Concern(
              "Values beyond low and high: " + String.join(", ", account.beyond()),
              "Check the unit that the bridge sends, or widen the range in the rig file"));
    }
    if (!decoder.unknown().isEmpty()) {
      concerns.add(
          new Concern(
              "The bridge also sends " + String.join(", ", decoder.unknown()),
              "Add to the setting channels what you want recorded"));
    }
    return concerns;
  }
}
