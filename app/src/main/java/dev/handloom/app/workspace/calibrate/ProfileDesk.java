package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the shelf of the open library holds, read in the background; and changes to it. On the
/// JavaFX thread.
final class ProfileDesk {
  private static final String PROFILES = "profiles";

  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Runnable changed;
  private final ReadOnlyObjectWrapper<@Nullable Seen> seen =
      new ReadOnlyObjectWrapper<>(this, "seen");
  private Set<String> gloves = Set.of();
  private int readings;
  private boolean looked;

  /// @param changed told when profiles on the disk have changed
  ProfileDesk(OpenLibrary library, TaskRunner tasks, Consumer<Notice> notices, Runnable changed) {
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.changed = changed;
  }

  /// What is on the shelf.
  ///
  /// @param people whoever wore gloves last first
  /// @param histories of a person on a device, by both
  /// @param checks oldest first
  record Seen(
      List<Person> people,
      Map<Whose, ProfileShelf.History> histories,
      Map<Whose, UnfinishedRun> unfinished,
      List<CheckLog.Line> checks) {

    Optional<ProfileShelf.History> history(Whose whose) {
      return Optional.ofNullable(histories.get(whose));
    }

    Optional<Person> person(String name) {
      return people.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    List<CheckLog.Line> checks(Whose whose) {
      return checks.stream()
          .filter(
              line -> line.person().equals(whose.person()) && line.device().equals(whose.device()))
          .toList();
    }
  }

  /// A person on a device.
  record Whose(String person, String device) {}

  ReadOnlyObjectProperty<@Nullable Seen> seenProperty() {
    return seen.getReadOnlyProperty();
  }

  private Path folder() {
    return library.folderProperty().get().resolve(PROFILES);
  }

  ProfileShelf shelf() {
    return new ProfileShelf(folder());
  }

  /// Reads anew.
  ///
  /// @param now the names of the gloves of the rig
  void refresh(Set<String> now) {
    gloves = Set.copyOf(now);
    refresh();
  }

  /// Whether somebody looks: else nothing is read.
  void look(boolean now) {
    looked = now;
    refresh();
  }

  void refresh() {
    if (!looked) {
      return;
    }
    int reading = ++readings;
    Path folder = folder();
    Set<String> devices = gloves;
    BackgroundTask.of("Reading the calibrations", _ -> read(folder, devices))
        .onSuccess(read -> {
          // Of two readings that overlap, the older must not win.
          if (reading == readings) {
            seen.set(read);
          }
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The calibrations could not be read",
                    "Nothing was changed. " + e.getMessage())))
        .startOn(tasks);
  }

  private static Seen read(Path folder, Set<String> devices) throws ProfileException, IOException {
    ProfileShelf shelf = new ProfileShelf(folder);
    Map<Whose, ProfileShelf.History> histories = new LinkedHashMap<>();
    Map<String, Person> people = new LinkedHashMap<>();
    new PeopleFile(folder).read().forEach(person -> people.put(person.name(), person));
    for (ProfileShelf.History history : shelf.all()) {
      if (!history.profiles().isEmpty()) {
        Profile newest = history.profiles().getFirst();
        histories.put(new Whose(newest.person(), newest.device()), history);
        people.putIfAbsent(newest.person(), of(newest));
      }
    }
    Map<Whose, UnfinishedRun> unfinished = new LinkedHashMap<>();
    for (String person : people.keySet()) {
      for (String device : devices) {
        shelf
            .unfinished(person, device)
            .ifPresent(run -> unfinished.put(new Whose(person, device), run));
      }
    }
    return new Seen(
        new ArrayList<>(people.values()), histories, unfinished, new CheckLog(folder).read());
  }

  /// Somebody of whom there is nothing but a profile, as from another computer.
  private static Person of(Profile profile) {
    Set<Finger> all = EnumSet.allOf(Finger.class);
    boolean left = profile.side() == HandSide.LEFT;
    return new Person(
        profile.person(),
        false,
        Math.rint(1000 * HandMeasure.length(profile.size())),
        Math.rint(1000 * HandMeasure.knuckles(profile.size())),
        left ? profile.fingers() : all,
        left ? all : profile.fingers());
  }

  /// A change on the disk.
  @FunctionalInterface
  interface Change {
    void make(ProfileShelf shelf) throws ProfileException;
  }

  /// Makes it in the background, then reads anew.
  ///
  /// @param then told when it is made
  void change(String what, Change change, Runnable then) {
    ProfileShelf shelf = shelf();
    start(
        what,
        () -> change.make(shelf),
        () -> {
          changed.run();
          then.run();
        });
  }

  /// Remembers who wears the gloves.
  void keep(Person person) {
    PeopleFile file = new PeopleFile(folder());
    start("Keeping " + person.name(), () -> file.keep(person), () -> {});
  }

  void keep(CheckLog.Line line) {
    CheckLog log = new CheckLog(folder());
    start("Keeping the check", () -> log.add(line), () -> {});
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void start(String what, Work work, Runnable then) {
    BackgroundTask.of(
            what,
            _ -> {
              work.run();
              return what;
            })
        .kept()
        .onSuccess(_ -> {
          refresh();
          then.run();
        })
        .onFailure(e ->
            notices.accept(Notice.warning("Nothing was changed", String.valueOf(e.getMessage()))))
        .startOn(tasks);
  }
}
