package dev.handloom.store.importer;

import java.io.Closeable;
import java.io.IOException;

/// A dataset that is being imported.
public interface ImportSource extends Closeable {
  /// As `LeRobot v3.0`.
  String format();

  /// How many episodes it has.
  int episodes();

  /// How a person knows an episode, as `episode 3`.
  ///
  /// @param at from 0 on, in the order of the dataset
  String name(int at);

  /// Reads an episode. What of it is not sound is left out and told to the findings that the source
  /// was opened with.
  ///
  /// @throws IOException where nothing of it can be read; its message is for a person
  EpisodeDraft read(int at) throws IOException;
}
