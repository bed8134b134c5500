package dev.handloom.preview.tiny;

/// Adds up by how much answers are off, and by how much standing still and the last picture are.
final class Tally {
  /// The dream of the own plan, and of what was really done.
  static final int OWN = 1;

  static final int TOLD = 2;
  private static final int OVER_ALL = 3;

  private final Lessons lessons;
  private final TinyShape shape;
  private int count;
  private double action;
  private double still;

  // Squared errors: of the last picture, the own dream, the told dream; over moving, over all.
  private final double[][] squares;
  private final double[] moving;
  private final double[] state;
  private final double[] stateStill;

  Tally(Lessons lessons) {
    this.lessons = lessons;
    shape = lessons.shape();
    int horizons = shape.horizons();
    squares = new double[horizons][2 * OVER_ALL];
    moving = new double[horizons];
    state = new double[horizons];
    stateStill = new double[horizons];
  }

  /// A number of the body.
  interface Body {
    float at(int channel);
  }

  /// Once for each example.
  void plan(Lesson lesson, float[] plan) {
    count++;
    for (int a = 0; a < plan.length; a++) {
      action += Math.abs(plan[a] - lesson.chunk()[a]);
      still += Math.abs(lessons.still(a % shape.actions()) - lesson.chunk()[a]);
    }
  }

  void body(Lesson lesson, int horizon, Body expected) {
    float[] came = lesson.futureState()[horizon];
    for (int s = 0; s < came.length; s++) {
      state[horizon] += Math.abs(expected.at(s) - came[s]);
      stateStill[horizon] += Math.abs(lesson.state()[s] - came[s]);
    }
  }

  /// @param kind with [#OWN] the last picture is judged too
  void dream(Lesson lesson, int horizon, float[] dreamt, int kind) {
    byte[] was = lesson.seen()[lesson.seen().length - 1];
    byte[] came = lesson.future()[horizon];
    double[] into = squares[horizon];
    int pixels = shape.pixels();
    for (int p = 0; p < pixels; p++) {
      double copied = 0;
      double off = 0;
      boolean moves = false;
      for (int c = 0; c < TinyNet.COLOURS; c++) {
        int before = was[3 * p + c] & 0xFF;
        int truth = came[3 * p + c] & 0xFF;
        moves |= Math.abs(before - truth) > TinyLoss.MOVES * 255;
        double change = (before - truth) / 255.0;
        double wrong = dreamt[c * pixels + p] - truth / 255.0;
        copied += change * change;
        off += wrong * wrong;
      }
      if (moves) {
        into[kind] += off;
      }
      into[OVER_ALL + kind] += off;
      if (kind == OWN) {
        into[0] += moves ? copied : 0;
        into[OVER_ALL] += copied;
        moving[horizon] += moves ? 1 : 0;
      }
    }
  }

  void add(Tally other) {
    count += other.count;
    action += other.action;
    still += other.still;
    for (int h = 0; h < squares.length; h++) {
      for (int i = 0; i < squares[h].length; i++) {
        squares[h][i] += other.squares[h][i];
      }
      moving[h] += other.moving[h];
      state[h] += other.state[h];
      stateStill[h] += other.stateStill[h];
    }
  }

  Scores scores() {
    int horizons = squares.length;
    double[] own = new double[horizons];
    double[] told = new double[horizons];
    double[] all = new double[horizons];
    double[] body = new double[horizons];
    double[] bodyStill = new double[horizons];
    double[] moved = new double[horizons];
    for (int h = 0; h < horizons; h++) {
      double[] sums = squares[h];
      own[h] = 1 - sums[OWN] / sums[0];
      told[h] = 1 - sums[TOLD] / sums[0];
      all[h] = 1 - sums[OVER_ALL + OWN] / sums[OVER_ALL];
      body[h] = state[h] / ((double) count * shape.state());
      bodyStill[h] = stateStill[h] / ((double) count * shape.state());
      moved[h] = moving[h] / ((double) count * shape.pixels());
    }
    double numbers = (double) count * shape.chunk();
    return new Scores(
        action / numbers, still / numbers, own, told, all, body, bodyStill, moved, count);
  }
}
