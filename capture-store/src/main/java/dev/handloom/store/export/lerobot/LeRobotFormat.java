package dev.handloom.store.export.lerobot;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetManner;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetPast;
import dev.handloom.store.export.DatasetSoFar;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.poses.KeypointColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// LeRobot's format v3.0.
public final class LeRobotFormat implements DatasetFormat {
  @Override
  public String name() {
    return "lerobot";
  }

  @Override
  public String words() {
    return "LeRobot v3.0";
  }

  @Override
  public String purpose() {
    return "a dataset as LeRobot 0.4 and later load it";
  }

  /// Policies learn the action and see the state; what hands do must be in both.
  @Override
  public DatasetPlan fit(DatasetPlan proposed, DatasetOptions options) throws DatasetException {
    DatasetPlan plan = proposed.withHandsInState();
    KeypointColumn.of(plan, options);
    return plan;
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

  @Override
  public String rowsFolder() {
    return "meta/handloom/rows";
  }

  @Override
  public boolean grows() {
    return true;
  }

  @Override
  public DatasetManner manner(Path dataset) throws IOException {
    LeRobotSoFar base = LeRobotSoFar.read(dataset);
    DatasetPast past = DatasetPast.ours(dataset);
    DatasetOptions usual = DatasetOptions.USUAL;
    return new DatasetManner(
        base.info().fps(),
        past == null ? null : rule(past.actionRule()),
        base.info().videos().stream()
            .map(video -> LeRobotFit.coding(video.codec()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        LeRobotFit.longestSide(base),
        limit(base, "data_files_size_in_mb", usual.tableMegabytes()),
        limit(base, "video_files_size_in_mb", usual.videoMegabytes()));
  }

  private static @Nullable ActionRule rule(String name) {
    for (ActionRule rule : ActionRule.values()) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    return null;
  }

  private static int limit(LeRobotSoFar base, String key, int usual) {
    int said = base.papers().path(key).asInt(usual);
    return said > 0 ? said : usual;
  }

  @Override
  public DatasetSoFar base(Path dataset, DatasetPlan plan, DatasetOptions options, String rig)
      throws IOException {
    LeRobotSoFar base = LeRobotSoFar.read(dataset);
    LeRobotFit fit = new LeRobotFit(base);
    fit.columns(plan, LeRobotThree.features(plan, options, new SpokenRows(base)), options);
    fit.spoken(options);
    fit.rig(rig);
    DatasetPast past = DatasetPast.ours(dataset);
    List<EpisodeFacts> known = new ArrayList<>();
    if (past != null && past.episodes().size() == base.episodes()) {
      past.episodes().forEach(episode -> known.add(episode.ofRig(base.info().robot())));
    } else if (past != null) {
      throw new DatasetException(
          "The card of the dataset tells of other episodes than are in it, so nothing was added: "
              + dataset);
    }
    return new DatasetSoFar(base.episodes(), base.rows(), base.ids(), known, fit.remarks());
  }

  @Override
  public DatasetWriter extend(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    return new LeRobotThree(folder, plan, options, LeRobotSoFar.read(folder));
  }

  @Override
  public DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    return new LeRobotThree(folder, plan, options);
  }
}
