package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.arm.ArmLook;
import dev.handloom.app.arm.LiveArmRun;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.app.workspace.calibrate.RunKeys;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.arm.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A run of an arm as it goes: the wanted movement and its words large, every joint live below.
/// Readable from two metres, led by keys, a pedal or nothing but the arm itself.
final class ArmRunPage {
  private static final double BIG = 184;
  private static final double SMALL = 92;
  private static final double TITLE = 40;

  private final LiveArmRun run;
  private final RunKeys keys;
  private final Consumer<Cue> cues;
  private final Runnable over;
  private final BorderPane page = new BorderPane();
  private final Label title = new Label();
  private final Label number = new Label();
  private final Label words = new Label();
  private final Label next = new Label();
  private final Label moved = new Label();
  private final Label trouble = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final Button pause;
  private final Button keep = new Button("Keep it again", new FontIcon(Feather.SAVE));
  private final JointDial whole;
  private final JointDial one = new JointDial(BIG, 1);
  private final List<JointDial> dials = new ArrayList<>();
  private final List<Label> values = new ArrayList<>();
  private final List<VBox> tiles = new ArrayList<>();
  private final Subscription pulse;
  private int told = -1;
  private boolean away;
  private boolean ended;

  /// @param over told once, when the run has come to its end
  ArmRunPage(LiveArmRun run, RunKeys keys, Consumer<Cue> cues, Runnable over) {
    this.run = run;
    this.keys = keys;
    this.cues = cues;
    this.over = over;
    whole = new JointDial(BIG, run.arm().encoders().size());
    pause = keys.button(keys.pause());
    page.setId("calibrate.arm.run");
    page.setPadding(new Insets(16));
    page.setTop(head());
    page.setCenter(joints());
    page.setBottom(foot());
    page.setFocusTraversable(true);
    page.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
    pulse = Pulse.shared().whileShown(page, _ -> show(run.look()));
    show(run.look());
  }

