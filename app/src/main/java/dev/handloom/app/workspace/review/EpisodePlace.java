package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraPlayer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where an episode is shown: opens it, the latest wish wins, and lets go of the one before.
final class EpisodePlace extends StackPane {
  private static final Duration MOST_CLOSING = Duration.ofSeconds(5);

  private final Playback playback;
  private final TaskRunner tasks;
  private final Consumer<@Nullable OpenedEpisode> opened;
  private @Nullable BackgroundTask<OpenedEpisode> opening;
  private @Nullable EpisodeBoard board;
  private boolean onScreen;

  /// @param opened hears of an episode that is open now; null when none is
  EpisodePlace(Playback playback, TaskRunner tasks, Consumer<@Nullable OpenedEpisode> opened) {
    this.playback = playback;
    this.tasks = tasks;
    this.opened = opened;
    // Its children get what there is, and no more.
    setMinSize(0, 0);
    playback.positionProperty().subscribe(_ -> showPosition());
  }

  /// Opens an episode in place of the one before.
  void open(Bundle bundle) {
    clear();
    Label words = new Label("Opening…");
    words.getStyleClass().add("text-muted");
    getChildren().setAll(words);
    BackgroundTask<OpenedEpisode> task =
        BackgroundTask.of("Opening an episode", _ -> OpenedEpisode.read(bundle));
    opening = task;
    task.onSuccess(
            episode -> {
              if (task.equals(opening)) {
                show(episode);
              }
            })
        .onFailure(e -> {
          if (task.equals(opening)) {
            explain(bundle, e);
          }
        })
        .startOn(tasks);
  }

  private void show(OpenedEpisode episode) {
    playback.load(episode.reader().startNanos(), episode.reader().stopNanos());
    EpisodeBoard next = new EpisodeBoard(episode, playback::seek);
    board = next;
    getChildren().setAll(next);
    opened.accept(episode);
    // At the very start the cameras have not taken a picture yet.
    playback.seek(next.firstPictures());
    next.show(playback.positionProperty().get());
    if (onScreen) {
      next.start();
    }
  }

  private void explain(Bundle bundle, Exception e) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    getChildren()
        .setAll(
            new EmptyPlace(
                Feather.ALERT_TRIANGLE,
                "This episode cannot be read",
                said
                    + "\n\nNothing was changed: its files are as they were. Try again, or go on"
                    + " with another episode.",
                Action.named("review.reopen", "Try again", () -> open(bundle))
                    .icon(Feather.REFRESH_CW)));
  }

  /// Lets go of the episode that is shown.
  ///
  /// @return waits until its videos are closed
  Decisions.Release clear() {
    if (opening != null) {
      opening.cancel();
      opening = null;
    }
    List<CameraPlayer> ending = board == null ? List.of() : board.end();
    board = null;
    playback.load(0, 0);
    getChildren().clear();
    opened.accept(null);
    return () -> {
      for (CameraPlayer player : ending) {
        player.awaitEnd(MOST_CLOSING);
      }
    };
  }

  /// Whether the workspace is in a window: only then are videos open.
  void onScreen(boolean now) {
    onScreen = now;
    if (board != null) {
      if (now) {
        board.start();
      } else {
        board.end();
      }
    }
    if (!now) {
      playback.playingProperty().set(false);
    }
  }

  /// Goes on, once per pulse.
  void pulse(long nowNanos) {
    playback.tick(nowNanos);
    if (board != null) {
      board.refresh();
      if (playback.playingProperty().get()) {
        board.follow();
      }
    }
  }

  private void showPosition() {
    if (board != null) {
      board.show(playback.positionProperty().get());
    }
  }

  /// One picture on.
  void nextPicture() {
    if (board != null) {
      playback.step(
          board.steps().next(playback.positionProperty().get())
              - playback.positionProperty().get());
    }
  }

  /// One picture back.
  void previousPicture() {
    if (board != null) {
      playback.step(
          board.steps().previous(playback.positionProperty().get())
              - playback.positionProperty().get());
    }
  }
}
