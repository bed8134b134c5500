package dev.handloom.app.workspace.record;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.handsfree.PinchWatch;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ready.ReadyWatch;
import dev.handloom.app.run.Ambient;
import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPhase;
import dev.handloom.app.take.StreamAlarm;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.store.record.RecordingStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// See everything live, start a take, stop it, and know that it is saved.
public final class RecordWorkspace implements Workspace {
  private static final long REFRESH_NANOS = 100_000_000L;

  private final CurrentRig current;
  private final Takes takes;
  private final TakeWords words;
  private final RunOfTakes runs;
  private final ReadyWatch ready;
  private final StreamAlarm alarm;
  private final PinchWatch pinch;
  private final Ambient ambient;
  private final Supplier<SheetLayer> sheets;
  private final List<Action> rigActions;
  private final RunActions runActions;
  private final Action setUp;
  private final Action continuous;
  private final Button runButton;
  private final Action toggle;
  private final Action arm;
  private final Action pause;
  private final Action mark;
  private final Action keep;
  private final BooleanProperty armed = new SimpleBooleanProperty();
  private final ToggleButton armButton = new ToggleButton("Arm", new FontIcon(Feather.CLOCK));
  private @Nullable Button pauseButton;
  private final BorderPane content = new BorderPane();
  private final PhaseBanner banner;
  private final PhaseView phases;
  private final Label alarmLine = new Label();
  private final ReadyLine readyLine = new ReadyLine();
  private final RunBar runBar;
  private final VBox taskBox = new VBox();
  private final TextField task = new TextField();
  private final Label sleepHint = new Label();
  private final ReferencePictures reference;
  private @Nullable LiveBoard board;
  private long refreshedNanos;

  /// @param sheets where a sheet can be shown; asked when one is
  public RecordWorkspace(
      CurrentRig current,
      Takes takes,
      TakeWords words,
      RunOfTakes runs,
      ReadyWatch ready,
      StreamAlarm alarm,
      PinchWatch pinch,
      Ambient ambient,
      OpenLibrary library,
      TaskRunner tasks,
      Supplier<SheetLayer> sheets,
      Actions actions,
      List<Action> rigActions) {
    this.current = current;
    this.takes = takes;
    this.runs = runs;
    this.ready = ready;
    this.alarm = alarm;
    this.pinch = pinch;
    this.ambient = ambient;
    this.sheets = sheets;
    this.words = words;
    this.rigActions = rigActions;
    toggle =
        actions.add(
            Action.named("record.toggle", "Start or stop recording", this::toggle)
                .icon(Feather.CIRCLE)
                .keys(KeyCode.SPACE, javafx.scene.input.KeyCombination.SHORTCUT_DOWN)
                .menu("Record")
                .describedAs("A take is saved on disk when it stops."));
    actions.add(
        Action.named("record.task", "Name the task", task::requestFocus)
            .icon(Feather.EDIT_3)
            .keys(KeyCode.T, javafx.scene.input.KeyCombination.SHORTCUT_DOWN)
            .menu("Record"));
    arm =
        actions.add(
            Action.named("record.arm", "Arm", () -> takes.arm(!armed.get()))
                .icon(Feather.CLOCK)
                .keys(
                    KeyCode.SPACE,
                    javafx.scene.input.KeyCombination.SHORTCUT_DOWN,
                    javafx.scene.input.KeyCombination.SHIFT_DOWN)
                .menu("Record")
                .selected(armed)
                .describedAs(
                    "Keeps the last seconds in memory, so that a take can begin before it was"
                        + " started."));
    pause =
        actions.add(
            Action.named("record.pause", "Pause or go on", takes::pauseOrResume)
                .icon(Feather.PAUSE)
                .keys(KeyCode.P, javafx.scene.input.KeyCombination.SHORTCUT_DOWN)
                .menu("Record")
                .describedAs("What is captured in a pause is left out."));
    mark =
        actions.add(
            Action.named("record.mark", "Mark", takes::mark)
                .icon(Feather.FLAG)
                .keys(KeyCode.M, javafx.scene.input.KeyCombination.SHORTCUT_DOWN)
                .menu("Record")
                .describedAs("A marker at this moment; Review shows it."));
    keep =
        actions.add(
            Action.named("record.keep-last", "Keep the last seconds", takes::keepLast)
                .icon(Feather.REWIND)
                .keys(KeyCode.L, javafx.scene.input.KeyCombination.SHORTCUT_DOWN)
                .menu("Record")
                .describedAs(
                    "Armed: saves them as an episode. During a take: ends it and marks them for"
                        + " use."));
    runActions = new RunActions(actions, runs, this::writeNote);
    setUp =
        actions.add(
            Action.named("record.run", "Set up a run…", this::setUpRun)
                .icon(Feather.REPEAT)
                .keys(KeyCode.R, javafx.scene.input.KeyCombination.SHORTCUT_DOWN)
                .menu("Record/Run")
                .describedAs(
                    "One task shown again and again, with a target; or change the open one."));
    continuous =
        actions.add(
            Action.named("record.ambient", "Record without a break", this::recordAmbient)
                .icon(Feather.SUNRISE)
                .menu("Record")
                .selected(ambient.onProperty())
                .describedAs(
                    "Ends when you say so; then episodes are proposed from what the hands did. A"
                        + " marker splits one."));
    runButton = Actions.button(setUp);
    // The task needs the room.
    runButton.setText("Run…");
    runBar = new RunBar(runs, runActions);
    banner = new PhaseBanner(toggle);
    phases = new PhaseView(banner, takes, words, runs);
    reference = new ReferencePictures(library, tasks);
  }

