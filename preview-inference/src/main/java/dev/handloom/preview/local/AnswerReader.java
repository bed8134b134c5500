package dev.handloom.preview.local;

import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of a graph's normalised numbers what is physical and absolute.
final class AnswerReader {
  private static final float WHITE = 255;
  private static final float HALF = 0.5f;
  private static final int COLOURS = 3;

  private final Manifest manifest;
  private final int[] stateOfActions;

  /// @param stateOfActions the place in the state of what each relative action is relative to; -1
  ///   for the others
  AnswerReader(Manifest manifest, int[] stateOfActions) {
    this.manifest = manifest;
    this.stateOfActions = stateOfActions;
  }

  float[][] plan(float @Nullable [] answer, float[] state) throws ModelException {
    float[] flat = finite(GraphContract.ACTIONS, answer);
    int width = manifest.actions().size();
    float[][] plan = new float[width == 0 ? 0 : flat.length / width][width];
    for (int step = 0; step < plan.length; step++) {
      for (int i = 0; i < width; i++) {
        Channel channel = manifest.actions().get(i);
        double before = stateOfActions[i] < 0 ? 0 : state[stateOfActions[i]];
        plan[step][i] =
            (float) (flat[step * width + i] * channel.spread() + channel.mean() + before);
      }
    }
    return plan;
  }

  List<Forecast> forecasts(float @Nullable [] answer) throws ModelException {
    float[] flat = finite(GraphContract.FUTURE_STATE, answer);
    int width = manifest.state().size();
    List<Forecast> forecasts = new ArrayList<>();
    for (int h = 0; flat.length > 0 && h < manifest.horizons().size(); h++) {
      float[] state = new float[width];
      for (int i = 0; i < width; i++) {
        Channel channel = manifest.state().get(i);
        state[i] = (float) (flat[h * width + i] * channel.spread() + channel.mean());
      }
      forecasts.add(new Forecast(manifest.horizons().get(h) * manifest.stepSeconds(), state));
    }
    return forecasts;
  }

  List<Dream> dreams(float @Nullable [] answer) throws ModelException {
    float[] flat = finite(GraphContract.FRAMES, answer);
    List<Dream> dreams = new ArrayList<>();
    if (flat.length == 0) {
      return dreams;
    }
    int width = manifest.cameras().getFirst().width();
    int plane = width * manifest.cameras().stream().mapToInt(Camera::height).sum();
    for (int h = 0; h < manifest.horizons().size(); h++) {
      double ahead = manifest.horizons().get(h) * manifest.stepSeconds();
      int above = 0;
      for (Camera camera : manifest.cameras()) {
        int pixels = width * camera.height();
        byte[] rgb = new byte[COLOURS * pixels];
        for (int colour = 0; colour < COLOURS; colour++) {
          int from = (h * COLOURS + colour) * plane + above;
          for (int i = 0; i < pixels; i++) {
            rgb[COLOURS * i + colour] =
                (byte) (int) (Math.clamp(flat[from + i], 0, 1) * WHITE + HALF);
          }
        }
        above += pixels;
        dreams.add(new Dream(camera.name(), ahead, new Picture(width, camera.height(), rgb)));
      }
    }
    return dreams;
  }

  /// An answer that the graph does not give is empty.
  static float[] finite(String output, float @Nullable [] answer) throws ModelException {
    if (answer == null) {
      return new float[0];
    }
    for (float value : answer) {
      if (!Float.isFinite(value)) {
        throw new ModelException(
            Kind.UNCLEAR, "The model answered with something that is no number, in " + output);
      }
    }
    return answer;
  }
}
