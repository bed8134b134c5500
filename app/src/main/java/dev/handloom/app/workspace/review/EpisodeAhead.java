package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.store.episode.Bundle;
import org.jspecify.annotations.Nullable;

/// An episode that is opened before it is wished for; its board comes when it is read.
final class EpisodeAhead {
  final Bundle bundle;
  final BackgroundTask<OpenedEpisode> task;
  @Nullable OpenedEpisode episode;
  @Nullable EpisodeBoard board;

  EpisodeAhead(Bundle bundle, BackgroundTask<OpenedEpisode> task) {
    this.bundle = bundle;
    this.task = task;
  }
}