  @Override
  public String id() {
    return "record";
  }

  @Override
  public String title() {
    return "Record";
  }

  @Override
  public Feather icon() {
    return Feather.DISC;
  }

  @Override
  public Node content() {
    content.setPadding(new Insets(8, 16, 8, 16));
    alarmLine.getStyleClass().add("alarm");
    alarmLine.setId("record.alarm");
    alarmLine.setGraphic(new FontIcon(Feather.ALERT_OCTAGON));
    alarmLine.setMaxWidth(Double.MAX_VALUE);
    alarmLine.setWrapText(true);
    alarmLine.setMinHeight(Region.USE_PREF_SIZE);
    alarmLine.managedProperty().bind(alarmLine.visibleProperty());
    alarmLine.setVisible(false);
    taskBox.getChildren().setAll(taskLine());
    taskBox.managedProperty().bind(taskBox.visibleProperty());
    VBox top = new VBox(8, banner, alarmLine, runBar, taskBox, readyLine, sleepLine());
    top.setPadding(new Insets(0, 0, 8, 0));
    content.setTop(top);
    current.workplaceProperty().subscribe(this::show);
    takes.phaseProperty().subscribe(_ -> refresh());
    Pulse.shared().whileShown(content, this::pulse);
    return content;
  }

  /// Shown while no take runs: then there is still time to do something about it.
  private Node sleepLine() {
    sleepHint.setId("record.sleepHint");
    sleepHint.setWrapText(true);
    sleepHint.setMinHeight(Region.USE_PREF_SIZE);
    FontIcon icon = new FontIcon(Feather.MOON);
    icon.getStyleClass().add("icon-warning");
    sleepHint.setGraphic(icon);
    sleepHint.managedProperty().bind(sleepHint.visibleProperty());
    sleepHint.setVisible(false);
    return sleepHint;
  }

