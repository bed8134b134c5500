package dev.handloom.app.library;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.store.library.Library;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Profiles of one kind of device, as the open library keeps them. On the JavaFX thread.
///
/// @param <S> where they lie
public final class OpenShelf<S> {
  private final OpenLibrary library;
  private final Function<Library, S> of;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;

  public OpenShelf(
      OpenLibrary library, Function<Library, S> of, TaskRunner tasks, Consumer<Notice> notices) {
    this.library = library;
    this.of = of;
    this.tasks = tasks;
    this.notices = notices;
  }

  /// What is done to a shelf, off the JavaFX thread.
  ///
  /// @param <S> where the profiles lie
  @FunctionalInterface
  public interface Change<S> {
    void of(S shelf) throws ProfileException;
  }

  /// Empty while no library is open.
  public Optional<S> now() {
    return Optional.ofNullable(library.store()).map(of);
  }

  /// Changes it; a notice says why where that cannot be.
  ///
  /// @param what it is, as a task's title
  /// @param then told when it is done
  public void change(String what, Change<S> change, Runnable then) {
    S shelf = now().orElse(null);
    if (shelf == null) {
      notices.accept(
          Notice.warning("Nothing was changed", "No library is open. Choose one under Library."));
      return;
    }
    BackgroundTask.of(
            what,
            _ -> {
              change.of(shelf);
              return shelf;
            })
        .kept()
        .onSuccess(_ -> then.run())
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "Nothing was changed", e.getMessage() + ". The profile in use stays.")))
        .startOn(tasks);
  }
}
