package dev.handloom.device.delay;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.stream.IntStream;

/// How much a device's channels change, from one sample to the next, or how fast it says it turns.
/// Belongs to one thread.
public final class ChannelMotion {
  /// What changes is taken over so long: the tremor of a hand goes by as often as it comes.
  private static final long OVER_NANOS = 105_000_000L;

  /// Between two looks at the channels.
  private static final long STEP_NANOS = 9_000_000L;

  private static final int HELD = 16;

  private final boolean turns;
  private final boolean[] counts;
  private final MotionTrace trace = new MotionTrace();
  private final double[][] held;
  private final long[] nanos = new long[HELD];
  private final double[] scale;
  private int count;

  public ChannelMotion(StreamSpec spec) {
    int size = spec.channels().size();
    counts = new boolean[size];
    held = new double[HELD][size];
    scale = new double[size];
    turns = turns(spec);
    for (int channel : moving(spec)) {
      counts[channel] = true;
    }
    for (int i = 0; i < size; i++) {
      double range = spec.channels().get(i).high() - spec.channels().get(i).low();
      scale[i] = Double.isFinite(range) && range > 0 ? 1 / range : 1;
    }
  }

  /// Whether it carries the rates of a gyroscope.
  public static boolean turns(StreamSpec spec) {
    return spec.channels().stream().filter(c -> c.unit() == Unit.RADIAN_PER_SECOND).count() >= 3;
  }

  /// Which channels say something of motion.
  static int[] moving(StreamSpec spec) {
    boolean rates = turns(spec);
    return IntStream.range(0, spec.channels().size())
        .filter(i -> {
          Unit unit = spec.channels().get(i).unit();
          return rates
              ? unit == Unit.RADIAN_PER_SECOND
              : unit == Unit.COUNT
                  || unit == Unit.RADIAN
                  || unit == Unit.METRE
                  || unit == Unit.RATIO;
        })
        .toArray();
  }

  /// How many channels say something of motion.
  public int moving() {
    int moving = 0;
    for (boolean one : counts) {
      moving += one ? 1 : 0;
    }
    return moving;
  }

  /// The next sample.
  public void add(long captureNanos, double[] values) {
    if (turns) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += counts[i] ? values[i] * values[i] : 0;
      }
      trace.add(captureNanos, Math.sqrt(sum));
      return;
    }
    if (count > 0 && captureNanos - nanos[(count - 1) % HELD] < STEP_NANOS) {
      return;
    }
    int before = count - 1;
    while (before > 0
        && before > count - HELD + 1
        && captureNanos - nanos[before % HELD] < OVER_NANOS) {
      before--;
    }
    if (before >= 0) {
      double moved = 0;
      for (int i = 0; i < values.length; i++) {
        moved += counts[i] ? Math.abs(values[i] - held[before % HELD][i]) * scale[i] : 0;
      }
      long passed = captureNanos - nanos[before % HELD];
      trace.add(captureNanos - passed / 2, moved / (passed / 1e9));
    }
    nanos[count % HELD] = captureNanos;
    System.arraycopy(values, 0, held[count % HELD], 0, values.length);
    count++;
  }

  public MotionTrace trace() {
    return trace;
  }
}
