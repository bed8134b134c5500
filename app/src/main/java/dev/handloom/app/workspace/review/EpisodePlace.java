package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.CameraPlayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where an episode is shown: opens it, the latest wish wins, and lets go of the one before. The
/// one that will be wished for next is opened ahead: it is laid out behind, unseen, with its first
/// pictures, so that showing it is all that remains. Another one may be kept beside it.
final class EpisodePlace extends StackPane {
  private static final Duration MOST_CLOSING = Duration.ofSeconds(5);
  private static final double GAP = 8;

  /// Nothing is opened ahead before the pictures in front have come, but for at most so long.
  private static final long MOST_WAIT_NANOS = 1_000_000_000L;

  private final Playback playback;
  private final TaskRunner tasks;
  private final Consumer<@Nullable OpenedEpisode> opened;
  private @Nullable BackgroundTask<OpenedEpisode> opening;
  private @Nullable OpenedEpisode episode;
  private @Nullable EpisodeBoard board;
  private @Nullable Judged judged;
  private @Nullable EpisodeAhead ahead;
  private @Nullable Bundle wished;
  private long shownNanos;
  private @Nullable Node front;
  private @Nullable Beside beside;
  private final ScrubThumbnail thumbnail = new ScrubThumbnail();
  private final BooleanProperty spaceShown = new SimpleBooleanProperty(this, "spaceShown", true);
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
    EpisodeAhead ready = ahead;
    if (ready != null && ready.bundle.equals(bundle)) {
      ahead = null;
      clear();
      if (ready.episode != null && ready.board != null) {
        show(ready.episode, ready.board);
        return;
      }
      opening = ready.task;
    } else {
      clear();
      BackgroundTask<OpenedEpisode> task = reading(bundle);
      opening = task;
      task.startOn(tasks);
    }
    Label words = new Label("Opening…");
    words.getStyleClass().add("text-muted");
    front(words);
  }

  /// What stands in front of all else; null for nothing.
  private void front(@Nullable Node next) {
    Node before = front;
    front = next;
    if (before != null && !before.equals(next)) {
      getChildren().remove(before);
    }
    // What is there already stays: to put it in again would style and lay out all of it again.
    if (next != null && !getChildren().contains(next)) {
      getChildren().add(next);
    }
    thumbnail.toFront();
  }

  private BackgroundTask<OpenedEpisode> reading(Bundle bundle) {
    BackgroundTask<OpenedEpisode> task =
        BackgroundTask.of("Opening an episode", _ -> OpenedEpisode.read(bundle));
    return task.onSuccess(
            read -> {
              if (task.equals(opening)) {
                show(read, new EpisodeBoard(read, playback::seek, spaceShown));
              } else if (ahead != null && task.equals(ahead.task)) {
                decodeAhead(ahead, read);
              }
            })
        .onFailure(e -> {
          if (task.equals(opening)) {
            explain(bundle, e);
          } else if (ahead != null && task.equals(ahead.task)) {
            // Told when it is wished for.
            ahead = null;
          }
        });
  }

  /// Opens the episode that will be wished for next, so that it is there at once; as soon as the
  /// one in front leaves it the time.
  void prepare(@Nullable Bundle bundle) {
    wished = bundle;
  }

  private void openAhead() {
    Bundle bundle = wished;
    if (ahead == null ? bundle == null : ahead.bundle.equals(bundle)) {
      return;
    }
    EpisodeBoard shown = board;
    if (shown != null && !shown.settled() && System.nanoTime() - shownNanos < MOST_WAIT_NANOS) {
      return;
    }
    dropAhead();
    if (bundle != null && onScreen) {
      EpisodeAhead next = new EpisodeAhead(bundle, reading(bundle));
      ahead = next;
      next.task.startOn(tasks);
    }
  }

  private void decodeAhead(EpisodeAhead next, OpenedEpisode read) {
    EpisodeBoard ready = new EpisodeBoard(read, playback::seek, spaceShown);
    next.episode = read;
    next.board = ready;
    ready.behind(true);
    fit(ready);
    getChildren().addFirst(ready);
    ready.start();
    ready.show(ready.firstPictures());
  }

  private List<CameraPlayer> dropAhead() {
    EpisodeAhead dropped = ahead;
    ahead = null;
    if (dropped == null) {
      return List.of();
    }
    dropped.task.cancel();
    EpisodeBoard unseen = dropped.board;
    if (unseen == null) {
      return List.of();
    }
    getChildren().remove(unseen);
    return unseen.end();
  }

  private void show(OpenedEpisode read, EpisodeBoard next) {
    playback.load(read.reader().startNanos(), read.reader().stopNanos());
    opening = null;
    episode = read;
    board = next;
    shownNanos = System.nanoTime();
    next.behind(false);
    layBoards();
    opened.accept(read);
    // At the very start the cameras have not taken a picture yet.
    playback.seek(next.firstPictures());
    next.show(playback.positionProperty().get());
    if (onScreen) {
      next.start();
    }
    showPosition();
  }

  private void layBoards() {
    EpisodeBoard shown = board;
    Beside kept = beside;
    if (shown == null) {
      return;
    }
    front(shown);
    fit(shown);
    if (kept != null) {
      half(kept, Pos.CENTER_LEFT);
      if (!getChildren().contains(kept)) {
        getChildren().add(kept);
      }
    }
    if (ahead != null && ahead.board != null) {
      fit(ahead.board);
    }
  }

  private void fit(EpisodeBoard each) {
    if (beside == null) {
      each.maxWidthProperty().unbind();
      each.setMaxWidth(USE_COMPUTED_SIZE);
    } else {
      half(each, Pos.CENTER_RIGHT);
    }
  }

  private void half(Region each, Pos side) {
    each.setMinWidth(0);
    each.maxWidthProperty().bind(widthProperty().subtract(GAP).divide(2));
    setAlignment(each, side);
  }

  /// Shows what the first camera saw at a time that somebody points at.
  ///
  /// @param share where that is in the whole episode; negative when nobody points any more
  void point(double share) {
    EpisodeBoard front = board;
    CameraFrames frames = front == null ? null : front.firstCamera();
    if (share < 0 || frames == null || !onScreen) {
      thumbnail.hide();
      return;
    }
    if (!getChildren().contains(thumbnail)) {
      getChildren().add(thumbnail);
    }
    long length = playback.lastNanos() - playback.firstNanos();
    thumbnail.show(
        frames, playback.firstNanos() + Math.round(share * length), share, getWidth(), getHeight());
  }

  /// What is said of the episode in front.
  void show(@Nullable Judged now) {
    judged = now;
    showPosition();
  }

  /// Keeps the episode in front beside those that follow, or takes the kept one away.
  void keepBeside() {
    if (beside != null) {
      getChildren().remove(beside);
      beside.end();
      beside = null;
    } else if (episode != null && judged != null) {
      beside = new Beside(episode, judged, spaceShown);
      if (onScreen) {
        beside.start();
      }
    }
    if (board != null) {
      layBoards();
      showPosition();
    }
  }

  /// Shows where everything was, or hides it; where nothing says so, nothing happens.
  void turnSpace() {
    if (board != null && board.hasSpace()) {
      spaceShown.set(!spaceShown.get());
    }
  }

  boolean comparing() {
    return beside != null;
  }

  private void explain(Bundle bundle, Exception e) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    front(
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
    thumbnail.hide();
    board = null;
    episode = null;
    judged = null;
    playback.load(0, 0);
    front(null);
    opened.accept(null);
    return waiting(ending);
  }

  /// Lets go of every episode, also of those that are not in front.
  ///
  /// @return waits until their videos are closed
  Decisions.Release clearAll() {
    wished = null;
    List<CameraPlayer> ending = new ArrayList<>(dropAhead());
    if (beside != null) {
      getChildren().remove(beside);
      ending.addAll(beside.end());
      beside = null;
    }
    Decisions.Release shown = clear();
    Decisions.Release others = waiting(ending);
    return () -> {
      shown.await();
      others.await();
    };
  }

  private static Decisions.Release waiting(List<CameraPlayer> ending) {
    return () -> {
      for (CameraPlayer player : ending) {
        player.awaitEnd(MOST_CLOSING);
      }
    };
  }

  /// Whether the workspace is in a window: only then are videos open.
  void onScreen(boolean now) {
    onScreen = now;
    if (!now) {
      dropAhead();
      thumbnail.hide();
      playback.playingProperty().set(false);
    }
    if (board != null) {
      if (now) {
        board.start();
      } else {
        board.end();
      }
    }
    if (beside != null) {
      if (now) {
        beside.start();
      } else {
        beside.end();
      }
    }
  }

  /// Goes on, once per pulse.
  void pulse(long nowNanos) {
    playback.tick(nowNanos);
    openAhead();
    if (board != null) {
      board.refresh();
      if (playback.playingProperty().get()) {
        board.follow();
      }
    }
    if (beside != null) {
      beside.refresh();
    }
  }

  private void showPosition() {
    if (board != null) {
      board.show(playback.positionProperty().get());
      if (beside != null) {
        beside.show(playback.elapsedNanos(), judged);
      }
    }
  }

  /// Where a step of one picture goes.
  PictureSteps steps() {
    return board == null ? new PictureSteps() : board.steps();
  }

  /// One picture on.
  void nextPicture() {
    if (board != null) {
      long now = playback.positionProperty().get();
      playback.step(board.steps().next(now) - now);
    }
  }

  /// One picture back.
  void previousPicture() {
    if (board != null) {
      long now = playback.positionProperty().get();
      playback.step(board.steps().previous(now) - now);
    }
  }
}
