package dev.handloom.test.bench.monitor;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Picture;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.resample.RowGrid;
import java.util.ArrayList;
import java.util.List;

/// An episode of the simulated rig, as it was and as it would have been with something wrong.
///
/// @param head pictures of the camera on the head, by row
/// @param withObject the same with something on the table that never lay there
/// @param wrist pictures of the camera on the gripper
/// @param state by row
/// @param otherGlove the same with another glove of the same make on the right hand
record SimulatedEpisode(
    EpisodeId id,
    Wants wants,
    RowGrid grid,
    List<Picture> head,
    List<Picture> withObject,
    List<Picture> wrist,
    float[][] state,
    float[][] otherGlove) {
  private static final double GLOVE_GAIN = 0.6;

  /// What is wrong.
  enum Fault {
    NONE("nothing"),
    SWAPPED("two cameras swapped"),
    GLOVE("right glove not calibrated (another one of its make)"),
    OBJECT("an unseen object on the table"),
    FROZEN("the head camera's picture freezes after a third"),
    GAIN("what the gloves say is 0.6 times what it was"),
    PLAN("the model's plans go 1.5 times as far");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// As it would have been recorded.
  EpisodeRows rows(Fault fault) {
    return switch (fault) {
      case NONE, PLAN -> rows(head, wrist, state);
      case SWAPPED -> rows(wrist, head, state);
      case GLOVE -> rows(head, wrist, otherGlove);
      case OBJECT -> rows(withObject, wrist, state);
      case FROZEN -> rows(frozen(), wrist, state);
      case GAIN -> rows(head, wrist, weak());
    };
  }

  private List<Picture> frozen() {
    List<Picture> frozen = new ArrayList<>(head);
    for (int row = head.size() / 3 + 1; row < frozen.size(); row++) {
      frozen.set(row, head.get(head.size() / 3));
    }
    return frozen;
  }

  private float[][] weak() {
    float[][] weak = new float[state.length][];
    for (int row = 0; row < weak.length; row++) {
      weak[row] = state[row].clone();
      for (int c = 0; c < weak[row].length; c++) {
        if (wants.state().get(c).name().contains("glove")) {
          weak[row][c] *= (float) GLOVE_GAIN;
        }
      }
    }
    return weak;
  }

  private EpisodeRows rows(List<Picture> first, List<Picture> second, float[][] body) {
    return EpisodeRows.of(
        id, "Pour the cup into the bowl", wants, grid, List.of(first, second), body, body);
  }
}
