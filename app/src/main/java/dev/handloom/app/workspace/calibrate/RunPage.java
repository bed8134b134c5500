package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.LiveRun;
import dev.handloom.app.calibrate.RunLook;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Sample;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

/// A run as it goes: the wanted pose and its words large, the hand as it is beside it. Readable
/// from two metres, led by keys, a pedal or nothing but the hand itself.
final class RunPage {
  /// A hand that has not moved for so long is not live.
  private static final long STALE_NANOS = 1_000_000_000L;

  private static final double LEAST_SIZE = 40;
  private static final double MOST_SIZE = 72;
  private static final double SHARE_OF_WIDTH = 0.05;

  /// A sensor that has gone through less than this after the first round is named.
  private static final double HARDLY_MOVES = 0.02;

  private final LiveRun run;
  private final Supplier<Optional<LiveStream>> hand;
  private @Nullable LiveStream from;
  private @Nullable Sample sample;
  private final RunKeys keys;
  private final Consumer<Cue> cues;
  private final Runnable over;
  private final BorderPane page = new BorderPane();
  private final StillRing ring = new StillRing();
  private final Label pose = new Label();
  private final Label words = new Label();
  private final Label next = new Label();
  private final Label trouble = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final Button pause;
  private final Button keep = new Button("Keep it again", new FontIcon(Feather.SAVE));
  private final TwoHands hands;
  private final ChannelBars bars;
  private final Subscription pulse;
  private int told = -1;
  private boolean away;
  private boolean ended;

  /// @param hand the stream of the glove's hand, if the rig has one; it may become another
  /// @param over told once, when the run has come to its end
  RunPage(
      LiveRun run,
      Supplier<Optional<LiveStream>> hand,
      RunKeys keys,
      Consumer<Cue> cues,
      Runnable over) {
    this.run = run;
    this.hand = hand;
    this.keys = keys;
    this.cues = cues;
    this.over = over;
    var wearing = run.wearing();
    hands = new TwoHands(wearing.side(), wearing.size(), wearing.fingers());
    bars = new ChannelBars(run.channels());
    pause = keys.button(keys.pause());
    page.setId("calibrate.run");
    page.setPadding(new Insets(16));
    page.setTop(head());
    page.setCenter(middle());
    page.setBottom(foot());
    page.setFocusTraversable(true);
    page.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
    page.widthProperty().subscribe(this::size);
    pulse = Pulse.shared().whileShown(page, _ -> show(run.look()));
    show(run.look());
  }

  private Node head() {
    pose.getStyleClass().add("pose-title");
    pose.setId("calibrate.pose");
    words.getStyleClass().add("pose-words");
    words.setId("calibrate.words");
    next.getStyleClass().add("pose-next");
    for (Label label : new Label[] {words, next, trouble}) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    VBox text = new VBox(4, pose, words, next);
    text.setAlignment(Pos.CENTER_LEFT);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(24, ring, text);
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

  private Node middle() {
    ScrollPane scroll = new ScrollPane(bars);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(bars.getMinWidth() + 16);
    Label caption = new Label("Sensors: now, and the range so far");
    caption.getStyleClass().add("section-title");
    VBox right = new VBox(4, caption, scroll);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    HBox.setHgrow(hands, Priority.ALWAYS);
    HBox middle = new HBox(24, hands, right);
    middle.setMinHeight(0);
    keys.overProperty().subscribe(hands::layOver);
    return middle;
  }

  private Node foot() {
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
        new HBox(
            8,
            pause,
            keys.button(keys.again()),
            keys.button(keys.leaveOut()),
            keep,
            gap,
            keys.button(keys.layOver()),
            keys.button(keys.stop()));
    buttons.setAlignment(Pos.CENTER_LEFT);
    VBox foot = new VBox(8, progress, buttons);
    foot.setPadding(new Insets(8, 0, 0, 0));
    return foot;
  }

  private void size(Number width) {
    double size = Math.clamp(width.doubleValue() * SHARE_OF_WIDTH, LEAST_SIZE, MOST_SIZE);
    pose.setStyle("-fx-font-size: " + Math.round(size) + "px");
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

  private void show(RunLook look) {
    RunState state = look.state();
    Step wanted = look.wanted();
    ring.show(
        state == RunState.RUNNING ? look.stillness() : 0,
        Math.min(look.done() + 1, look.of()) + "/" + look.of());
    pose.setText(title(look));
    words.setText(wanted == null ? "" : wanted.words());
    next.setText(next(look));
    progress.setProgress((double) look.done() / look.of());
    hands.want(wanted);
    bars.show(look.values(), look.low(), look.high());
    flag(look);
    trouble.setText(state == RunState.WORKING_OUT ? "" : look.words());
    trouble.setVisible(!trouble.getText().isEmpty() && state != RunState.PAUSED);
    keep.setVisible(state == RunState.FAILED && run.made().isPresent());
    boolean running = state == RunState.RUNNING || state == RunState.WAITING_FOR_DEVICE;
    keys.enable(running || state == RunState.PAUSED, look.done() > 0);
    pause.setText(state == RunState.PAUSED ? "Go on  (Space)" : "Pause  (Space)");
    live();
    hear(look);
    if (state == RunState.DONE && !ended) {
      ended = true;
      over.run();
    }
  }

  private static String title(RunLook look) {
    Step wanted = look.wanted();
    return switch (look.state()) {
      case PAUSED -> "Paused";
      case WORKING_OUT -> "Working out the hand…";
      case DONE -> "Done";
      case FAILED -> "It did not work out";
      case RUNNING, WAITING_FOR_DEVICE -> wanted == null ? "" : wanted.title();
    };
  }

  private String next(RunLook look) {
    int after = look.done() + 1;
    if (look.wanted() == null) {
      return "";
    }
    return after < look.of()
        ? "Hold it still. Next: " + run.plan().step(after).title()
        : "Hold it still. This is the last one.";
  }

  private void flag(RunLook look) {
    boolean round = look.done() >= run.plan().steps().size();
    for (int c = 0; c < run.channels().size(); c++) {
      var channel = run.channels().get(c);
      boolean felt = channel.useful() && run.wearing().fingers().contains(channel.finger());
      boolean still = round && felt && bars.gone(c) < HARDLY_MOVES;
      bars.flag(c, still ? "hardly moves" : "");
    }
  }

  private void live() {
    LiveStream now = hand.get().orElse(null);
    if (!Objects.equals(now, from)) {
      from = now;
      sample = now == null ? null : new Sample(now.spec());
    }
    Sample into = sample;
    if (now == null || into == null) {
      hands.live().showUnknown("This glove shows no hand before it is calibrated");
    } else if (now.ring().latest(into)) {
      if (StudioClock.now() - into.arrivalNanos > STALE_NANOS) {
        hands.live().showStale("The glove is silent");
      } else {
        hands.live().showJoints(into.values);
      }
    }
  }

  /// Each pose as it is asked for, and a glove that goes away.
  private void hear(RunLook look) {
    boolean gone = look.state() == RunState.WAITING_FOR_DEVICE && told >= 0;
    if (gone && !away) {
      cues.accept(Cue.ALARM);
    }
    Step wanted = look.wanted();
    if (look.state() == RunState.RUNNING && (look.done() != told || away) && wanted != null) {
      told = look.done();
      cues.accept(Cue.valueOf(wanted.name()));
    }
    if (look.state() == RunState.DONE && !ended) {
      cues.accept(Cue.CALIBRATED);
    }
    away = gone;
  }
}
