package dev.handloom.app.calibrate;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.library.OpenShelf;
import dev.handloom.app.take.BetweenTakes;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.store.library.Library;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Whose profiles the gloves of the rig wear: of the person who is named, from the open library.
/// When a rig, a library or a person comes, the gloves are dressed; while a take runs nothing is
/// changed. On the JavaFX thread, but for what says otherwise.
public final class Wardrobe {
  private static final String SOFTWARE = "Handloom " + Version.text();

  private final CurrentRig current;
  private final OpenShelf<ProfileShelf> shelf;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final BetweenTakes between;
  private final ReadOnlyStringWrapper person;
  private final ReadOnlyObjectWrapper<List<Worn>> worn =
      new ReadOnlyObjectWrapper<>(this, "worn", List.of());
  private volatile List<Worn> seen = List.of();
  private final Map<String, DonningCheck.Advice> advice = new ConcurrentHashMap<>();
  private int dressings;
  private boolean own;

  /// @param person who wore the rig last; blank where nobody was named
  /// @param remember told who wears the rig from now on
  public Wardrobe(
      CurrentRig current,
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Consumer<Notice> notices,
      String person,
      Consumer<String> remember) {
    this.current = current;
    this.tasks = tasks;
    this.notices = notices;
    shelf = new OpenShelf<>(library, Wardrobe::shelf, tasks, notices);
    between = new BetweenTakes(takes, this::dress);
    this.person = new ReadOnlyStringWrapper(this, "person", person);
    this.person.addListener((_, _, now) -> remember.accept(now));
    current
        .workplaceProperty()
        .addListener((_, _, _) -> {
          if (!own) {
            dress();
          }
        });
    library.storeProperty().addListener((_, _, _) -> dress());
    dress();
  }

  /// Where the profiles of a library lie.
  public static ProfileShelf shelf(Library library) {
    return Outfit.shelf(library);
  }

  /// The shelf of the open library; empty while none is open.
  public Optional<ProfileShelf> shelf() {
    return shelf.now();
  }

  /// Who wears the gloves; blank where nobody is named.
  public ReadOnlyStringProperty personProperty() {
    return person.getReadOnlyProperty();
  }

  /// Each glove of the rig and what it wears.
  public ReadOnlyObjectProperty<List<Worn>> wornProperty() {
    return worn.getReadOnlyProperty();
  }

  /// The same, from any thread.
  public List<Worn> worn() {
    return seen;
  }

  /// Says who wears the gloves from now on.
  ///
  /// @return false, and a notice, while a take runs
  public boolean name(String who) {
    String next = who.strip();
    if (next.equals(person.get())) {
      return true;
    }
    if (refused("The gloves keep their profiles")) {
      return false;
    }
    person.set(next);
    dress();
    return true;
  }

  /// Takes an older profile into use again.
  public void use(Profile profile) {
    change("Using another profile", shelf -> shelf.rollBack(profile));
  }

  /// Takes a profile out of use.
  ///
  /// @param why in a few words, for whoever looks later
  public void expire(Profile profile, String why) {
    change("Expiring a profile", shelf -> shelf.expire(profile, why));
  }

  /// Keeps a profile that was made, and uses it.
  public void keep(Profile profile) {
    change("Keeping a profile", shelf -> shelf.keep(profile, null));
  }

  /// A check after putting the glove on has come to its end. What it found good is trusted anew.
  public void checked(Profile profile, DonningCheck.Answer answer) {
    advice.put(profile.id(), answer.advice());
    if (answer.advice() == DonningCheck.Advice.STILL_GOOD) {
      change("Keeping a check", shelf -> shelf.confirm(profile, Instant.now()));
    }
  }

  /// Accepts today's flat hand as the new zero: a profile of its own, derived from the old one.
  public void rezero(Profile profile, DonningCheck.Answer answer) {
    keep(profile.rezeroed(answer.flat(), Instant.now(), SOFTWARE));
  }

  /// What the last check said of a profile; empty where there was none since the start. Any thread.
  public Optional<DonningCheck.Advice> advice(Profile profile) {
    return Optional.ofNullable(advice.get(profile.id()));
  }

  private void change(String what, OpenShelf.Change<ProfileShelf> change) {
    if (!refused("Nothing was changed")) {
      shelf.change(what, change, this::dress);
    }
  }

  private boolean refused(String title) {
    if (between.recording()) {
      notices.accept(
          Notice.warning(
              title,
              "A take is running, and its hand must not change in the middle. Stop it first."));
      return true;
    }
    return false;
  }

  /// Looks again what the gloves should wear: a run has made a profile, or somebody else has.
  public void dress() {
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return;
    }
    if (between.putOff()) {
      return;
    }
    int dressing = ++dressings;
    ProfileShelf from = shelf().orElse(null);
    String who = person.get();
    BackgroundTask.of("Looking for profiles", _ -> Outfit.choose(workplace, from, who))
        .onSuccess(outfit -> {
          if (dressing == dressings && workplace.equals(current.workplaceProperty().get())) {
            put(workplace, outfit);
          }
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The gloves wear no profiles", Objects.toString(e.getMessage(), ""))))
        .startOn(tasks);
  }

  private void put(Workplace workplace, List<Worn> outfit) {
    // A take may have begun meanwhile.
    if (between.putOff()) {
      return;
    }
    seen = outfit;
    if (Outfit.put(workplace, outfit)) {
      own = true;
      current.derivedAnew();
      own = false;
    }
    worn.set(outfit);
  }
}
