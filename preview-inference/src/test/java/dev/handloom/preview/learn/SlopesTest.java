package dev.handloom.preview.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Every hand-written gradient against what happens when a number is moved a little.
class SlopesTest {
  private static final long SEED = 20261121;
  private static final float STEP = 1e-3f;

  /// A network of one input map, one input vector and one output.
  private record Small(Network network, Value map, Value vector, Value output) {}

  private static Small small(Function<Network, Value[]> make) {
    Network network = new Network();
    Value[] values = make.apply(network);
    return new Small(network, values[0], values[1], values[2]);
  }

  private static void check(Small small) {
    for (Kernel kernel : List.of(new PlainKernel(), Kernel.best())) {
      Random random = new Random(SEED);
      float[] weights = small.network().begin(SEED);
      for (int i = 0; i < weights.length; i++) {
        weights[i] += 0.1f * (float) random.nextGaussian();
      }
      small.network().use(weights);
      Lane lane = small.network().lane(kernel);
      fill(lane, small.map(), random);
      fill(lane, small.vector(), random);
      float[] wanted = new float[small.output().size()];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = (float) random.nextGaussian();
      }
      loss(small, lane, wanted);
      Network.clear(lane);
      each(small.output(), (i, at) -> lane.slopes[at] = wanted[i]);
      small.network().backward(lane);
      float[] slopes = lane.weightSlopes.clone();
      for (int n = 0; n < 60; n++) {
        int i = random.nextInt(weights.length);
        float was = weights[i];
        weights[i] = was + STEP;
        double up = loss(small, lane, wanted);
        weights[i] = was - STEP;
        double down = loss(small, lane, wanted);
        weights[i] = was;
        double slope = (up - down) / (2 * STEP);
        // A neuron that begins to leak within the step bends the line between the two points.
        assertEquals(
            slope, slopes[i], 0.05 * Math.abs(slope) + 0.1, kernel.words() + ", weight " + i);
      }
    }
  }

  private interface Visit {
    void at(int i, int at);
  }

  private static void each(Value value, Visit visit) {
    int i = 0;
    if (!value.map()) {
      for (int c = 0; c < value.channels(); c++) {
        visit.at(i++, value.at() + c);
      }
      return;
    }
    for (int c = 0; c < value.channels(); c++) {
      for (int y = 0; y < value.height(); y++) {
        for (int x = 0; x < value.width(); x++) {
          visit.at(i++, value.at(c, y, x));
        }
      }
    }
  }

  private static void fill(Lane lane, Value value, Random random) {
    each(value, (i, at) -> lane.values[at] = (float) random.nextGaussian());
  }

  private static double loss(Small small, Lane lane, float[] wanted) {
    small.network().changed();
    small.network().forward(lane);
    double[] sum = new double[1];
    each(small.output(), (i, at) -> sum[0] += (double) wanted[i] * lane.values[at]);
    return sum[0];
  }

  @Test
  void convolutionsOfBothStridesAndSides() {
    check(
        small(n -> {
          Value map = n.input("m", 3, 16, 8);
          Value vector = n.input("v", 1);
          Value half = n.convolve("a", List.of(map), 5, 3, 2, true, 1);
          Value same = n.convolve("b", List.of(half, half), 4, 3, 1, true, 1);
          Value one = n.convolve("c", List.of(same, half), 2, 1, 1, false, 1);
          return new Value[] {
            map, vector, n.shuffle(n.convolve("d", List.of(one), 8, 3, 1, true, 1))
          };
        }));
  }

  @Test
  void sumsThatShareTheirWeights() {
    check(
        small(n -> {
          Value map = n.input("m", 1, 8, 8);
          Value vector = n.input("v", 7);
          Value a = n.linear("a", List.of(vector, vector), 6, true, 1);
          Value b = n.linear("b", List.of(a), 6, true, 1);
          Value c = n.linear("b", List.of(b), 6, true, 1);
          return new Value[] {map, vector, n.linear("d", List.of(c, vector), 5, false, 1)};
        }));
  }

  @Test
  void mapsThatAVectorTurns() {
    check(
        small(n -> {
          Value map = n.input("m", 2, 8, 8);
          Value vector = n.input("v", 4);
          Value a = n.convolve("a", List.of(map), 4, 3, 1, false, 1);
          Value b = n.convolve("b", List.of(map), 4, 1, 1, true, 1);
          Value by = n.linear("c", List.of(vector), 6, true, 1);
          Value turned = n.modulate("d", a, b, by);
          return new Value[] {map, vector, n.modulate("e", turned, null, by)};
        }));
  }

  @Test
  void aPartOfANetworkRunsAlone() {
    Network network = new Network();
    Value in = network.input("in", 3);
    network.part(1);
    Value dear = network.linear("dear", List.of(in), 4, true, 1);
    network.part(0);
    Value cheap = network.linear("out", List.of(in), 2, false, 1);
    network.part(1);
    Value out = network.linear("end", List.of(cheap, dear), 2, false, 1);
    network.use(network.begin(SEED));
    Lane lane = network.lane(Kernel.best());
    each(in, (i, at) -> lane.values[at] = i - 1f);
    network.forward(lane, 1);
    float alone = lane.values[cheap.at()];
    assertTrue(alone != 0 && lane.values[dear.at()] == 0 && lane.values[out.at()] == 0);
    network.forward(lane);
    assertEquals(alone, lane.values[cheap.at()]);
    assertTrue(lane.values[dear.at()] != 0 && lane.values[out.at()] != 0);
    lane.slopes[dear.at()] = 7;
    lane.slopes[cheap.at()] = 7;
    network.clear(lane, 1);
    assertEquals(7, lane.slopes[dear.at()]);
    assertEquals(0, lane.slopes[cheap.at()]);
  }

  @Test
  void mapsThatBecomeVectors() {
    check(
        small(n -> {
          Value map = n.input("m", 2, 8, 16);
          Value vector = n.input("v", 4);
          Value a = n.convolve("a", List.of(map), 4, 3, 1, true, 1);
          Value both = n.linear("b", List.of(n.keyPoints(a), n.flatten(a), vector), 5, true, 1);
          return new Value[] {map, vector, both};
        }));
  }
}
