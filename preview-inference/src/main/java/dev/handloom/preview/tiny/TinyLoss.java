package dev.handloom.preview.tiny;

import dev.handloom.preview.learn.Lane;
import dev.handloom.preview.learn.Value;
import org.jspecify.annotations.Nullable;

/// How far an answer is off, and in which direction it should go. Pixels that move count most, and
/// the mask is told directly what moves: through the mixed picture alone it would learn to stay
/// shut.
final class TinyLoss {
  /// A pixel moves when one of its colours changes by more.
  static final float MOVES = 0.06f;

  private static final float PLAN = 3;
  private static final float STATE = 1;
  private static final float FRAME = 2;
  private static final float FRAME_SQUARE = 10;
  private static final float MOVING = 10;
  private static final float MASK = 0.5f;
  private static final float MASK_MOVING = 5;
  private static final float COLOUR = 1;

  /// A colour far off all others pulls no harder than this.
  private static final float SMOOTH = 0.1f;

  private final TinyNet net;
  private final float[] mask;

  TinyLoss(TinyNet net) {
    this.net = net;
    mask = new float[net.shape().pixels()];
  }

  /// Puts the slopes of the loss where the network's outputs lie.
  ///
  /// @param horizons whose dreams it went through
  /// @return the loss: of the plan, of the state, of the dream
  double[] slopes(Lane lane, Lesson lesson, int... horizons) {
    double[] loss = new double[3];
    loss[0] = plan(lane, lesson.chunk(), 1);
    int count = horizons.length;
    for (int h : horizons) {
      loss[1] +=
          1.0
              / count
              * near(
                  lane,
                  net.moves.get(h).at(),
                  lesson.futureState()[h],
                  lesson.state(),
                  STATE / count);
      loss[2] += dream(lane, lesson, h, count) / count;
    }
    return loss;
  }

  /// Of the plan alone.
  ///
  /// @param weight of the example
  double plan(Lane lane, float[] chunk, float weight) {
    return near(lane, net.plan.at(), chunk, null, weight * PLAN);
  }

  /// The mean of what each number is off, as a root near zero.
  private static double near(Lane lane, int at, float[] wanted, float @Nullable [] from, float by) {
    double sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      float off = lane.values[at + i] - (from == null ? wanted[i] : wanted[i] - from[i]);
      float root = (float) Math.sqrt(off * off + SMOOTH * SMOOTH);
      sum += root - SMOOTH;
      lane.slopes[at + i] += by * off / root / wanted.length;
    }
    return sum / wanted.length;
  }

  private double dream(Lane lane, Lesson lesson, int h, int horizons) {
    TinyShape shape = net.shape();
    Value head = net.dreams.get(h);
    float[] v = lane.values;
    byte[] was = lesson.seen()[shape.frames() - 1];
    byte[] came = lesson.future()[h];
    int pixels = shape.pixels();
    int moving = 0;
    for (int p = 0; p < pixels; p++) {
      boolean moves = false;
      for (int i = 3 * p; i < 3 * p + 3; i++) {
        moves |= Math.abs((was[i] & 0xFF) - (came[i] & 0xFF)) > MOVES * 255;
      }
      mask[p] = moves ? 1 : 0;
      moving += moves ? 1 : 0;
    }
    float each = 1f / horizons;
    float frame = each / (3 * (pixels + MOVING * moving));
    float colour = each * COLOUR / (3 * Math.max(moving, pixels / 50f));
    float shut = each * MASK / (pixels + MASK_MOVING * moving);
    double loss = 0;
    int p = 0;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++, p++) {
        int atMask = head.at(TinyNet.COLOURS, y, x);
        float logit = v[atMask] - TinyNet.MASK_BIAS;
        float open = (float) (1 / (1 + Math.exp(-logit)));
        float toOpen = 0;
        float weight = 1 + MOVING * mask[p];
        for (int c = 0; c < TinyNet.COLOURS; c++) {
          int at = head.at(c, y, x);
          float before = (was[3 * p + c] & 0xFF) / 255f;
          float truth = (came[3 * p + c] & 0xFF) / 255f;
          float drawn = v[at];
          float off = before + open * (drawn - before) - truth;
          loss += frame * weight * (FRAME * Math.abs(off) + FRAME_SQUARE * off * off);
          float slope = frame * weight * (FRAME * Math.signum(off) + 2 * FRAME_SQUARE * off);
          toOpen += slope * (drawn - before);
          float own = slope * open;
          if (mask[p] > 0) {
            float wrong = drawn - truth;
            loss += colour * (Math.abs(wrong) + wrong * wrong);
            own += colour * (Math.signum(wrong) + 2 * wrong);
          }
          lane.slopes[at] += own;
        }
        float weigh = shut * (1 + MASK_MOVING * mask[p]);
        // The logarithm of the mask's share, without losing it near 0 and 1.
        loss +=
            weigh * (Math.max(logit, 0) - logit * mask[p] + Math.log1p(Math.exp(-Math.abs(logit))));
        lane.slopes[atMask] += weigh * (open - mask[p]) + toOpen * open * (1 - open);
      }
    }
    return loss * horizons;
  }
}
