package dev.handloom.store.check.dataset;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.egodex.EgoDexCheck;
import dev.handloom.store.check.dataset.lerobot.LeRobotCheck;
import dev.handloom.store.check.dataset.umi.UmiCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Checks a dataset of any format that is known here.
public final class DatasetCheck {
  /// In the order in which they are asked.
  private static final List<DatasetFormatCheck> FORMATS =
      List.of(new LeRobotCheck(), new UmiCheck(), new EgoDexCheck());

  private DatasetCheck() {}

  /// Whether this is a dataset that can be checked.
  public static boolean knows(Path dataset) {
    return format(dataset).isPresent();
  }

  private static Optional<DatasetFormatCheck> format(Path dataset) {
    return FORMATS.stream().filter(format -> format.knows(dataset)).findFirst();
  }

  /// Checks all of it, every picture too.
  ///
  /// @return empty where no format fits
  public static Optional<DatasetReport> of(Path dataset) {
    return of(dataset, true, CheckProgress.none());
  }

  /// @param pictures whether every picture is decoded
  /// @param progress may stop the check by throwing
  /// @return empty where no format fits
  public static Optional<DatasetReport> of(Path dataset, boolean pictures, CheckProgress progress) {
    return format(dataset)
        .map(format -> {
          DatasetFindings findings = new DatasetFindings();
          DatasetFormatCheck.Outcome outcome = format.check(dataset, pictures, findings, progress);
          return new DatasetReport(
              dataset,
              outcome.format(),
              outcome.episodes(),
              outcome.rows(),
              outcome.pictures(),
              findings.all());
        });
  }
}
