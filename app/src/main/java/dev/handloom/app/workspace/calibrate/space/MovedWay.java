package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.space.AlignPair;
import dev.handloom.app.space.AlignSession;
import dev.handloom.app.space.AlignSession.Look;
import dev.handloom.app.space.AlignSession.State;
import dev.handloom.app.space.RigSpaces;
import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.SpaceProfile;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A hand that a headset and a tracker both see is moved until it is enough.
final class MovedWay implements Way {
  private static final String FIRST =
      "Hold the hand with the tracker where the headset sees it. Press Space, then move it slowly and"
          + " turn it in every direction: palm up, palm down, fingers up, fingers down. It ends by"
          + " itself.";
  private static final String MOVING =
      "Move the hand slowly, and turn it in every direction. It ends by itself when it is enough.";

  private final Keeper keeper;
  private final ChoiceBox<AlignPair> pairs = new ChoiceBox<>();
  private final Label say = Parts.words("calibrate.space.say");
  private final Label trouble = Parts.words("calibrate.space.trouble");
  private final Label result = Parts.words("calibrate.space.result", "text-large");
  private final Label advice = Parts.words("calibrate.space.advice", "text-muted");
  private final ProgressBar covered = new ProgressBar(0);
  private final Button go = new Button("Begin  (Space)");
  private final Button again = new Button("Again  (R)");
  private final Button keep = new Button("Keep it  (Space)");
  private final VBox node;
  private @Nullable AlignSession session;
  private boolean inFront;

  MovedWay(RigSpaces spaces) {
    keeper = new Keeper(spaces, this::refresh);
    pairs.setId("calibrate.space.pair");
    pairs.setMinWidth(Region.USE_PREF_SIZE);
    pairs.setTooltip(new Tooltip("What the headset and the trackers both see"));
    pairs.setAccessibleText("What the headset and the trackers both see");
    pairs.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> open(now));
    covered.setId("calibrate.space.covered");
    covered.setPrefWidth(Parts.WIDTH);
    covered.setAccessibleText("How much of the motion that is needed was made");
    trouble.setGraphic(Parts.warning());
    Parts.button(
        go, "calibrate.space.go", this::pauseOrGoOn, "Begin, or end and work it out  (Space)");
    Parts.button(again, "calibrate.space.again", this::again, "From the beginning  (R)");
    Parts.button(keep, "calibrate.space.keep", this::pauseOrGoOn, "Use it from now on  (Space)");
    keep.getStyleClass().add("accent");
    go.getStyleClass().add("accent");
    FlowPane buttons = new FlowPane(8, 8, go, keep, again);
    node = new VBox(12, pairs, say, covered, trouble, result, advice, buttons);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public String missing() {
    return pairs.getItems().isEmpty()
        ? "It takes a headset that sees hands, and a tracker on one of them whose station tells where"
            + " it is."
        : "";
  }

  @Override
  public void show(@Nullable Workplace workplace) {
    List<AlignPair> all = workplace == null ? List.of() : AlignPair.of(workplace);
    if (!all.equals(pairs.getItems())) {
      pairs.getItems().setAll(all);
      if (all.isEmpty()) {
        open(null);
      } else {
        pairs.getSelectionModel().select(0);
      }
    }
  }

  private void open(@Nullable AlignPair pair) {
    AlignSession before = session;
    if (before != null) {
      before.close();
    }
    keeper.forget();
    session = pair == null || !inFront ? null : new AlignSession(pair);
    refresh();
  }

  @Override
  public void refresh() {
    AlignSession open = session;
    Look look = open == null ? new Look(State.WAITING, 0, 0, "", null) : open.look();
    boolean done = look.state() == State.DONE;
    boolean moving = look.state() == State.MOVING;
    SpaceProfile made = look.made();
    boolean kept = keeper.kept(made);
    Parts.say(say, done ? "" : moving ? MOVING : FIRST);
    covered.setProgress(look.covered());
    covered.setVisible(moving);
    covered.setManaged(moving);
    Parts.say(trouble, done ? keeper.why() : look.words());
    Parts.say(result, made == null ? "" : result(made.alignment()));
    Parts.say(advice, made == null ? "" : advice(made.alignment(), kept));
    go.setText(moving ? "End here  (Space)" : "Begin  (Space)");
    go.setVisible(!done);
    keep.setVisible(done);
    keep.setDisable(kept);
    keep.setText(kept ? "Kept" : "Keep it  (Space)");
    again.setVisible(look.state() != State.WAITING);
  }

  private static String result(Alignment found) {
    return String.format(
        Locale.ROOT,
        "%.1f mm and %.2f° apart",
        1000 * found.heldOutMetres(),
        Math.toDegrees(found.heldOutRadians()));
  }

  private static String advice(Alignment found, boolean kept) {
    String better =
        found.heldOutMetres() > 0.01
            ? " That is much: does the tracker slip on the hand, or is the headset's clock off?"
            : "";
    return String.format(
            Locale.ROOT,
            "At %d moments that it was not made of. Made of %d, where the rest is %.1f mm; %d did not"
                + " agree and were left out.",
            found.checked(),
            found.used(),
            1000 * found.residualMetres(),
            found.leftOut())
        + better
        + (kept
            ? " It is kept, goes into every episode, and holds until the headset is recentred."
            : "");
  }

  @Override
  public void pauseOrGoOn() {
    AlignSession open = session;
    if (open == null) {
      return;
    }
    keeper.keepOr(open.look().made(), open::goOn);
    refresh();
  }

  @Override
  public void again() {
    AlignSession open = session;
    if (open != null) {
      keeper.forget();
      open.again();
    }
  }

  @Override
  public void leaveOut() {
    // Moments are left out by themselves.
  }

  @Override
  public void stop() {
    open(pairs.getValue());
  }

  @Override
  public void front(boolean now) {
    inFront = now;
    if (!now) {
      open(null);
    } else if (session == null) {
      open(pairs.getValue());
    }
  }

  @Override
  public boolean running() {
    return session != null;
  }
}
