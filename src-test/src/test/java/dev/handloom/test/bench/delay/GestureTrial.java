package dev.handloom.test.bench.delay;

import dev.handloom.device.delay.GestureMatch;
import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.delay.HandTrack;
import dev.handloom.device.delay.ImageMotion;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.lucid.GloveInstrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.scene.SceneArtist;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// The scripted person makes a gesture before a camera: one workplace drawn by a seed, with noise
/// in the picture and in the device, and a planted delay between the two.
///
/// @param plantedNanos by which the device's times are too late
record GestureTrial(String look, HandGesture what, double plantedNanos, GestureMatch match) {
  private static final double[] FRAMES_HZ = {15, 25, 30, 30, 60};
  private static final double[] DEVICE_HZ = {50, 60, 100, 100, 120, 200, 500};
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  /// Prime to the length of a line, so that no pattern stands still.
  private static final int GRAINS = 100_003;

  private static final double LOOK_SECONDS = 0.4;
  private static final double HEAD_VIEW = 1.22;

  boolean measured() {
    return done(match);
  }

  double errorNanos() {
    return Math.abs(match.laterNanos() - plantedNanos);
  }

  boolean within() {
    return errorNanos() <= match.uncertaintyNanos();
  }

  /// @param seconds that the gesture goes on
  static GestureTrial of(long seed, double seconds, boolean evenly) {
    Random random = new Random(seed);
    random.nextLong();
    HandGesture what = HandGesture.values()[random.nextInt(HandGesture.values().length)];
    HandSide side =
        what == HandGesture.SQUEEZE || random.nextBoolean() ? HandSide.RIGHT : HandSide.LEFT;
    double fps = FRAMES_HZ[random.nextInt(FRAMES_HZ.length)];
    double hz = DEVICE_HZ[random.nextInt(DEVICE_HZ.length)];
    double exposure = 0.9 / fps * random.nextDouble();
    double pixelNoise = 4 * random.nextDouble();
    double valueNoise = 0.004 * random.nextDouble();
    double planted = -200e6 + random.nextDouble() * 900e6;
    ScriptedPerson person = new ScriptedPerson(seed);
    long start = (long) (1e9 + random.nextDouble() * 40e9);
    person.ask(what, side, evenly, start);
    Filming filming = new Filming(person, random, start, fps, exposure, pixelNoise);
    List<Channel> channels = new ArrayList<>();
    int count = values(person.at(start), what, side, person, start).length;
    for (int i = 0; i < count; i++) {
      channels.add(
          what == HandGesture.SHAKE
              ? new Channel("c" + i, Unit.RADIAN_PER_SECOND, -35, 35)
              : new Channel("c" + i, Unit.RATIO, 0, 1));
    }
    HandTrack hand = new HandTrack(StreamSpec.signal("hand/values", channels, hz, null));
    double rateNoise = what == HandGesture.SHAKE ? 20 * valueNoise : valueNoise;
    GestureMatch match = GestureMatch.of(filming.image.trace(), hand, 0);
    int i = 0;
    // As the window does: it looks again and again, and ends with the first clear answer.
    for (double now = LOOK_SECONDS; now < seconds && !done(match); now += LOOK_SECONDS) {
      filming.until(now);
      for (; i < now * hz; i++) {
        long at = start + (long) ((i + 0.1 * random.nextDouble()) / hz * 1e9);
        double[] values = values(person.at(at), what, side, person, at);
        for (int c = 0; c < values.length; c++) {
          values[c] += rateNoise * random.nextGaussian();
        }
        hand.add(at + (long) (planted + 0.5e6 * random.nextGaussian()), values);
      }
      match = GestureMatch.of(filming.image.trace(), hand, filming.image.offMiddle());
    }
    return new GestureTrial(
        String.format(
            Locale.ROOT,
            "seed %d: %s%s, %.0f fps, %.0f ms exposed, noise %.1f, device %.0f Hz, noise %.4f,"
                + " off middle %.2f",
            seed,
            what,
            evenly ? " evenly" : "",
            fps,
            exposure * 1e3,
            pixelNoise,
            hz,
            valueNoise,
            filming.image.offMiddle()),
        what,
        planted,
        match);
  }

  private static boolean done(GestureMatch match) {
    return match.said() == GestureMatch.Said.CLEAR && match.movements() >= GestureMatch.WANTED;
  }

  /// Two moments of each exposure are laid over each other: motion is blurred.
  private static final class Filming {
    private final ImageMotion image = new ImageMotion(WIDTH, HEIGHT, 0);
    private final SceneArtist artist = new SceneArtist(WIDTH, HEIGHT, HEAD_VIEW);
    private final byte[] early = new byte[WIDTH * HEIGHT * 4];
    private final byte[] late = new byte[early.length];
    private final ScriptedPerson person;
    private final Random random;
    private final long start;
    private final double fps;
    private final double exposure;
    private final double[] grains;
    private final Quat tilt;
    private final Quat turn;
    private final Vec3 shift;
    private int taken;

    Filming(
        ScriptedPerson person,
        Random random,
        long start,
        double fps,
        double exposure,
        double noise) {
      this.person = person;
      this.random = random;
      this.start = start;
      this.fps = fps;
      this.exposure = exposure;
      grains = random.doubles(GRAINS).map(_ -> noise * random.nextGaussian()).toArray();
      tilt = Quat.about(new Vec3(1, 0, 0), 0.3 * random.nextDouble() - 0.1);
      turn = Quat.about(new Vec3(0, 1, 0), 0.4 * random.nextDouble() - 0.2);
      shift = new Vec3(0, 0.12 * random.nextDouble(), 0.15 * random.nextDouble());
    }

    void until(double seconds) {
      for (; taken < seconds * fps; taken++) {
        long at = start + (long) ((taken + 0.02 * random.nextDouble()) / fps * 1e9);
        for (int half = -1; half <= 1; half += 2) {
          Moment moment = person.at(at + (long) (half * exposure * 0.25e9));
          Pose head = moment.head();
          Pose camera =
              new Pose(head.position().plus(shift), turn.times(head.rotation()).times(tilt).unit());
          artist.draw(moment, camera, half < 0 ? early : late, 0);
        }
        int grain = random.nextInt(GRAINS);
        for (int b = 0; b < early.length; b++) {
          double mean = ((early[b] & 0xFF) + (late[b] & 0xFF)) / 2.0;
          early[b] = (byte) Math.clamp(Math.round(mean + grains[(grain + b) % GRAINS]), 0, 255);
        }
        image.add(at, ByteBuffer.wrap(early));
      }
    }
  }

  private static double[] values(
      Moment moment, HandGesture what, HandSide side, ScriptedPerson person, long at) {
    return switch (what) {
      case FIST -> {
        double[] bends = new double[Finger.values().length];
        for (Finger finger : Finger.values()) {
          bends[finger.ordinal()] = GloveInstrument.bend(finger, moment.angles(side));
        }
        yield bends;
      }
      case SQUEEZE -> new double[] {moment.gripperWidthMetres() / 0.085};
      case SHAKE -> {
        long span = 5_000_000;
        Quat before = person.at(at - span).wrist(side).rotation();
        Quat turned = before.inverse().times(person.at(at + span).wrist(side).rotation());
        double rate = (turned.w() < 0 ? -2 : 2) / (2 * span / 1e9);
        yield new double[] {rate * turned.x(), rate * turned.y(), rate * turned.z()};
      }
    };
  }
}
