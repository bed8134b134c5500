package dev.handloom.device.sim.doglove;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.encoderboard.BoardPacket;
import dev.handloom.device.sim.encoderboard.RotaryEncoder;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The main board: 16 encoders, and five actuators that repeat their effect until they hear of
/// another. Its regulator gives way a little under each, which shows in the reference.
final class BoardInstrument implements Instrument {
  private static final int ACTUATORS = 5;
  private static final int EFFECTS = 123;

  /// The board takes in so many bytes between two pauses of the line, and looks at the first seven.
  private static final int COMMAND = 7;

  private static final double SUPPLY_VOLTS = 3.3;
  private static final double SAG_VOLTS = 0.008;
  private static final double NOISE_VOLTS = 2e-4;
  private static final int PACKET = 76;

  /// Encoder by encoder: finger, angle of the hand, zero in degrees, sense.
  private static final int[][] JOINTS = {
    {0, 3, 90, -1},
    {0, 2, 270, 1},
    {0, 1, 180, 1},
    {0, 0, 270, 1},
    {1, 3, 90, -1},
    {1, 2, 270, 1},
    {1, 1, 180, -1},
    {2, 3, 90, -1},
    {2, 2, 270, 1},
    {2, 1, 180, -1},
    {3, 3, 90, -1},
    {3, 2, 270, 1},
    {3, 1, 180, -1},
    {4, 3, 90, -1},
    {4, 2, 270, 1},
    {4, 1, 180, -1}
  };

  private static final Finger[] FINGERS = Finger.values();

  private final HandSide side;
  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final RotaryEncoder[] encoders = new RotaryEncoder[JOINTS.length];
  private final double supply;
  private final int[] effects = new int[ACTUATORS];
  private final BoardPacket packet = new BoardPacket();

  BoardInstrument(HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    random = new Random(seed);
    for (int j = 0; j < JOINTS.length; j++) {
      encoders[j] = new RotaryEncoder(random, JOINTS[j][2] / 360.0, JOINTS[j][3]);
    }
    supply = SUPPLY_VOLTS * (0.99 + 0.02 * random.nextDouble());
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double[] angles = person.at(sinceStartNanos).angles(side);
    double now = supply + NOISE_VOLTS * random.nextGaussian();
    for (int effect : effects) {
      now -= effect >= 1 && effect <= EFFECTS ? SAG_VOLTS : 0;
    }
    packet.begin(into).word((int) Math.rint(now * 1e6));
    for (int j = 0; j < JOINTS.length; j++) {
      int angle = HandAngles.index(FINGERS[JOINTS[j][0]], JOINTS[j][1]);
      packet.volts(encoders[j].turns(angles[angle]) * now);
    }
    return packet.end(deviceMicros);
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    if (length < COMMAND || bytes[0] != 0x55 || bytes[1] != (byte) 0xAA) {
      return;
    }
    int sum = bytes[2] + bytes[3] + bytes[4] + bytes[5];
    int actuator = bytes[2] & 0xFF;
    if ((byte) sum == bytes[6] && actuator < ACTUATORS) {
      effects[actuator] = bytes[3] & 0xFF;
    }
  }

  @Override
  public void restarted() {
    Arrays.fill(effects, 0);
  }
}
