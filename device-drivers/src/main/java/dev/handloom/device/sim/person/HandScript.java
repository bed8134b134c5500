package dev.handloom.device.sim.person;

import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.space.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What one hand does in a cycle: from pose to pose, each reached at rest.
final class HandScript {
  /// People take a little more or less time for each move.
  private static final double HASTE = 0.12;

  private record Key(double at, Pose wrist, double[] angles) {}

  private final RandomGenerator random;
  private final List<Key> keys = new ArrayList<>();

  HandScript(RandomGenerator random, Pose wrist, double[] angles) {
    this.random = random;
    keys.add(new Key(0, wrist, angles));
  }

  double now() {
    return keys.getLast().at();
  }

  HandScript move(double seconds, Pose wrist, double[] angles) {
    double taken = seconds * (1 + HASTE * (2 * random.nextDouble() - 1));
    keys.add(new Key(now() + taken, wrist, angles));
    return this;
  }

  HandScript move(double seconds, Pose wrist) {
    return move(seconds, wrist, keys.getLast().angles());
  }

  HandScript fingers(double seconds, double[] angles) {
    return move(seconds, keys.getLast().wrist(), angles);
  }

  HandScript hold(double seconds) {
    return move(seconds, keys.getLast().wrist());
  }

  /// Stays as it is until a time of the cycle.
  HandScript until(double seconds) {
    Key last = keys.getLast();
    if (seconds > last.at()) {
      keys.add(new Key(seconds, last.wrist(), last.angles()));
    }
    return this;
  }

  Pose wrist(double seconds) {
    int i = after(seconds);
    Key a = keys.get(i - 1);
    Key b = keys.get(i);
    return a.wrist().towards(b.wrist(), share(a, b, seconds));
  }

  void angles(double seconds, double[] out) {
    int i = after(seconds);
    Key a = keys.get(i - 1);
    Key b = keys.get(i);
    double share = share(a, b, seconds);
    for (int k = 0; k < HandAngles.COUNT; k++) {
      out[k] = a.angles()[k] + share * (b.angles()[k] - a.angles()[k]);
    }
  }

  private static double share(Key a, Key b, double seconds) {
    return MinimumJerk.share((seconds - a.at()) / (b.at() - a.at()));
  }

  /// The first key later than the time, or the last one.
  private int after(double seconds) {
    int i = 1;
    while (i < keys.size() - 1 && keys.get(i).at() <= seconds) {
      i++;
    }
    return i;
  }
}
