package dev.handloom.store.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ChannelJudgeTest {
  private static final long SEED = 11;
  private static final double HZ = 100;
  private static final int SAMPLES = 6000;
  private static final Channel CURL = new Channel("index_curl", Unit.COUNT, 0, 4095);

  private final Random random = new Random(SEED);

  private String judge(Channel channel, boolean pressed, DoubleUnaryOperator atSeconds) {
    double[] values = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      values[i] = Math.rint(Math.clamp(atSeconds.applyAsDouble(i / HZ), 0, 4095));
    }
    return ChannelJudge.figures(
            channel,
            pressed,
            new ChannelJudge.Column() {
              @Override
              public int size() {
                return values.length;
              }

              @Override
              public double value(int index) {
                return values[index];
              }

              @Override
              public long captureNanos(int index) {
                return (long) (index / HZ * 1e9);
              }
            })
        .state();
  }

  /// A finger that bends and stretches in two seconds.
  private double finger(double seconds) {
    return 2000 + 1500 * Math.sin(Math.PI * seconds) + 4 * random.nextGaussian();
  }

  @Test
  void aFingerThatMovesLives() {
    assertEquals("lives", judge(CURL, false, this::finger));
  }

  @Test
  void oneThatIsHardlyMovedIsNotCalledNoisy() {
    assertEquals("lives", judge(CURL, false, _ -> 2000 + 4 * random.nextGaussian()));
  }

  @Test
  void faultsAreNamed() {
    assertEquals("dead", judge(CURL, false, _ -> 1234));
    assertEquals("stuck", judge(CURL, false, t -> t < 20 ? finger(t) : 1800));
    assertEquals("saturated", judge(CURL, false, t -> 3500 + 3000 * Math.sin(Math.PI * t)));
    assertEquals("noisy", judge(CURL, false, t -> finger(t) + 400 * random.nextGaussian()));
  }

  @Test
  void whatNobodyWasAskedToPressIsNoFault() {
    Channel button = new Channel("a", Unit.SWITCH, 0, 1);
    assertEquals("unused", judge(button, true, _ -> 0));
    assertEquals("unused", judge(CURL, true, _ -> 2048));
    assertEquals("lives", judge(button, true, t -> t > 3 && t < 4 ? 1 : 0));
  }
}
