package dev.handloom.store.export.lerobot;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.poses.KeypointColumn;
import java.io.IOException;
import java.nio.file.Path;

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
  public DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    return new LeRobotThree(folder, plan, options);
  }
}
