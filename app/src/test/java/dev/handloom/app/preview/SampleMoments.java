package dev.handloom.app.preview;

import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.MotionScore;
import dev.handloom.preview.monitor.PictureScore;
import dev.handloom.preview.monitor.Reading;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.session.ChannelTrace;
import dev.handloom.preview.session.DreamCell;
import dev.handloom.preview.session.DreamStrip;
import dev.handloom.preview.session.ModelCard;
import dev.handloom.preview.session.PlacedPlan;
import dev.handloom.preview.session.Playhead;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewState;
import dev.handloom.preview.session.PreviewTiming;
import dev.handloom.preview.session.TrustReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Moments of a preview as one would be: a disc that wanders, joints that swing.
final class SampleMoments {
  static final long NOW = 100_000_000_000L;
  static final double STEP = 1.0 / 15;
  static final int STEPS = 16;
  private static final long STEP_NANOS = Math.round(STEP * 1e9);
  private static final int SIDE = 64;
  private static final List<String> JOINTS =
      List.of(
          "left-glove/fingers.index_curl",
          "left-glove/fingers.middle_curl",
          "right-glove/fingers.index_curl",
          "right-glove/fingers.thumb_curl",
          "gripper/width.width");

  private SampleMoments() {}

  static PreviewMoment running() {
    return moment(PreviewState.RUNNING, "", false, true, Reading.NOMINAL);
  }

  static PreviewMoment stale() {
    return moment(PreviewState.RUNNING, "", true, true, Reading.BOTH_OFF);
  }

  static PreviewMoment away() {
    return moment(
        PreviewState.AWAY, "The model says: RuntimeError: CUDA out of memory", true, true, null);
  }

  static PreviewMoment opening() {
    return moment(PreviewState.OPENING, "reading 3 of 12 episodes", false, false, null);
  }

  /// A disc in a room, further right the later it is.
  static Picture picture(double at, int hue) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    double x = 14 + 30 * at;
    double y = 34 + 10 * Math.sin(3 * at);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int i = 3 * (row * SIDE + column);
        boolean disc = Math.hypot(column - x, row - y) < 8;
        rgb[i] = (byte) (disc ? 230 : 60 + row / 2);
        rgb[i + 1] = (byte) (disc ? 140 + hue : 70 + column / 2);
        rgb[i + 2] = (byte) (disc ? 40 : 90);
      }
    }
    return new Picture(SIDE, SIDE, rgb);
  }

  static DreamStrip strip(int come) {
    List<DreamCell> cells = new ArrayList<>();
    for (String camera : List.of("head-camera/video", "wrist-camera/video")) {
      int hue = camera.startsWith("head") ? 0 : 60;
      Picture last = picture(0, hue);
      for (int i = 0; i < 4; i++) {
        double ahead = 4 * (i + 1) * STEP;
        Picture truth = i < come ? picture(0.8 * ahead, hue) : null;
        Picture dream = picture(i == 2 ? 0.1 : 0.75 * ahead, hue);
        cells.add(
            new DreamCell(
                camera,
                ahead,
                NOW + Math.round(ahead * 1e9),
                last,
                dream,
                truth,
                truth == null ? null : PictureScore.of(last, dream, truth),
                truth == null ? null : MotionScore.of(last, dream, truth),
                false));
      }
    }
    return new DreamStrip(NOW - 800_000_000L, cells);
  }

  private static double swing(int joint, double seconds) {
    return 2000 + 900 * Math.sin(1.7 * seconds + joint) + 40 * Math.sin(11 * seconds);
  }

  static PlacedPlan plan(double agoSeconds, double off) {
    float[][] rows = new float[STEPS][JOINTS.size()];
    for (int row = 0; row < STEPS; row++) {
      for (int joint = 0; joint < JOINTS.size(); joint++) {
        double t = -agoSeconds + (row + 1) * STEP;
        rows[row][joint] = (float) (swing(joint, t) + off * row * 12);
      }
    }
    long captured = NOW - Math.round(agoSeconds * 1e9);
    Prediction prediction =
        new Prediction(
            captured,
            captured + 2_000_000,
            captured + 16_000_000,
            rows,
            JOINTS,
            STEP,
            List.<Dream>of(),
            List.of(),
            new float[0],
            Double.NaN,
            12,
            Map.of());
    return new PlacedPlan(
        prediction, 0.2, new double[] {12, 30, 8, 51, 0.9}, 0.31, STEPS / 2, new double[0]);
  }

  private static List<ChannelTrace> traces(boolean person) {
    List<ChannelTrace> traces = new ArrayList<>();
    int count = person ? 46 : 31;
    for (int joint = 0; joint < JOINTS.size(); joint++) {
      long[] nanos = new long[count];
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        nanos[i] = NOW + (i - 30) * STEP_NANOS;
        values[i] = (float) swing(joint, (i - 30) * STEP);
      }
      traces.add(new ChannelTrace(JOINTS.get(joint), "counts", joint, 400, nanos, values));
    }
    return traces;
  }

  private static TrustReading reading(
      String name,
      double value,
      String unit,
      double limit,
      TrustLevel level,
      String words,
      String detail) {
    boolean known = !Double.isNaN(limit);
    return new TrustReading(
        name,
        value,
        unit,
        0.8 * limit,
        limit,
        known ? 0.05 : Double.NaN,
        known ? 36 : 0,
        level,
        words,
        detail);
  }

  private static PreviewMoment moment(
      PreviewState state, String reason, boolean stale, boolean known, @Nullable Reading reading) {
    Papers papers =
        new Papers("Nearest episode", List.of(), JOINTS, STEP, List.of(-2, 0), false, Map.of());
    ModelCard card =
        new ModelCard(
            papers,
            "1",
            "3f9a7702c41e55aa90bd",
            "Processor: it needs no other",
            STEP,
            STEPS,
            List.of(4, 8, 12, 16),
            true);
    DreamStrip strip = known ? strip(3) : null;
    List<PlacedPlan> earlier = new ArrayList<>();
    for (int i = 8; i > 0 && known; i--) {
      earlier.add(plan(0.15 + 0.14 * i, i % 3 - 1));
    }
    return new PreviewMoment(
        known ? 2 : 1,
        state,
        reason,
        state == PreviewState.AWAY
            ? "Traceback (most recent call last):\n  …\nRuntimeError: CUDA out of memory"
            : "",
        known ? card : null,
        new Playhead(true, 0, 0, NOW, true, 1),
        null,
        known ? plan(0.15, 0.4) : null,
        stale,
        earlier,
        strip,
        strip,
        strip == null ? List.of() : List.of(strip),
        known ? traces(false) : List.of(),
        known
            ? List.of(
                reading("Dream", 0.21, "", 0.8, TrustLevel.USUAL, "dream as usual", "0.53 s ahead"),
                reading("Motion", 1.4, "", 1.1, TrustLevel.ALARM, "motion differs", ""),
                reading(
                    "Plan",
                    0.2,
                    "spreads",
                    Double.NaN,
                    TrustLevel.UNCALIBRATED,
                    "from plan to plan",
                    ""),
                reading(
                    "Scene",
                    0.81,
                    "",
                    0.9,
                    TrustLevel.UNUSUAL,
                    "scene less familiar than usual",
                    "head-camera/video"),
                reading(
                    "Person",
                    Double.NaN,
                    "spreads",
                    Double.NaN,
                    TrustLevel.UNKNOWN,
                    "not known yet",
                    ""))
            : List.of(),
        reading,
        Bands.NONE,
        new PreviewTiming(12.1, 14.2, 38, 1.4, 2.2, 14.8, 420, 418, 2, 0));
  }
}
