package dev.handloom.device.driver.stretchsense;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads frames and publishes the hands in them.
final class HandEngineSession implements DriverSession, FrameDecoder.Taker {
  private static final int WAIT_MILLIS = 100;

  /// After so many frames a hand that never was in one will not be.
  private static final int ENOUGH = 100;

  private final ByteLink link;
  private final Map<Hand, StreamWriter> writers = new EnumMap<>(Hand.class);
  private final StreamWriter first;
  private final @Nullable StreamWriter timecode;
  private final FrameDecoder frames = new FrameDecoder();
  private final HandDecoder decoder = new HandDecoder();
  private final Set<Hand> came = EnumSet.noneOf(Hand.class);
  private final byte[] block = new byte[1 << 15];
  private int count;
  private long arrivalNanos;
  private int shown = -1;
  private DeviceReport report = DeviceReport.NOTHING;

  HandEngineSession(
      ByteLink link, List<Hand> hands, List<StreamWriter> streams, boolean withTimecode) {
    this.link = link;
    for (int i = 0; i < hands.size(); i++) {
      writers.put(hands.get(i), streams.get(i));
    }
    first = streams.getFirst();
    timecode = withTimecode ? streams.getLast() : null;
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(block, 0, block.length, WAIT_MILLIS);
    arrivalNanos = link.arrivalNanos();
    frames.accept(block, got, this);
  }

  @Override
  public boolean frame(byte[] bytes, int offset, int length) {
    if (!decoder.accept(bytes, offset, length)) {
      return false;
    }
    count = Math.min(count + 1, ENOUGH);
    StreamWriter before = null;
    for (Map.Entry<Hand, StreamWriter> hand : writers.entrySet()) {
      if (!decoder.has(hand.getKey())) {
        continue;
      }
      came.add(hand.getKey());
      StreamWriter writer = hand.getValue();
      double[] values = decoder.values(hand.getKey());
      System.arraycopy(values, 0, writer.values(), 0, values.length);
      before = publish(writer, before);
    }
    if (timecode != null && before != null && !Double.isNaN(decoder.timecodeSeconds())) {
      timecode.values()[0] = decoder.timecodeSeconds();
      timecode.values()[1] = decoder.frameRate();
      timecode.publishBeside(before);
    }
    return true;
  }

  private StreamWriter publish(StreamWriter writer, @Nullable StreamWriter before) {
    if (before == null) {
      writer.publish(Sample.NO_TICKS, arrivalNanos);
      return writer;
    }
    writer.publishBeside(before);
    return before;
  }

  @Override
  public void garbage(byte[] bytes, int offset, int length) {
    first.bad(bytes, offset, length, arrivalNanos);
  }

  @Override
  public DeviceReport report() {
    int now = came.size() + (count == ENOUGH ? 10 : 0);
    if (now != shown) {
      shown = now;
      List<Concern> concerns = new ArrayList<>();
      for (Hand hand : writers.keySet()) {
        if (count == ENOUGH && !came.contains(hand)) {
          concerns.add(
              new Concern(
                  "Hand Engine sends no " + hand.stream().replace('-', ' '),
                  "Turn that glove on in Hand Engine, or set hands in the rig file"));
        }
      }
      report = new DeviceReport("StretchSense Hand Engine", "", "", Double.NaN, concerns);
    }
    return report;
  }
}
