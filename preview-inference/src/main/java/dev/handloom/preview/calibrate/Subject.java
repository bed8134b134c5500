package dev.handloom.preview.calibrate;

import dev.handloom.preview.example.TrainingEpisodes;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.pack.ModelJournal;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model that is to be calibrated, and what is known of how it was made.
///
/// @param digest of its pack; empty for the nearest episode
/// @param shape what it wants to be shown; null for the nearest episode
/// @param learnt ids of the episodes that it was trained on; null where it does not say
/// @param since what was recorded later cannot have been trained on; null where nobody knows
public record Subject(
    String name,
    String version,
    String digest,
    @Nullable Wants shape,
    @Nullable Set<String> learnt,
    @Nullable Instant since) {
  /// The baseline: it learns nothing, and is never asked about an episode that it knows.
  public static final Subject NEAREST =
      new Subject("Nearest episode", "", "", null, Set.of(), null);

  /// An installed model.
  public static Subject of(ModelStore store, ModelStore.Installed model)
      throws IOException, PackException {
    Instant since = null;
    for (ModelJournal.Event event : store.journal().events()) {
      if (event.what() == ModelJournal.What.INSTALLED
          && event.digest().equals(model.digest())
          && (since == null || event.at().isBefore(since))) {
        since = event.at();
      }
    }
    return new Subject(
        model.manifest().name(),
        model.manifest().version(),
        model.digest(),
        Wants.of(model.manifest()),
        TrainingEpisodes.read(model.folder()).orElse(null),
        since);
  }

  boolean nearest() {
    return digest.isEmpty();
  }

  /// Whether it is certain that an episode had no part in making it.
  boolean unseen(EpisodeRow row) {
    Set<String> trained = learnt;
    if (trained != null) {
      return !trained.contains(row.id().text());
    }
    Instant made = since;
    return made != null && row.id().start().isAfter(made);
  }
}
