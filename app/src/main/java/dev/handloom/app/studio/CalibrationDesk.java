package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.arm.ArmRack;
import dev.handloom.app.arm.Fitting;
import dev.handloom.app.calibrate.DriftFeed;
import dev.handloom.app.calibrate.Enclosed;
import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.gripper.GripperDesk;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.lens.RigLenses;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ready.ArmItems;
import dev.handloom.app.ready.GloveItems;
import dev.handloom.app.ready.LensItems;
import dev.handloom.app.ready.ReadyItem;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.RigSpaces;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.calibrate.RunKeys;
import dev.handloom.app.workspace.calibrate.arm.ArmsPage;
import dev.handloom.app.workspace.calibrate.gripper.GrippersPage;
import dev.handloom.store.episode.Enclosure;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All that stands around calibrations: who wears what, whether it still holds, what goes into
/// episodes.
final class CalibrationDesk implements AutoCloseable {
  private final CurrentRig current;
  private final OpenLibrary library;
  private final Takes takes;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Wardrobe wardrobe;
  private final DriftFeed drift;
  private final GloveItems items;
  private final RigLenses lenses;
  private final RigSpaces spaces;
  private final GripperDesk grippers;
  private final ArmRack rack;
  private final ArmItems arms;

  CalibrationDesk(
      CurrentRig current,
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Remembered remembered) {
    this.current = current;
    this.library = library;
    this.takes = takes;
    this.tasks = tasks;
    this.notices = notices;
    wardrobe =
        new Wardrobe(
            current,
            library,
            takes,
            tasks,
            notices,
            remembered.settings().calibration().person(),
            who ->
                remembered.change(now -> now.withCalibration(now.calibration().withPerson(who))));
    drift = new DriftFeed(wardrobe, takes, notices);
    items = new GloveItems(wardrobe, drift, () -> remembered.settings().calibration());
    lenses = new RigLenses(current, library, tasks, remembered.board());
    spaces = new RigSpaces(current, library, tasks, lenses);
    grippers = new GripperDesk(current, library, takes, tasks, notices);
    rack = new ArmRack(current, library, takes, tasks, notices);
    arms = new ArmItems(rack);
    takes.enclose(() -> {
      List<Enclosure> all = new ArrayList<>(Enclosed.of(wardrobe.worn()));
      all.addAll(KnownLens.enclosures(lenses.known()));
      all.addAll(GripperInUse.enclosed(grippers.live()));
      all.addAll(Fitting.enclosed(rack.fitted()));
      all.addAll(KnownSpace.enclosures(spaces.known()));
      return all;
    });
  }

  Wardrobe wardrobe() {
    return wardrobe;
  }

  /// The page of arms.
  ArmsPage arms(
      Supplier<SheetLayer> sheets, Consumer<Cue> cues, List<Action> rigActions, RunKeys keys) {
    return new ArmsPage(
        new ArmsPage.Surroundings(
            current,
            rack,
            wardrobe.personProperty()::get,
            tasks,
            sheets,
            notices,
            cues,
            takes,
            rigActions,
            keys,
            ZoneId.systemDefault()));
  }

  /// What speaks against a take now. Any thread.
  List<ReadyItem> items() {
    return Stream.concat(items.get().stream(), arms.get().stream()).toList();
  }

  RigLenses lenses() {
    return lenses;
  }

  RigSpaces spaces() {
    return spaces;
  }

  LensItems lensItems() {
    return new LensItems(lenses::known);
  }

  /// The page of grippers.
  GrippersPage page(Actions actions, Supplier<SheetLayer> sheets, Supplier<Desktop> desktop) {
    return new GrippersPage(
        new GrippersPage.Surroundings(
            current, library, grippers, tasks, actions, sheets, desktop, notices));
  }

  @Override
  public void close() {
    grippers.close();
    drift.close();
  }
}
