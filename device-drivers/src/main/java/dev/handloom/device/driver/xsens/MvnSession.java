package dev.handloom.device.driver.xsens;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes datagrams and publishes samples that are whole.
final class MvnSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  /// After so many datagrams without a sample, something is set up otherwise.
  private static final int ENOUGH = 50;

  private final MessageLink link;
  private final List<Segments> parts;
  private final List<StreamWriter> streams;
  private final MvnDecoder decoder;
  private final byte[] datagram = new byte[1 << 16];
  private boolean begun;
  private long begunNanos;
  private int others;
  private boolean lacks;
  private int shown = -1;
  private DeviceReport report = DeviceReport.NOTHING;

  MvnSession(
      MessageLink link, List<Segments> parts, List<StreamWriter> streams, MvnDecoder decoder) {
    this.link = link;
    this.parts = parts;
    this.streams = streams;
    this.decoder = decoder;
  }

  @Override
  public void pump() throws IOException {
    int length = link.receive(datagram, WAIT_MILLIS);
    if (length == MessageLink.NOTHING) {
      return;
    }
    long arrival = link.arrivalNanos();
    MvnDecoder.Outcome outcome = decoder.accept(datagram, length);
    if (decoder.abandoned()) {
      streams.getFirst().bad(datagram, 0, 0, arrival);
      begun = false;
    }
    switch (outcome) {
      case BAD -> {
        begun = false;
        streams.getFirst().bad(datagram, 0, length, arrival);
      }
      case OTHER -> others = Math.min(others + 1, ENOUGH);
      case MORE -> begin(arrival);
      case SAMPLE -> {
        begin(arrival);
        begun = false;
        others = 0;
        publish();
      }
    }
  }

  /// The first datagram of a sample is when it arrived.
  private void begin(long arrival) {
    if (!begun) {
      begun = true;
      begunNanos = arrival;
    }
  }

  private void publish() {
    lacks = false;
    StreamWriter first = null;
    for (int i = 0; i < parts.size(); i++) {
      Segments part = parts.get(i);
      if (!decoder.has(part)) {
        lacks = true;
        continue;
      }
      StreamWriter stream = streams.get(i);
      double[] values = decoder.values(part);
      System.arraycopy(values, 0, stream.values(), 0, values.length);
      if (first == null) {
        first = stream;
        stream.publish(decoder.ticks(), begunNanos, decoder.sample());
      } else {
        stream.publishBeside(first);
      }
    }
  }

  @Override
  public DeviceReport report() {
    int now = (others == ENOUGH ? 1 : 0) + (lacks ? 2 : 0);
    if (now != shown) {
      shown = now;
      List<Concern> concerns = new ArrayList<>();
      if (others == ENOUGH) {
        concerns.add(
            new Concern(
                "MVN sends, but no positions and quaternions of this character",
                "Choose Position + Orientation (Quaternion) in its streamer, and see which"
                    + " character it is"));
      }
      if (lacks) {
        concerns.add(
            new Concern(
                "Its samples lack what was asked for: fingers or body",
                "Turn finger tracking on in MVN, or set fingers and body in the rig file"));
      }
      report = new DeviceReport("Xsens MVN", "", "", Double.NaN, concerns);
    }
    return report;
  }
}
