package dev.handloom.device.sim.bridge;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A glove that measures twenty joints in degrees, as a bridge program sends it on. Each joint has
/// a gain and an offset that a calibration has to find.
public final class BridgeInstrument implements Instrument {
  private static final int PACKET = 2048;
  private static final double NOISE_DEGREES = 0.15;
  private static final long REMARK_EVERY = 240;

  /// As a healthy hand reaches and a sensor strays beyond; stands in the rig file too.
  static final double LOW_DEGREES = -90;

  static final double HIGH_DEGREES = 150;

  private static final String[][] JOINTS = {
    {"cmc_flex", "cmc_abd", "mcp", "ip"},
    {"mcp", "spread", "pip", "dip"}
  };

  private final HandSide side;
  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final double[] gains = new double[HandAngles.COUNT];
  private final double[] offsets = new double[HandAngles.COUNT];

  public BridgeInstrument(HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    random = new Random(seed);
    for (int i = 0; i < HandAngles.COUNT; i++) {
      gains[i] = 0.92 + 0.16 * random.nextDouble();
      offsets[i] = 8 * random.nextDouble() - 4;
    }
  }

  /// The names that it sends, in the order of [HandAngles].
  static String[] names() {
    String[] names = new String[HandAngles.COUNT];
    for (Finger finger : Finger.values()) {
      String[] joints = JOINTS[finger == Finger.THUMB ? 0 : 1];
      for (int a = 0; a < HandAngles.PER_FINGER; a++) {
        names[HandAngles.index(finger, a)] = finger.word() + "_" + joints[a];
      }
    }
    return names;
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean text() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double[] angles = person.at(sinceStartNanos).angles(side);
    StringBuilder text = new StringBuilder(1024);
    text.append("{\"v\":1,\"seq\":").append(count).append(",\"t_us\":").append(deviceMicros);
    if (count % REMARK_EVERY == 0) {
      text.append(",\"about\":{\"model\":\"Simulated glove\",\"battery\":0.8}");
    }
    text.append(",\"values\":");
    String between = "{";
    String[] names = names();
    for (int i = 0; i < names.length; i++) {
      double degrees =
          offsets[i] + gains[i] * Math.toDegrees(angles[i]) + NOISE_DEGREES * random.nextGaussian();
      text.append(between).append('"').append(names[i]).append("\":");
      text.append(
          String.format(Locale.ROOT, "%.3f", Math.clamp(degrees, LOW_DEGREES, HIGH_DEGREES)));
      between = ",";
    }
    byte[] bytes = text.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, 0, bytes.length);
    return bytes.length;
  }
}
