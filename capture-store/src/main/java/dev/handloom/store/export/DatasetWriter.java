package dev.handloom.store.export;

import java.io.Closeable;
import java.io.IOException;

/// Writes one dataset in one format, into a folder that nobody takes for a dataset until it is
/// whole: [DatasetRun] gives it its name.
public interface DatasetWriter extends Closeable {
  /// Hears what is done, and ends the work by an exception where the run was stopped.
  interface Steps {
    /// So many more pictures, or rows where there are none, are done.
    ///
    /// @throws ExportRun.Stopped where the run was stopped; let it through
    void add(long pictures);

    /// Hears nothing.
    static Steps none() {
      return _ -> {};
    }
  }

  /// Does what takes long, above all the pictures, into the episode's scratch folder, which is
  /// empty. Called for several episodes at once and in any order, and not again for one that was
  /// prepared before an interruption. Must not touch what belongs to the whole dataset. Tells one
  /// step for each row of each view, or for each row where there is no view.
  void prepare(PreparedEpisode episode, Steps steps) throws IOException;

  /// Adds an episode that was prepared. Called in their order, by one thread; files may be moved
  /// out of the scratch folder only by [#finish], for until then the run may be interrupted and
  /// begin to add anew; copy or link them.
  void add(PreparedEpisode episode) throws IOException;

  /// Writes what belongs to all episodes; the folder is a whole dataset then, but for its card.
  void finish(DatasetFacts facts) throws IOException;
}