  private Node taskLine() {
    Label label = new Label("Task");
    label.setLabelFor(task);
    label.setMinWidth(Region.USE_PREF_SIZE);
    task.setPromptText("What is being shown, as: pour the cup into the bowl");
    task.setId("record.taskField");
    task.setText(takes.task());
    task.textProperty().subscribe(takes::nameTask);
    HBox.setHgrow(task, Priority.ALWAYS);
    task.disableProperty().bind(takes.phaseProperty().map(TakePhase::running));
    armButton.setId("record.armButton");
    armButton.setMinWidth(Region.USE_PREF_SIZE);
    armButton.setTooltip(new Tooltip(arm.tooltipText()));
    armButton.setAccessibleHelp(arm.description());
    armButton.disableProperty().bind(arm.enabledProperty().not());
    armed.subscribe(armButton::setSelected);
    armButton.setOnAction(_ -> {
      arm.run();
      // It shows what is, not what was pressed.
      armButton.setSelected(armed.get());
    });
    Button pauseShown = Actions.button(pause);
    pauseButton = pauseShown;
    HBox line =
        new HBox(
            8,
            label,
            task,
            runButton,
            armButton,
            pauseShown,
            Actions.button(mark),
            Actions.button(keep));
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void writeNote() {
    runBar.writeNote();
  }

  private void recordAmbient() {
    ambient.toggle(sentences());
  }

  private List<String> sentences() {
    return ready.sentences();
  }

  private void setUpRun() {
    Workplace workplace = current.workplaceProperty().get();
    String rig = workplace == null ? "None open" : workplace.rig().file().name();
    SheetLayer layer = sheets.get();
    RunSheet sheet = new RunSheet(runs, rig, task.getText(), layer::close);
    layer.show(sheet.sheet(), sheet.first());
  }

  private void show(@Nullable Workplace workplace) {
    if (board != null) {
      board.end();
    }
    board = null;
    if (workplace == null) {
      content.setCenter(
          new EmptyPlace(
              Feather.DISC,
              "Nothing to record yet",
              "Open the rig of this workplace, or try everything with the simulated one.",
              rigActions.toArray(Action[]::new)));
    } else {
      board = new LiveBoard(workplace);
      content.setCenter(board);
    }
    refresh();
  }

  @Override
  public void shown() {
    // Typing begins only when a person asks for it: the keys belong to the take.
    content.requestFocus();
  }

  private void toggle() {
    if (runs.runProperty().get() != null) {
      runs.press();
      return;
    }
    switch (takes.phaseProperty().get()) {
      case READY, ARMED -> takes.start(sentences());
      case RECORDING, PAUSED -> takes.stop();
      case STARTING, SAVING -> {
        // It is on its way; the banner says so.
      }
    }
  }

  private void pulse(long now) {
    banner.hold(pinch.progress());
    // An alarm does not wait for its turn.
    if (now - refreshedNanos >= REFRESH_NANOS
        || alarmLine.isVisible() == alarm.silent().isEmpty()) {
      refreshedNanos = now;
      refresh();
    }
  }

  private void refresh() {
    Workplace workplace = current.workplaceProperty().get();
    LiveBoard shown = board;
    if (shown != null && workplace != null) {
      shown.refresh(workplace, takes.status().map(RecordingStatus::encoders).orElse(Map.of()));
    }
    TakePhase now = takes.phaseProperty().get();
    boolean rig = workplace != null;
    boolean live = now == TakePhase.RECORDING || now == TakePhase.PAUSED;
    Run run = runs.runProperty().get();
    toggle.enabledProperty().set(rig && (live || !now.running()));
    arm.enabledProperty().set(rig && !now.running() && run == null);
    armed.set(now == TakePhase.ARMED);
    pause.enabledProperty().set(live);
    mark.enabledProperty().set(live);
    keep.enabledProperty().set(live || now == TakePhase.ARMED);
    runActions.refresh(run, now.running());
    setUp.enabledProperty().set(!now.running());
    continuous
        .enabledProperty()
        .set(rig && run == null && (!now.running() || ambient.onProperty().get()));
    boolean growing = takes.status().map(RecordingStatus::growing).orElse(false);
    phases.show(run, now, growing, live);
    String trouble = takes.sleepTrouble();
    sleepHint.setText(trouble);
    sleepHint.setVisible(now == TakePhase.READY && !trouble.isEmpty());
    String flow = words.flow();
    if (flow.isEmpty()) {
      readyLine.refresh(
          ready.items(), rig && !now.running() && runs.phaseProperty().get() != RunPhase.COUNTDOWN);
    } else {
      readyLine.flow(flow);
    }
    List<String> silent = alarm.silent();
    alarmLine.setVisible(!silent.isEmpty());
    alarmLine.setText(
        "Silent: " + String.join(", ", silent) + ". Check cable and power; the take goes on.");
    Button pauseShown = pauseButton;
    if (pauseShown != null) {
      pauseShown.setText(now == TakePhase.PAUSED ? "Go on" : "Pause");
      pauseShown.setGraphic(new FontIcon(now == TakePhase.PAUSED ? Feather.PLAY : Feather.PAUSE));
    }
    runBar.refresh();
    taskBox.setVisible(run == null);
    if (shown != null) {
      boolean before = run != null && !now.running() && runActions.overlaid.get();
      Map<String, Image> pictures = reference.of(run);
      shown.overlay(before ? pictures : Map.of());
    }
  }
}
