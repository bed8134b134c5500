package dev.handloom.preview.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Moves weights down their slopes, each at a pace of its own (AdamW).
public final class Adam {
  private static final float FIRST = 0.9f;
  private static final float SECOND = 0.99f;
  private static final float LEAST = 1e-8f;

  /// Longer slopes are shortened to this, so that one odd batch breaks nothing.
  private static final double LONGEST = 2;

  private final float[] mean;
  private final float[] square;
  private final boolean[] decays;
  private final float decay;
  private int step;

  /// @param decay of the factors in each step, times the pace; offsets do not decay
  public Adam(List<Weight> shapes, int count, float decay) {
    mean = new float[count];
    square = new float[count];
    decays = new boolean[count];
    this.decay = decay;
    for (Weight weight : shapes) {
      if (weight.shape().length > 1) {
        java.util.Arrays.fill(decays, weight.at(), weight.at() + weight.size(), true);
      }
    }
  }

  /// @param pace how far a step goes at most
  /// @return how long the slope was
  public double step(float[] weights, float[] slopes, double pace) {
    double length = 0;
    for (float slope : slopes) {
      length += (double) slope * slope;
    }
    length = Math.sqrt(length);
    if (!Double.isFinite(length)) {
      return length;
    }
    float shorten = (float) Math.min(1, LONGEST / Math.max(length, LEAST));
    step++;
    float far = (float) (pace / (1 - Math.pow(FIRST, step)));
    float wide = (float) (1 / (1 - Math.pow(SECOND, step)));
    float fade = (float) (1 - pace * decay);
    for (int i = 0; i < weights.length; i++) {
      float slope = slopes[i] * shorten;
      mean[i] += (1 - FIRST) * (slope - mean[i]);
      square[i] += (1 - SECOND) * (slope * slope - square[i]);
      float kept = decays[i] ? weights[i] * fade : weights[i];
      weights[i] = kept - far * mean[i] / ((float) Math.sqrt(square[i] * wide) + LEAST);
    }
    return length;
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(step);
    for (int i = 0; i < mean.length; i++) {
      out.writeFloat(mean[i]);
      out.writeFloat(square[i]);
    }
  }

  public void read(DataInput in) throws IOException {
    step = in.readInt();
    for (int i = 0; i < mean.length; i++) {
      mean[i] = in.readFloat();
      square[i] = in.readFloat();
    }
  }
}
