package dev.handloom.device.sim.line;

import dev.handloom.device.sim.instrument.Ascii;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The encoder of a hand-held gripper over the generic line protocol: `t_us,seq,counts*XX`.
public final class GripperInstrument implements Instrument {
  /// A 12-bit magnetic encoder on the finger's pinion.
  private static final int MOST = 4095;

  private static final int PACKET = 64;
  private static final long WRAP = 1L << 32;
  private static final String[] HEX = new String[256];

  static {
    for (int i = 0; i < HEX.length; i++) {
      HEX[i] = String.format("*%02X\r\n", i);
    }
  }

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final double offset;
  private final double countsPerMetre;
  private final double eccentricity;
  private final Ascii text = new Ascii();

  public GripperInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
    offset = 250 + 300 * random.nextDouble();
    countsPerMetre = (2600 + 500 * random.nextDouble()) / Table.GRIPPER_OPEN;
    eccentricity = 6 + 8 * random.nextDouble();
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double width = person.at(sinceStartNanos).gripperWidthMetres();
    double turned = width * countsPerMetre;
    // A magnet that sits beside the axis makes a wave of one period a turn.
    double counts =
        offset
            + turned
            + eccentricity * Math.sin(2 * Math.PI * turned / MOST)
            + 0.6 * random.nextGaussian();
    text.begin(into);
    text.put(deviceMicros % WRAP).put(",").put(count % WRAP).put(",");
    text.put(Math.clamp(Math.round(counts), 0L, (long) MOST));
    int xor = 0;
    for (int i = 0; i < text.length(); i++) {
      xor ^= into[i];
    }
    return text.put(HEX[xor]).length();
  }
}
