package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.View;
import java.io.IOException;
import java.nio.file.Path;

/// A format in which datasets are written.
public interface DatasetFormat {
  /// As the command line has it, as `lerobot`.
  String name();

  /// For a person, as “LeRobot v3.0”.
  String words();

  /// One line about who reads it, for the list of formats.
  String purpose();

  /// The plan as this format can carry it, as with pictures of one size.
  ///
  /// @throws DatasetException where it cannot be made of these streams; the message says what it
  ///   lacks and is shown
  default DatasetPlan fit(DatasetPlan plan, DatasetOptions options) throws DatasetException {
    return plan;
  }

  /// About how many bytes a second of such rows takes, for what is told before.
  default double bytesPerSecond(DatasetPlan plan, DatasetOptions options) {
    double bytes = plan.rate().hz() * Float.BYTES * (plan.width() + plan.actionNames().size());
    for (View view : plan.views()) {
      bytes += plan.rate().hz() * view.width() * view.height() * DatasetOptions.BITS_PER_PIXEL / 8;
    }
    return bytes;
  }

  /// Lines for the head of the card, between its two `---`, as the readers of the format want them;
  /// empty for none.
  default String cardHead(DatasetFacts facts) {
    return "";
  }

  /// @param folder empty
  DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options) throws IOException;
}
