package dev.handloom.device.sim.grabette;

import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The gripper's server: reads two 12-bit encoders and an inertial unit fifty times a second, keeps
/// the last 500 readings for whoever asks, and tells the newest ten times a second to whoever
/// listens.
public final class GrabetteInstrument implements Instrument {
  private static final int PACKET = 1024;
  private static final int KEPT = 500;
  private static final int STATE_EVERY = 5;
  private static final long EPOCH_MILLIS = 1_780_000_000_000L;
  private static final double STEP = 2 * Math.PI / 4096;
  private static final double GRAVITY = 9.81;
  private static final long INSTANT_NANOS = 2_000_000;

  /// From fully open to shut.
  private static final double PROXIMAL_TRAVEL = 0.9;

  private static final double DISTAL_TRAVEL = 0.5;

  /// A reading as the history has it.
  private record Reading(long number, String imu, String angle) {}

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final boolean keepsHistory;
  private final Deque<Reading> readings = new ArrayDeque<>();
  private long number;

  /// @param keepsHistory newer firmware does
  public GrabetteInstrument(ScriptedPerson person, long seed, boolean keepsHistory) {
    this.person = person;
    this.keepsHistory = keepsHistory;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public boolean text() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    double shut = 1 - Math.clamp(moment.gripperWidthMetres() / Table.GRIPPER_OPEN, 0, 1);
    double proximal = encoder(PROXIMAL_TRAVEL * shut);
    double distal = encoder(DISTAL_TRAVEL * shut);
    String millis = millis(deviceMicros);
    double[] imu = imu(sinceStartNanos, moment.gripper());
    String accel = list(imu, 0);
    String gyro = list(imu, 3);
    number++;
    readings.addLast(
        new Reading(
            number,
            "{\"t\":" + millis + ",\"a\":" + accel + ",\"g\":" + gyro + "}",
            "{\"t\":" + millis + ",\"p\":" + proximal + ",\"d\":" + distal + "}"));
    if (readings.size() > KEPT) {
      readings.removeFirst();
    }
    if (keepsHistory || number % STATE_EVERY != 0) {
      return 0;
    }
    byte[] state =
        ("{\"imu\":{\"timestamp_ms\":"
                + millis
                + ",\"accel\":"
                + accel
                + ",\"gyro\":"
                + gyro
                + "},\"angle\":{\"timestamp_ms\":"
                + millis
                + ",\"proximal\":"
                + proximal
                + ",\"distal\":"
                + distal
                + "},\"capture\":{\"is_capturing\":false,\"is_starting\":false,\"session_id\":null,"
                + "\"duration_seconds\":0.0,\"frame_count\":0,\"imu_sample_count\":0,"
                + "\"angle_sample_count\":0}}")
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(state, 0, into, 0, state.length);
    return state.length;
  }

  private static String millis(long deviceMicros) {
    return String.format(
        Locale.ROOT, "%d.%03d", EPOCH_MILLIS + deviceMicros / 1000, deviceMicros % 1000);
  }

  private double encoder(double angle) {
    return STEP * Math.round(angle / STEP + 0.4 * random.nextGaussian());
  }

  /// From where the gripper is now, was an instant ago, and an instant before that.
  private double[] imu(long nanos, Pose now) {
    Pose before = person.at(Math.max(0, nanos - INSTANT_NANOS)).gripper();
    Pose earlier = person.at(Math.max(0, nanos - 2 * INSTANT_NANOS)).gripper();
    double dt = INSTANT_NANOS / 1e9;
    Vec3 acceleration =
        now.position()
            .minus(before.position())
            .minus(before.position().minus(earlier.position()))
            .times(1 / (dt * dt))
            .plus(new Vec3(0, GRAVITY, 0));
    Vec3 felt = now.rotation().inverse().rotate(acceleration);
    Quat turn = before.rotation().inverse().times(now.rotation());
    Vec3 rate = new Vec3(turn.x(), turn.y(), turn.z()).times((turn.w() < 0 ? -2 : 2) / dt);
    double[] imu = {felt.x(), felt.y(), felt.z(), rate.x(), rate.y(), rate.z()};
    for (int i = 0; i < imu.length; i++) {
      imu[i] += (i < 3 ? 0.03 : 0.004) * random.nextGaussian();
    }
    return imu;
  }

  private static String list(double[] values, int from) {
    return String.format(
        Locale.ROOT, "[%.5f,%.5f,%.5f]", values[from], values[from + 1], values[from + 2]);
  }

  @Override
  public WebAnswer asked(
      String method, String target, byte[] body, long sinceStartNanos, long deviceMicros) {
    String path = "/api/state/history";
    if (!keepsHistory || !method.equals("GET")) {
      return WebAnswer.NOT_FOUND;
    }
    if (target.equals("/api/replay/status")) {
      return json("{\"active\":false,\"episode_id\":null}");
    }
    if (!target.startsWith(path)) {
      return WebAnswer.NOT_FOUND;
    }
    long cursor = 0;
    int equals = target.indexOf("cursor=");
    if (equals > 0) {
      try {
        cursor = Long.parseLong(target.substring(equals + "cursor=".length()));
      } catch (NumberFormatException e) {
        return new WebAnswer(422, "application/json", new byte[0]);
      }
    }
    long from = cursor;
    var asked = readings.stream().filter(reading -> reading.number() > from).toList();
    return json(
        "{\"imu\":["
            + asked.stream().map(Reading::imu).collect(Collectors.joining(","))
            + "],\"angle\":["
            + asked.stream().map(Reading::angle).collect(Collectors.joining(","))
            + "],\"cursor\":"
            + number
            + ",\"gen\":0}");
  }

  private static WebAnswer json(String text) {
    return new WebAnswer(200, "application/json", text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void restarted() {
    readings.clear();
    number = 0;
  }
}
