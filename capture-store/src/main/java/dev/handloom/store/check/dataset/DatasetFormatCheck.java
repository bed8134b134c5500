package dev.handloom.store.check.dataset;

import dev.handloom.store.check.CheckProgress;
import java.nio.file.Path;

/// Checks datasets of one format.
public interface DatasetFormatCheck {
  /// Whether a folder or file is such a dataset, even a broken one. Looks at little.
  boolean knows(Path dataset);

  /// Goes through all of it.
  ///
  /// @param pictures whether every picture is decoded; else they are counted only
  /// @param findings takes what is found
  /// @param progress may stop the check by throwing
  Outcome check(Path dataset, boolean pictures, DatasetFindings findings, CheckProgress progress);

  /// How much there was.
  ///
  /// @param format with its version
  record Outcome(String format, long episodes, long rows, long pictures) {}
}
