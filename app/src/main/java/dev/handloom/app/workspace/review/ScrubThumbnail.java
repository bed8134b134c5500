package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.CameraPlayer;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What the first camera saw at the time under the pointer, small, over the bar of time. The video
/// is open only while somebody points.
final class ScrubThumbnail extends Region {
  private static final double WIDTH = 192;
  private static final double HEIGHT = 168;

  private @Nullable CameraPlayer player;
  private @Nullable VideoTile tile;
  private volatile long wished;

  ScrubThumbnail() {
    setId("review-thumbnail");
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
  }

  /// @param share where the pointer is over the bar's width
  void show(CameraFrames frames, long studioNanos, double share, double width, double height) {
    wished = studioNanos;
    if (player == null) {
      VideoTile fresh = new VideoTile("At the pointer", () -> wished);
      fresh.hideRate();
      tile = fresh;
      getChildren().setAll(fresh);
      player = CameraPlayer.start("thumbnail", frames, fresh::offer);
    }
    player.wish(studioNanos);
    setVisible(true);
    resizeRelocate(
        Math.clamp(share * width - WIDTH / 2, 0, Math.max(0, width - WIDTH)),
        Math.max(0, height - HEIGHT),
        WIDTH,
        HEIGHT);
  }

  void hide() {
    setVisible(false);
    CameraPlayer ending = player;
    player = null;
    tile = null;
    getChildren().clear();
    if (ending != null) {
      ending.close();
    }
  }

  @Override
  protected void layoutChildren() {
    VideoTile shown = tile;
    if (shown != null) {
      shown.resizeRelocate(0, 0, getWidth(), getHeight());
    }
  }
}