  private Node head() {
    title.getStyleClass().add("pose-title");
    title.setId("calibrate.pose");
    title.setStyle("-fx-font-size: " + TITLE + "px");
    number.setId("calibrate.number");
    number.getStyleClass().addAll("pose-next", Figures.STYLE_CLASS);
    words.getStyleClass().add("pose-words");
    words.setId("calibrate.words");
    moved.getStyleClass().addAll("pose-words", Figures.STYLE_CLASS);
    moved.setId("calibrate.moved");
    next.getStyleClass().add("pose-next");
    for (Label label : new Label[] {title, words, next, trouble}) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    VBox text = new VBox(4, number, title, words, moved, next);
    text.setAlignment(Pos.CENTER_LEFT);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(24, new StackPane(whole, one), text);
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

  private Node joints() {
    FlowPane all = new FlowPane(8, 8);
    for (Encoder encoder : run.arm().encoders()) {
      JointDial dial = new JointDial(SMALL, 1);
      Label name = new Label(QualityWords.sentence(encoder.words()));
      Label value = new Label();
      value.getStyleClass().add(Figures.STYLE_CLASS);
      VBox tile = new VBox(2, dial, name, value);
      tile.setAlignment(Pos.TOP_CENTER);
      tile.getStyleClass().add("joint-tile");
      dials.add(dial);
      values.add(value);
      tiles.add(tile);
      all.getChildren().add(tile);
    }
    Label caption = new Label("Joints: now, and the way so far");
    caption.getStyleClass().add("section-title");
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox box = new VBox(8, caption, scroll);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    box.setMinHeight(0);
    return box;
  }

  private Node foot() {
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("How far the run is");
    keep.setId("calibrate.keep");
    keep.getStyleClass().add("accent");
    keep.setOnAction(_ -> run.keepAgain());
    keep.managedProperty().bind(keep.visibleProperty());
    keep.setVisible(false);
    HBox buttons =
        new HBox(
            8,
            pause,
            keys.button(keys.again()),
            keys.button(keys.leaveOut()),
            keys.button(keys.stop()),
            keep);
    buttons.setAlignment(Pos.CENTER_LEFT);
    VBox foot = new VBox(8, progress, buttons);
    foot.setPadding(new Insets(8, 0, 0, 0));
    return foot;
  }

  Node content() {
    return page;
  }

  void focus() {
    page.requestFocus();
  }

  /// Looks no more; the run itself is its owner's.
  void end() {
    pulse.unsubscribe();
  }

  private void show(ArmLook look) {
    RunState state = look.state();
    ArmStep wanted = look.wanted();
    number.setText("Step " + Math.min(look.done() + 1, look.of()) + "/" + look.of());
    title.setText(title(look));
    words.setText(wanted == null ? "" : wanted.words());
    next.setText(next(look));
    progress.setProgress((double) look.done() / look.of());
    dials(look);
    trouble.setText(state == RunState.WORKING_OUT ? "" : look.words());
    trouble.setVisible(!trouble.getText().isEmpty() && state != RunState.PAUSED);
    keep.setVisible(state == RunState.FAILED && run.made().isPresent());
    boolean running = state == RunState.RUNNING || state == RunState.WAITING_FOR_DEVICE;
    keys.enable(running || state == RunState.PAUSED, look.done() > 0);
    keys.layOver().enabledProperty().set(false);
    pause.setText(state == RunState.PAUSED ? "Go on  (Space)" : "Pause  (Space)");
    hear(look);
    if (state == RunState.DONE && !ended) {
      ended = true;
      over.run();
    }
  }

  private void dials(ArmLook look) {
    ArmStep wanted = look.wanted();
    int joint = wanted == null ? -1 : wanted.joint();
    JointDial.Wanted movement =
        wanted == null
            ? JointDial.Wanted.NOTHING
            : switch (wanted.kind()) {
              case ZERO -> JointDial.Wanted.ZERO;
              case SWEEP -> JointDial.Wanted.SWEEP;
              case BEND -> JointDial.Wanted.BEND;
            };
    one.setVisible(joint >= 0);
    whole.setVisible(joint < 0);
    if (joint >= 0) {
      one.want(movement);
      one.needle(0, look.at()[joint]);
      one.swept(look.low()[joint], look.high()[joint]);
      moved.setText(
          String.format(Locale.ROOT, "Moved by %.0f° in this step", Math.toDegrees(look.moved())));
    } else {
      whole.want(movement);
      moved.setText("");
    }
    for (int j = 0; j < dials.size(); j++) {
      double at = look.at()[j];
      whole.needle(j, at);
      dials.get(j).needle(0, at);
      dials.get(j).swept(look.low()[j], look.high()[j]);
      values.get(j).setText(Double.isNaN(at) ? "–" : degrees(at));
      tiles.get(j).getStyleClass().remove("wanted");
      if (j == joint) {
        tiles.get(j).getStyleClass().add("wanted");
      }
    }
  }

  private static String degrees(double radians) {
    long whole = Math.round(Math.toDegrees(radians));
    return (whole > 0 ? "+" : whole < 0 ? "−" : "") + Math.abs(whole) + "°";
  }

  private static String title(ArmLook look) {
    ArmStep wanted = look.wanted();
    return switch (look.state()) {
      case PAUSED -> "Paused";
      case WORKING_OUT -> "Working out the joints…";
      case DONE -> "Done";
      case FAILED -> "It did not work out";
      case RUNNING, WAITING_FOR_DEVICE -> wanted == null ? "" : wanted.title();
    };
  }

  private String next(ArmLook look) {
    if (look.wanted() == null) {
      return "";
    }
    @Nullable ArmStep after = run.step(look.done() + 1);
    return after == null
        ? "It goes on by itself when the arm is still. This is the last step."
        : "It goes on by itself when the arm is still. Next: " + after.title();
  }

  /// Each step as it is asked for, and an arm that goes away.
  private void hear(ArmLook look) {
    boolean gone = look.state() == RunState.WAITING_FOR_DEVICE && told >= 0;
    if (gone && !away) {
      cues.accept(Cue.ALARM);
    }
    ArmStep wanted = look.wanted();
    if (look.state() == RunState.RUNNING && (look.done() != told || away) && wanted != null) {
      told = look.done();
      cues.accept(
          switch (wanted.kind()) {
            case ZERO -> Cue.ZERO_POSE;
            case SWEEP -> Cue.SWEEP_JOINT;
            case BEND -> Cue.BEND_JOINT;
          });
    }
    if (look.state() == RunState.DONE && !ended) {
      cues.accept(Cue.CALIBRATED);
    }
    away = gone;
  }
}
