package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.LiveRun;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.SimulatedWearer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.run.Step;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The run that is open, if any: how it begins, what keys do in it, where it leads.
final class GloveRuns implements AutoCloseable {
  /// Told once each.
  interface Ends {
    void made(Profile profile);

    void checked(LiveRun run, Profile profile, DonningCheck.Answer answer);

    void stopped();
  }

  private final GlovesPage.Surroundings around;
  private final ProfileDesk desk;
  private final Ends ends;
  private final RunKeys keys;
  private final OpenRun<LiveRun> open;

  GloveRuns(GlovesPage.Surroundings around, ProfileDesk desk, Ends ends) {
    this.around = around;
    this.desk = desk;
    this.ends = ends;
    open = new OpenRun<>(around.tasks(), this::stopped, desk::refresh);
    keys = new RunKeys(around.actions(), open);
    keys.open(false);
  }

  RunKeys keys() {
    return keys;
  }

  boolean open() {
    return open.open();
  }

  void told(Notice notice) {
    around.notices().accept(notice);
  }

  /// Begins a calibration; empty, and a notice, where that cannot be.
  Optional<LiveRun> calibrate(RigGlove glove, Person person) {
    if (!named(person) || !fingers(glove, person)) {
      return Optional.empty();
    }
    Profile.Wearing wearing =
        new Profile.Wearing(
            person.name(), glove.name(), glove.side(), person.size(), person.fingers(glove.side()));
    return Optional.of(
        LiveRun.calibrate(glove, wearing, desk.shelf(), Version.text(), asks(glove)));
  }

  /// Goes on with a run. What the glove said then is read in the background.
  void resume(RigGlove glove, Person person, UnfinishedRun unfinished, Consumer<LiveRun> begun) {
    if (!named(person)) {
      return;
    }
    ProfileShelf shelf = desk.shelf();
    Consumer<@Nullable Step> asks = asks(glove);
    BackgroundTask.of(
            "Going on with the run",
            _ -> LiveRun.resume(glove, unfinished, shelf, Version.text(), asks))
        .onSuccess(begun)
        .onFailure(e ->
            told(
                Notice.warning(
                    "The run cannot go on", e.getMessage() + ". What was kept stays as it is.")))
        .startOn(around.tasks());
  }

  /// Begins the check after putting the glove on; empty, and a notice, where that cannot be.
  Optional<LiveRun> check(RigGlove glove, Person person, Profile profile) {
    if (!named(person)) {
      return Optional.empty();
    }
    if (!profile.fits(glove.channels())) {
      told(
          Notice.warning(
              "The check cannot begin",
              "The calibration was made on a glove with other sensors. Calibrate this one."));
      return Optional.empty();
    }
    return Optional.of(LiveRun.check(glove, profile, Version.text(), asks(glove)));
  }

  private boolean named(Person person) {
    boolean free = around.wardrobe().name(person.name());
    if (free) {
      desk.keep(person);
    }
    return free;
  }

  private boolean fingers(RigGlove glove, Person person) {
    if (person.fingers(glove.side()).isEmpty()) {
      told(
          Notice.warning(
              "Nothing to calibrate",
              "No finger of the %s hand is ticked.".formatted(glove.side().word())));
      return false;
    }
    return true;
  }

  private Consumer<@Nullable Step> asks(RigGlove glove) {
    Workplace workplace = around.current().workplaceProperty().get();
    return workplace == null ? _ -> {} : SimulatedWearer.of(workplace, glove);
  }

  /// Shows a run in place of the one before.
  Node show(LiveRun next) {
    RunPage shown =
        new RunPage(
            next,
            () ->
                Optional.ofNullable(around.current().workplaceProperty().get())
                    .flatMap(workplace -> workplace.rig().hub().find(next.glove().handName())),
            keys,
            around.cues(),
            () -> over(next));
    return open.show(next, shown.frame(), keys);
  }

  void focus() {
    open.focus();
  }

  private void over(LiveRun ended) {
    open.end();
    desk.refresh();
    around.wardrobe().dress();
    Optional<DonningCheck.Answer> answer = ended.answer();
    Optional<Profile> checked = ended.checked();
    if (answer.isPresent() && checked.isPresent()) {
      around.wardrobe().checked(checked.get(), answer.get());
      desk.keep(
          new CheckLog.Line(
              around.clock().instant(),
              checked.get().person(),
              checked.get().device(),
              checked.get().id(),
              answer.get().advice(),
              answer.get().degrees(),
              answer.get().afterZero()));
      ends.checked(ended, checked.get(), answer.get());
    } else if (ended.made().isPresent()) {
      ends.made(ended.made().get());
    } else {
      ends.stopped();
    }
  }

  /// The glove is not there any more: another rig was opened.
  void rigGone() {
    open.end();
    told(
        Notice.info(
            "The calibration was stopped",
            "Another rig was opened. What was held is kept, to go on with that glove."));
  }

  void pause(boolean on) {
    open.pause(on);
  }

  private void stopped(LiveRun ended) {
    ends.stopped();
    if (ended.checked().isEmpty() && ended.done() > 0) {
      told(
          Notice.info(
              "The calibration is stopped",
              "What was held is kept: go on with the run whenever you like."));
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
