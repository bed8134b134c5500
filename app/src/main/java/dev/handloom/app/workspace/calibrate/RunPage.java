package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.LiveRun;
import dev.handloom.app.calibrate.RunLook;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.cue.Cue;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Sample;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

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
  private final RunFrame frame;
  private final StillRing ring = new StillRing();
  private final TwoHands hands;
  private final ChannelBars bars;

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
    var wearing = run.wearing();
    hands = new TwoHands(wearing.side(), wearing.size(), wearing.fingers());
    bars = new ChannelBars(run.channels());
    frame = new RunFrame(run, keys, cues, ring, over);
    frame.content().setId("calibrate.run");
    frame.content().setCenter(middle());
    frame.foot(keys.button(keys.layOver()));
    frame.content().widthProperty().subscribe(this::size);
    keys.overProperty().subscribe(hands::layOver);
    frame.begin(() -> show(run.look()));
  }

  private Node middle() {
    ScrollPane scroll = RunFrame.scroll(bars);
    scroll.setMinWidth(bars.getMinWidth() + 16);
    Label caption = new Label("Sensors: now, and the range so far");
    caption.getStyleClass().add("section-title");
    VBox right = new VBox(4, caption, scroll);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    HBox.setHgrow(hands, Priority.ALWAYS);
    HBox middle = new HBox(24, hands, right);
    middle.setMinHeight(0);
    return middle;
  }

  private void size(Number width) {
    frame.large(Math.clamp(width.doubleValue() * SHARE_OF_WIDTH, LEAST_SIZE, MOST_SIZE));
  }

  RunFrame frame() {
    return frame;
  }

  private void show(RunLook look) {
    Step wanted = look.wanted();
    ring.show(
        look.state() == RunState.RUNNING ? look.stillness() : 0,
        Math.min(look.done() + 1, look.of()) + "/" + look.of());
    hands.want(wanted);
    bars.show(look.values(), look.low(), look.high());
    flag(look);
    live();
    frame.show(
        new RunFrame.Now(
            look.state(),
            look.done(),
            look.of(),
            wanted == null ? "" : wanted.title(),
            wanted == null ? "" : wanted.words(),
            next(look),
            look.words(),
            "Working out the hand…",
            run.made().isPresent(),
            wanted == null ? null : Cue.valueOf(wanted.name())));
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
}
