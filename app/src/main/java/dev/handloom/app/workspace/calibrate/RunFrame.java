package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.LedRun;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.ui.fx.Pulse;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What every guided run shows around its own middle: what is wanted in large words, what is in the
/// way, how far it is, the buttons with their keys; and what it lets be heard.
public final class RunFrame implements OpenRun.Page {
  private final LedRun run;
  private final RunKeys keys;
  private final Consumer<Cue> cues;
  private final Runnable over;
  private final BorderPane page = new BorderPane();
  private final VBox text = new VBox(4);
  private final Label title = new Label();
  private final Label words = new Label();
  private final Label next = new Label();
  private final Label trouble = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final Button pause;
  private final Button keep = new Button("Keep it again", new FontIcon(Feather.SAVE));
  private @Nullable Subscription pulse;
  private int told = -1;
  private boolean away;
  private boolean ended;

  /// How a run stands.
  ///
  /// @param done how many steps lie behind
  /// @param wanted what is asked for, in a word or two; empty where nothing is
  /// @param words how it is done
  /// @param next what comes then
  /// @param trouble what is in the way; empty where nothing is
  /// @param workingOut what is said while it is worked out
  /// @param made whether there is a profile already
  /// @param cue lets be heard what is asked for; null where nothing is
  public record Now(
      RunState state,
      int done,
      int of,
      String wanted,
      String words,
      String next,
      String trouble,
      String workingOut,
      boolean made,
      @Nullable Cue cue) {}

  /// @param beside what stands beside the words
  /// @param over told once, when the run has come to its end
  public RunFrame(LedRun run, RunKeys keys, Consumer<Cue> cues, Node beside, Runnable over) {
    this.run = run;
    this.keys = keys;
    this.cues = cues;
    this.over = over;
    pause = keys.button(keys.pause());
    page.setPadding(new Insets(16));
    page.setTop(head(beside));
    page.setFocusTraversable(true);
    page.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
  }

  private Node head(Node beside) {
    title.getStyleClass().add("pose-title");
    title.setId("calibrate.pose");
    words.getStyleClass().add("pose-words");
    words.setId("calibrate.words");
    next.getStyleClass().add("pose-next");
    for (Label label : List.of(title, words, next, trouble)) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    text.getChildren().setAll(title, words, next);
    text.setAlignment(Pos.CENTER_LEFT);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(24, beside, text);
    row.setAlignment(Pos.CENTER_LEFT);
    trouble.setId("calibrate.trouble");
    trouble.getStyleClass().addAll("alarm", "pose-words");
    trouble.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    trouble.setMaxWidth(Double.MAX_VALUE);
    trouble.managedProperty().bind(trouble.visibleProperty());
    trouble.setVisible(false);
    VBox head = new VBox(8, row, trouble);
    head.setPadding(new Insets(0, 0, 8, 0));
    return head;
  }

  /// @param more buttons of this run alone
  public void foot(Button... more) {
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("How far the run is");
    keep.setId("calibrate.keep");
    keep.getStyleClass().add("accent");
    keep.setOnAction(_ -> run.keepAgain());
    keep.managedProperty().bind(keep.visibleProperty());
    keep.setVisible(false);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons =
        new HBox(8, pause, keys.button(keys.again()), keys.button(keys.leaveOut()), keep, gap);
    buttons.getChildren().addAll(more);
    buttons.getChildren().add(keys.button(keys.stop()));
    buttons.setAlignment(Pos.CENTER_LEFT);
    VBox foot = new VBox(8, progress, buttons);
    foot.setPadding(new Insets(8, 0, 0, 0));
    page.setBottom(foot);
  }

  /// What scrolls, and takes no keys.
  public static ScrollPane scroll(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    return scroll;
  }

  /// Begins to look at the run, once a pulse while it is shown.
  public void begin(Runnable look) {
    pulse = Pulse.shared().whileShown(page, _ -> look.run());
    look.run();
  }

  @Override
  public BorderPane content() {
    return page;
  }

  @Override
  public void focus() {
    page.requestFocus();
  }

  @Override
  public void end() {
    if (pulse != null) {
      pulse.unsubscribe();
    }
  }

  /// What is asked for, how it is done, what comes then; more may be put between.
  public VBox text() {
    return text;
  }

  /// How large what is asked for is written, in pixels.
  public void large(double size) {
    title.setStyle("-fx-font-size: " + Math.round(size) + "px");
  }

  public void show(Now now) {
    RunState state = now.state;
    title.setText(title(now));
    words.setText(now.words);
    next.setText(now.next);
    progress.setProgress((double) now.done / now.of);
    trouble.setText(state == RunState.WORKING_OUT ? "" : now.trouble);
    trouble.setVisible(!trouble.getText().isEmpty() && state != RunState.PAUSED);
    keep.setVisible(state == RunState.FAILED && now.made);
    boolean running = state == RunState.RUNNING || state == RunState.WAITING_FOR_DEVICE;
    keys.enable(running || state == RunState.PAUSED, now.done > 0);
    pause.setText(state == RunState.PAUSED ? "Go on  (Space)" : "Pause  (Space)");
    hear(now);
    if (state == RunState.DONE && !ended) {
      ended = true;
      over.run();
    }
  }

  private static String title(Now now) {
    return switch (now.state) {
      case PAUSED -> "Paused";
      case WORKING_OUT -> now.workingOut;
      case DONE -> "Done";
      case FAILED -> "It did not work out";
      case RUNNING, WAITING_FOR_DEVICE -> now.wanted;
    };
  }

  /// Each step as it is asked for, and a device that goes away.
  private void hear(Now now) {
    boolean gone = now.state == RunState.WAITING_FOR_DEVICE && told >= 0;
    if (gone && !away) {
      cues.accept(Cue.ALARM);
    }
    Cue cue = now.cue;
    if (now.state == RunState.RUNNING && (now.done != told || away) && cue != null) {
      told = now.done;
      cues.accept(cue);
    }
    if (now.state == RunState.DONE && !ended) {
      cues.accept(Cue.CALIBRATED);
    }
    away = gone;
  }
}
