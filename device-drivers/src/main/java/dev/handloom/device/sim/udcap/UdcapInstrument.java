package dev.handloom.device.sim.udcap;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Sends both hands in one datagram, flexion below zero as HandDriver has it.
public final class UdcapInstrument implements Instrument {
  private static final int PACKET = 1 << 13;
  private static final double NOISE_DEGREES = 0.3;

  /// The number of a finger's last joint; those before it follow upwards. The thumb's root stands
  /// apart.
  private static final int[] TIPS = {0, 4, 8, 12, 16};

  private static final int THUMB_ROOT = 20;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final double[] degrees = new double[21];

  public UdcapInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    StringBuilder text = new StringBuilder(2048);
    text.append("UDCAP ").append(count).append(" {\"DeviceName\":\"UDXGlove\",\"Parameter\":[");
    hand(text, 'l', moment.angles(HandSide.LEFT));
    text.append(',');
    hand(text, 'r', moment.angles(HandSide.RIGHT));
    byte[] bytes = text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, 0, bytes.length);
    return bytes.length;
  }

  private void hand(StringBuilder text, char side, double[] angles) {
    for (Finger finger : Finger.values()) {
      int tip = TIPS[finger.ordinal()];
      int a = HandAngles.index(finger, 0);
      // From the tip to the root: the joints' flexion, then the abduction.
      degrees[tip] = -Math.toDegrees(angles[a + 3]);
      degrees[tip + 1] = -Math.toDegrees(angles[a + 2]);
      degrees[tip + 2] = -Math.toDegrees(angles[a]);
      int root = finger == Finger.THUMB ? THUMB_ROOT : tip + 3;
      degrees[root] = Math.toDegrees(angles[a + 1]);
    }
    degrees[3] = 0;
    for (int i = 0; i < degrees.length; i++) {
      text.append(i == 0 ? "" : ",").append("{\"Name\":\"").append(side).append(i);
      text.append("\",\"Value\":");
      text.append(
          String.format(Locale.ROOT, "%.2f", degrees[i] + NOISE_DEGREES * random.nextGaussian()));
      text.append('}');
    }
  }
}
