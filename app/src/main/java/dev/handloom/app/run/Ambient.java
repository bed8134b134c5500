package dev.handloom.app.run;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.cut.ActivityCuts;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.review.ReviewEntry;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// Records without a break while a person works, and proposes afterwards where the episodes lie in
/// it. The proposals are segments in the journal: a reviewer moves them or throws them away.
public final class Ambient {
  private final Takes takes;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
  private @Nullable TakeResult before;

  public Ambient(Takes takes, OpenLibrary library, TaskRunner tasks, Consumer<Notice> notices) {
    this.takes = takes;
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    takes
        .phaseProperty()
        .addListener((_, was, now) -> {
          if (on.get() && was.running() && !now.running()) {
            on.set(false);
            ended();
          }
        });
  }

  /// Whether the take under way is recorded so.
  public BooleanProperty onProperty() {
    return on;
  }

  /// Begins, or ends what was begun.
  ///
  /// @param despite what is not ready, for the episode
  public void toggle(List<String> despite) {
    if (on.get()) {
      takes.stop();
    } else if (!takes.phaseProperty().get().running()) {
      before = takes.last();
      takes.start(despite);
      on.set(takes.phaseProperty().get().running());
    }
  }

  private void ended() {
    TakeResult made = takes.last();
    Library store = library.store();
    if (made == null
        || made.equals(before)
        || made.state() != RecorderState.SAVED
        || store == null) {
      return;
    }
    BackgroundTask.of(
            "Looking where the episodes lie",
            _ -> {
              List<ReviewEntry> entries = ActivityCuts.entries(EpisodeReader.open(made.bundle()));
              if (!entries.isEmpty()) {
                store.review(made.bundle().id(), entries);
              }
              return entries.size();
            })
        .kept()
        .onSuccess(count -> {
          library.changed();
          notices.accept(
              count == 0
                  ? Notice.info(
                      "No episode was found in what was recorded",
                      "It is saved as a whole. Episodes are found by the movement of hands.")
                  : Notice.success(
                      count == 1 ? "One episode is proposed" : count + " episodes are proposed",
                      "They are segments of the take; the recording itself is whole."));
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "No episodes could be proposed", "The recording is safe. " + e.getMessage())))
        .startOn(tasks);
  }
}
