package dev.handloom.app.workspace.review;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.LanePane;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.store.library.EpisodeRow;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What a model would have done at the playhead of the episode in front, and what the person did.
final class EpisodePreview extends StackPane {
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Playback playback;
  private final ModelDesk desk;
  private final BiConsumer<String, PreviewMoment> more;
  private final Supplier<SheetLayer> sheets;
  private @Nullable EpisodeWorld world;
  private @Nullable LanePane lane;

  // Asked by the video's thread, too.
  private volatile long playhead;

  /// @param more hears of a task and a moment of it that is worth more takes like it
  EpisodePreview(
      OpenLibrary library,
      TaskRunner tasks,
      Playback playback,
      ModelDesk desk,
      BiConsumer<String, PreviewMoment> more,
      Supplier<SheetLayer> sheets) {
    this.desk = desk;
    this.more = more;
    this.sheets = sheets;
    this.library = library;
    this.tasks = tasks;
    this.playback = playback;
    setMinSize(0, 0);
    playback
        .positionProperty()
        .subscribe(now -> {
          playhead = now.longValue();
          if (world != null) {
            world.seek(playhead);
          }
        });
    Pulse.shared()
        .whileShown(
            this,
            _ -> {
              if (world != null) {
                world.refresh();
              }
            });
  }

  /// Asks a model of an episode: the one that was asked of the episode before.
  void show(EpisodeRow row, OpenedEpisode episode) {
    LanePane before = lane;
    end();
    EpisodeWorld next = new EpisodeWorld(row, episode.reader(), () -> playhead);
    next.seek(playback.positionProperty().get());
    world = next;
    LanePane.Around around =
        new LanePane.Around(
            desk,
            library,
            tasks,
            next,
            null,
            moment -> more.accept(row.task(), moment),
            sheets,
            null);
    LanePane shown = new LanePane("review.lane", around);
    if (before != null) {
      shown.choose(before);
    }
    lane = shown;
    getChildren().setAll(shown);
    shown.look();
    shown.start();
  }

  /// Ends what runs: the episode is about to leave, or the look at it.
  void end() {
    LanePane ending = lane;
    if (ending != null) {
      ending.stop();
    }
    world = null;
    lane = null;
    getChildren().clear();
  }
}
