package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.video.EvenVideo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

  /// How the videos of such a dataset may be packed; empty where it has none.
  default Set<EvenVideo.Coding> codings() {
    return EnumSet.allOf(EvenVideo.Coding.class);
  }

  /// The folder of a dataset in which programs of ours find of which samples each row was made,
  /// with `/` between its parts. Loaders of the format must not look there.
  default String rowsFolder() {
    return "handloom/rows";
  }

  /// Whether episodes can be added to a dataset that is there.
  default boolean grows() {
    return false;
  }

  /// How a dataset that is there was made.
  ///
  /// @throws DatasetException where episodes cannot be added to it; the message is shown
  default DatasetManner manner(Path dataset) throws IOException {
    throw new DatasetException(
        "Episodes are added to datasets of LeRobot v3.0 only; a dataset of "
            + words()
            + " is exported anew, with all its episodes: "
            + dataset);
  }

  /// Looks whether episodes can be added to a dataset that is there.
  ///
  /// @param rig of the new episodes; empty where nobody said
  /// @throws DatasetException where they cannot; the message says what differs, and is shown
  default DatasetSoFar base(Path dataset, DatasetPlan plan, DatasetOptions options, String rig)
      throws IOException {
    manner(dataset);
    return new DatasetSoFar(0, 0, Set.of(), List.of(), List.of());
  }

  /// Goes on with a dataset to which [#base] said that episodes can be added.
  ///
  /// @param folder with all its files, which are another name of the old ones: none of them may be
  ///   written into, only replaced
  default DatasetWriter extend(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    throw new DatasetException("Nothing can be added to a dataset of " + words());
  }

  /// @param folder empty
  DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options) throws IOException;
}
