package dev.handloom.device.driver.udcap;

import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.List;

/// Takes datagrams and publishes the hands in them.
final class UdcapSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  private final MessageLink link;
  private final List<Integer> hands;
  private final List<StreamWriter> streams;
  private final UdcapDecoder decoder = new UdcapDecoder();
  private final byte[] datagram = new byte[1 << 16];

  UdcapSession(MessageLink link, List<Integer> hands, List<StreamWriter> streams) {
    this.link = link;
    this.hands = hands;
    this.streams = streams;
  }

  @Override
  public void pump() throws IOException {
    int length = link.receive(datagram, WAIT_MILLIS);
    if (length == MessageLink.NOTHING) {
      return;
    }
    long arrival = link.arrivalNanos();
    if (!decoder.accept(datagram, length)) {
      streams.getFirst().bad(datagram, 0, length, arrival);
      return;
    }
    StreamWriter first = null;
    for (int i = 0; i < hands.size(); i++) {
      int hand = hands.get(i);
      if (!decoder.has(hand)) {
        continue;
      }
      StreamWriter stream = streams.get(i);
      System.arraycopy(decoder.values(hand), 0, stream.values(), 0, UdcapDecoder.ANGLES);
      if (first == null) {
        first = stream;
        stream.publish(Sample.NO_TICKS, arrival);
      } else {
        stream.publishBeside(first);
      }
    }
  }
}
