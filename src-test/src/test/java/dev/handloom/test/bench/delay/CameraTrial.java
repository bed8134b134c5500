package dev.handloom.test.bench.delay;

import dev.handloom.device.sim.screen.FilmedScreen;
import dev.handloom.device.timecode.Hindrance;
import dev.handloom.device.timecode.Picture;
import dev.handloom.device.timecode.PulseLog;
import dev.handloom.device.timecode.QrWords;
import dev.handloom.device.timecode.TimeCodeReader;
import dev.handloom.device.timecode.TimeCodeResult;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A camera of known delay films a screen: one workplace drawn by a seed.
///
/// @param frameNanos between two pictures
/// @param plantedNanos by which the camera's capture times are too late
/// @param foundNanos what the time code says of that
/// @param result all that it says; null where too few pictures could be read
/// @param pictures that were taken
record CameraTrial(
    String look,
    double frameNanos,
    double plantedNanos,
    double foundNanos,
    @Nullable TimeCodeResult result,
    int pictures) {
  private static final double[] RATES = {15, 25, 30, 30, 60};
  private static final double[] REFRESHES = {50, 59.94, 60, 60, 75, 120, 144};
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SESSION = 0x1234;
  private static final int QR_EVERY = 30;

  double errorNanos() {
    return Math.abs(foundNanos - plantedNanos);
  }

  double errorFrames() {
    return errorNanos() / frameNanos;
  }

  boolean within() {
    return errorNanos() <= statedNanos();
  }

  boolean measured() {
    return result != null;
  }

  double statedNanos() {
    return result == null ? Double.NaN : result.uncertaintyNanos();
  }

  static CameraTrial of(long seed, int pictures) {
    Random random = new Random(seed);
    random.nextLong();
    double fps = RATES[random.nextInt(RATES.length)];
    double refresh = REFRESHES[random.nextInt(REFRESHES.length)];
    double frame = 1e9 / fps;
    long exposure = (long) (1e6 + random.nextDouble() * (Math.min(30e6, 0.9 * frame) - 1e6));
    long readout = random.nextBoolean() ? 0 : (long) (random.nextDouble() * 0.7 * frame);
    long screen = (long) (random.nextDouble() * 45e6);
    double[] corners = {0.10, 0.20, 0.90, 0.20, 0.10, 0.80, 0.90, 0.80};
    for (int i = 0; i < corners.length; i++) {
      corners[i] += 0.06 * (2 * random.nextDouble() - 1);
    }
    double white = 0.25 + 0.7 * random.nextDouble();
    double[] hidden = random.nextInt(4) == 0 ? new double[] {-1, 12, 9, 19} : new double[0];
    FilmedScreen.Look look =
        new FilmedScreen.Look(
            corners,
            exposure,
            readout,
            screen,
            white,
            0.01 + 0.07 * random.nextDouble(),
            1 + 6 * random.nextDouble(),
            random.nextInt(3),
            hidden);
    double planted = -20e6 + random.nextDouble() * 170e6;
    PulseLog pulses = new PulseLog();
    FilmedScreen film = new FilmedScreen(WIDTH, HEIGHT, look, pulses, seed);
    TimeCodeReader reader = new TimeCodeReader(pulses, SESSION);
    Picture picture = new Picture(WIDTH, HEIGHT);
    double period = 1e9 / refresh;
    double start = 5e9;
    double pulse = start;
    boolean[] qr = new QrWords(SESSION, (long) (start / 1e6)).modules();
    Map<Hindrance, Integer> hindered = new EnumMap<>(Hindrance.class);
    double first = start + 2e9 + random.nextDouble() * frame;
    for (int i = 0; i < pictures; i++) {
      long mid = (long) (first + i * frame * (1 + 3e-5));
      // The window goes on by its pulses, some of which it misses.
      while (pulse < mid + 120e6) {
        long count = pulses.add((long) (pulse + 0.4e6 * random.nextDouble()));
        if (count % QR_EVERY == 0) {
          qr = new QrWords(SESSION, (long) (pulse / 1e6)).modules();
        }
        pulse += random.nextInt(200) == 0 ? 2 * period : period;
      }
      film.film(mid, qr, picture.light);
      Hindrance why = reader.read(picture, mid + (long) (planted + 0.3e6 * random.nextGaussian()));
      hindered.merge(why, 1, Integer::sum);
      if (why == Hindrance.NO_CODE && i > pictures / 2 && reader.pictures() == 0) {
        break;
      }
    }
    TimeCodeResult result = reader.result();
    String words =
        String.format(
            Locale.ROOT,
            "seed %d: %.0f Hz filmed at %.0f fps, %.1f ms exposed, %.1f ms read out%s",
            seed,
            refresh,
            fps,
            exposure / 1e6,
            readout / 1e6,
            (hidden.length == 0 ? "" : ", a corner hidden") + ", pictures " + hindered);
    return new CameraTrial(
        words,
        frame,
        planted,
        result == null ? Double.NaN : result.laterNanos() - screen,
        result,
        pictures);
  }
}
