package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.CameraPlayer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A camera on the board: its tile, and the player that fills it while the board is on the screen.
final class CameraPicture {
  private static final String NOTHING_YET = "No picture yet at this time";

  private final String name;
  private final CameraFrames frames;
  private final VideoTile tile;
  private @Nullable CameraPlayer player;
  private String saidAbsence = "";

  /// @param now the playhead; read from the player's thread, too
  CameraPicture(String name, CameraFrames frames, LongSupplier now) {
    this.name = name;
    this.frames = frames;
    tile = new VideoTile(name, now);
    tile.hideRate();
  }

  VideoTile tile() {
    return tile;
  }

  CameraFrames frames() {
    return frames;
  }

  /// Opens the video.
  void start() {
    if (player == null) {
      saidAbsence = "";
      tile.showAbsence("Opening the video", null);
      player = CameraPlayer.start(name, frames, tile::offer);
    }
  }

  /// Whether it shows a picture, or says why not.
  boolean settled() {
    return tile.hasPicture() || !saidAbsence.isEmpty();
  }

  /// Closes the video.
  ///
  /// @return what may have to be waited for; null when it was not open
  @Nullable CameraPlayer end() {
    CameraPlayer ending = player;
    player = null;
    if (ending != null) {
      ending.close();
    }
    return ending;
  }

  /// Shows the picture that held at a time, as soon as it is decoded.
  void show(long playheadNanos) {
    CameraPlayer running = player;
    if (running == null) {
      return;
    }
    boolean taken = running.wish(playheadNanos);
    String absence = taken ? running.trouble() : NOTHING_YET;
    if (absence.equals(saidAbsence)) {
      return;
    }
    saidAbsence = absence;
    if (!absence.isEmpty()) {
      // A picture that waits to be shown belongs to a time before: it must not come after this.
      tile.refresh();
      tile.showAbsence(absence, null);
    }
  }
}
