package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.poses.KeypointColumn;
import dev.handloom.store.video.EvenVideo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/// LeRobot's format v2.1 and the two formats that build on it.
public final class LeRobotTwoFormat implements DatasetFormat {
  /// The name under which a trainer knows the body, among a format's own options.
  public static final String EMBODIMENT = "embodiment";

  /// How wide pictures for DreamZero are; what it was trained on.
  private static final int DREAM_WIDTH = 320;

  /// Its pictures are cut into squares of so many.
  private static final int DREAM_STEP = 16;

  private final Flavour flavour;

  public LeRobotTwoFormat(Flavour flavour) {
    this.flavour = flavour;
  }

  @Override
  public String name() {
    return flavour.id();
  }

  @Override
  public String words() {
    return flavour.words();
  }

  @Override
  public String purpose() {
    return flavour.purpose();
  }

  @Override
  public DatasetPlan fit(DatasetPlan proposed, DatasetOptions options) throws DatasetException {
    DatasetPlan plan = proposed.withHandsInState();
    KeypointColumn.of(plan, options);
    if (flavour != Flavour.DREAMZERO) {
      return plan;
    }
    if (plan.views().isEmpty()) {
      throw new DatasetException(
          "DreamZero learns from pictures, and these episodes have no camera in common.");
    }
    if (plan.actions() == ActionRule.STEP || plan.actions() == ActionRule.CHUNK_POSE) {
      throw new DatasetException(
          "DreamZero takes the state off the actions itself, so they must be where the body is to"
              + " be: choose the next state or the commanded value.");
    }
    View first = plan.views().getFirst();
    int width = Math.min(DREAM_WIDTH, first.width() / DREAM_STEP * DREAM_STEP);
    int height = Math.round((float) width * first.height() / first.width() / DREAM_STEP);
    if (width < DREAM_STEP || height < 1) {
      throw new DatasetException(
          "The pictures of %d×%d are too small for DreamZero."
              .formatted(first.width(), first.height()));
    }
    return plan.withViews(
        plan.views().stream()
            .map(view -> new View(view.stream(), view.name(), width, height * DREAM_STEP))
            .toList());
  }

  @Override
  public String cardHead(DatasetFacts facts) {
    return """
    task_categories:
    - robotics
    configs:
    - config_name: default
      data_files: data/*/*.parquet
    """;
  }

  /// The trainers of the two decode H.264 alone.
  @Override
  public Set<EvenVideo.Coding> codings() {
    return flavour.sliced() ? Set.of(EvenVideo.Coding.H264) : EnumSet.allOf(EvenVideo.Coding.class);
  }

  @Override
  public String rowsFolder() {
    return "meta/handloom/rows";
  }

  @Override
  public DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    return new LeRobotTwo(
        folder,
        plan,
        flavour,
        coding(options),
        embodiment(options),
        KeypointColumn.of(plan, options));
  }

  private EvenVideo.Coding coding(DatasetOptions options) {
    return codings().contains(options.coding()) ? options.coding() : EvenVideo.Coding.H264;
  }

  private String embodiment(DatasetOptions options) {
    String usual = flavour == Flavour.DREAMZERO ? "xdof" : "new_embodiment";
    return options.extra().getOrDefault(EMBODIMENT, usual);
  }
}
