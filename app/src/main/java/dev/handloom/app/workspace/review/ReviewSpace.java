package dev.handloom.app.workspace.review;

import dev.handloom.app.space.EpisodeScene;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.space.SpaceRow;

/// Where everything was at the playhead. It is looked up once a pulse at most, and only while it
/// can be seen: the newest playhead wins.
final class ReviewSpace {
  private static final double LEAST_WIDTH = 120;

  /// Beneath two lines of title and four of words this still fits beside the hands.
  private static final double LEAST_HEIGHT = 56;

  private final EpisodeScene scene;
  private final SpaceRow row = new SpaceRow("review.space", LEAST_WIDTH, LEAST_HEIGHT);
  private long wanted = Long.MIN_VALUE;
  private long drawn = Long.MIN_VALUE;

  ReviewSpace(EpisodeScene scene) {
    this.scene = scene;
    row.getStyleClass().add("review-space");
    Pulse.shared().whileShown(row, _ -> draw());
  }

  SpaceRow row() {
    return row;
  }

  /// Wants to be shown as it was at a time.
  void show(long playheadNanos) {
    wanted = playheadNanos;
  }

  private void draw() {
    if (wanted != drawn) {
      drawn = wanted;
      row.show(scene.at(wanted));
    }
  }
}
