package dev.handloom.app.workspace.record;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.record.RecordingStatus;
import java.util.List;
import java.util.Map;
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
  private final List<Action> rigActions;
  private final Action toggle;
  private final Action arm;
  private final Action pause;
  private final Action mark;
  private final Action keep;
  private final BooleanProperty armed = new SimpleBooleanProperty();
  private final ToggleButton armButton = new ToggleButton("Arm", new FontIcon(Feather.CLOCK));
  private @Nullable Button pauseButton;
  private final BorderPane content = new BorderPane();
  private final Label phase = new Label();
  private final FontIcon phaseIcon = new FontIcon(Feather.CIRCLE);
  private final HBox banner = new HBox(16);
  private final Label elapsed = new Label();
  private final Label detail = new Label();
  private final TextField task = new TextField();
  private final Label sleepHint = new Label();
  private final Button button;
  private @Nullable LiveBoard board;
  private long refreshedNanos;

  public RecordWorkspace(
      CurrentRig current, Takes takes, TakeWords words, Actions actions, List<Action> rigActions) {
    this.current = current;
    this.takes = takes;
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
    button = new Button();
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
    content.setTop(new VBox(8, bannerLine(), sleepLine(), taskLine()));
    current.workplaceProperty().subscribe(this::show);
    takes.phaseProperty().subscribe(_ -> refresh());
    Pulse.shared().whileShown(content, this::pulse);
    return content;
  }

  private Node bannerLine() {
    phase.getStyleClass().add("phase-banner");
    phase.setMinWidth(Region.USE_PREF_SIZE);
    phaseIcon.getStyleClass().add("phase-icon");
    elapsed.getStyleClass().addAll("phase-time", Figures.STYLE_CLASS);
    elapsed.setMinWidth(Region.USE_PREF_SIZE);
    detail.getStyleClass().addAll("text-muted", Figures.STYLE_CLASS);
    // The figures give way before the phase and the button do.
    VBox figures = new VBox(elapsed, detail);
    figures.setAlignment(Pos.CENTER_LEFT);
    figures.setMinWidth(0);
    HBox.setHgrow(figures, Priority.ALWAYS);
    banner.getChildren().setAll(phaseIcon, phase, figures, button);
    banner.getStyleClass().add("phase-line");
    banner.setAlignment(Pos.CENTER_LEFT);
    button.getStyleClass().add("record-button");
    button.setId("record.button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(toggle.tooltipText()));
    button.disableProperty().bind(toggle.enabledProperty().not());
    button.setOnAction(_ -> toggle.run());
    return banner;
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
    task.disableProperty().bind(takes.phaseProperty().map(Takes.Phase::running));
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
        new HBox(8, label, task, armButton, pauseShown, Actions.button(mark), Actions.button(keep));
    line.setAlignment(Pos.CENTER_LEFT);
    line.setPadding(new Insets(0, 0, 8, 0));
    return line;
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
    switch (takes.phaseProperty().get()) {
      case READY, ARMED -> takes.start();
      case RECORDING, PAUSED -> takes.stop();
      case STARTING, SAVING -> {
        // It is on its way; the banner says so.
      }
    }
  }

  private void pulse(long now) {
    if (now - refreshedNanos >= REFRESH_NANOS) {
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
    Takes.Phase now = takes.phaseProperty().get();
    boolean rig = workplace != null;
    boolean live = now == Takes.Phase.RECORDING || now == Takes.Phase.PAUSED;
    toggle.enabledProperty().set(rig && (live || !now.running()));
    arm.enabledProperty().set(rig && !now.running());
    armed.set(now == Takes.Phase.ARMED);
    pause.enabledProperty().set(live);
    mark.enabledProperty().set(live);
    keep.enabledProperty().set(live || now == Takes.Phase.ARMED);
    // Red means that bytes reach the disk, and nothing else.
    boolean recording =
        now == Takes.Phase.RECORDING && takes.status().map(s -> s.growing()).orElse(false);
    banner.getStyleClass().remove("recording");
    if (recording) {
      banner.getStyleClass().add("recording");
    }
    phase.setText(
        switch (now) {
          case READY -> takes.savedCount() > 0 ? "SAVED" : "READY";
          case ARMED -> "ARMED";
          case STARTING -> "STARTING";
          case RECORDING -> recording ? "RECORDING" : "WAITING FOR THE DISK";
          case PAUSED -> "PAUSED";
          case SAVING -> "SAVING";
        });
    phaseIcon.setIconCode(
        switch (now) {
          case READY -> takes.savedCount() > 0 ? Feather.CHECK_CIRCLE : Feather.CIRCLE;
          case ARMED -> Feather.CLOCK;
          case STARTING, SAVING -> Feather.LOADER;
          case RECORDING -> recording ? Feather.DISC : Feather.ALERT_TRIANGLE;
          case PAUSED -> Feather.PAUSE_CIRCLE;
        });
    String trouble = takes.sleepTrouble();
    sleepHint.setText(trouble);
    sleepHint.setVisible(now == Takes.Phase.READY && !trouble.isEmpty());
    elapsed.setText(words.elapsed());
    detail.setText(words.detail());
    Button pauseShown = pauseButton;
    if (pauseShown != null) {
      pauseShown.setText(now == Takes.Phase.PAUSED ? "Go on" : "Pause");
      pauseShown.setGraphic(new FontIcon(now == Takes.Phase.PAUSED ? Feather.PLAY : Feather.PAUSE));
    }
    button.setText(live ? "Stop" : "Record");
    button.getStyleClass().remove("accent");
    if (!live) {
      button.getStyleClass().add("accent");
    }
    button.setGraphic(new FontIcon(live ? Feather.SQUARE : Feather.CIRCLE));
    button.setAccessibleText(live ? "Stop the take and save it" : "Start a take");
  }
}
