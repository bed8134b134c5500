package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.RigLenses;
import dev.handloom.app.space.RigSpaces;
import dev.handloom.app.space.touch.TouchFound;
import dev.handloom.app.space.touch.TouchGuide;
import dev.handloom.app.space.touch.TouchLook;
import dev.handloom.app.space.touch.TouchLook.State;
import dev.handloom.app.space.touch.TouchPair;
import dev.handloom.app.space.touch.TouchSession;
import dev.handloom.app.space.touch.TouchWords;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.app.workspace.calibrate.camera.BoardPane;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.SpaceProfile;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A fingertip touches the corners of a printed board that a camera sees.
final class TouchedWay implements Way {
  private final Keeper keeper;
  private final RigLenses lenses;
  private final ChoiceBox<TouchPair> pairs = new ChoiceBox<>();
  private final BoardPane board;
  private final BoardDrawing drawing = new BoardDrawing("calibrate.touch.drawing");
  private final VideoTile tile = new VideoTile("Camera");
  private final Label say = Parts.words("calibrate.touch.say", "title-4");
  private final Label trouble = Parts.words("calibrate.touch.trouble");
  private final Label result = Parts.words("calibrate.touch.result", "text-large");
  private final Label advice = Parts.words("calibrate.touch.advice");
  private final Label offs = Parts.words("calibrate.touch.offs", "text-muted");
  private final ProgressBar share = new ProgressBar(0);
  private final Button go = new Button("Begin  (Space)");
  private final Button again = new Button();
  private final Button another = new Button("Another place  (A)");
  private final Button keep = new Button("Keep it  (Space)");
  private final Button stop = new Button("Stop  (Esc)");
  private final VBox node;
  private @Nullable Workplace workplace;
  private @Nullable TouchSession session;
  private @Nullable Board shown;
  private boolean inFront;

  TouchedWay(RigSpaces spaces, RigLenses lenses) {
    this.lenses = lenses;
    keeper = new Keeper(spaces, this::refresh);
    board = new BoardPane("calibrate.touch.board", lenses.board().board());
    pairs.setId("calibrate.touch.pair");
    pairs.setMinWidth(Region.USE_PREF_SIZE);
    pairs.setTooltip(new Tooltip("Which hand touches, and which camera sees the board"));
    pairs.setAccessibleText("Which hand touches, and which camera sees the board");
    pairs
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, before, now) -> {
          if (before == null || now == null || !now.same(before)) {
            close();
          }
        });
    share.setId("calibrate.touch.share");
    share.setPrefWidth(Parts.WIDTH);
    share.setAccessibleText("How long the finger has been still, of the time that it takes");
    trouble.setGraphic(Parts.warning());
    Parts.button(
        go, "calibrate.touch.go", this::pauseOrGoOn, "Begin; or take the corner now  (Space)");
    Parts.button(again, "calibrate.touch.again", this::again, "Touch a corner again  (R)");
    Parts.button(
        another,
        "calibrate.touch.another",
        this::another,
        "Lay the board elsewhere and touch its corners there, too  (A)");
    Parts.button(keep, "calibrate.touch.keep", this::pauseOrGoOn, "Use it from now on  (Space)");
    Parts.button(
        stop,
        "calibrate.touch.stop",
        this::stop,
        "Leave this and choose another hand, camera or board; what is kept stays  (Esc)");
    keep.getStyleClass().add("accent");
    go.getStyleClass().add("accent");
    drawing.setPrefWidth(0);
    tile.setPrefWidth(0);
    HBox.setHgrow(drawing, Priority.ALWAYS);
    HBox.setHgrow(tile, Priority.ALWAYS);
    HBox sights = new HBox(12, drawing, tile);
    sights.setPrefHeight(250);
    FlowPane buttons = new FlowPane(8, 8, go, keep, another, again, stop);
    node = new VBox(12, pairs, board, say, share, trouble, result, advice, offs, buttons, sights);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public String missing() {
    Workplace now = workplace;
    if (now == null) {
      return "No rig is open.";
    }
    return pairs.getItems().isEmpty() ? TouchPair.missing(now, lenses.known()) : "";
  }

  @Override
  public void show(@Nullable Workplace now) {
    workplace = now;
    List<TouchPair> all = now == null ? List.of() : TouchPair.of(now, lenses.known());
    TouchPair before = pairs.getValue();
    TouchSession open = session;
    if (open != null && all.stream().noneMatch(open.pair()::same)) {
      close();
    }
    pairs.getItems().setAll(all);
    TouchPair chosen =
        all.stream()
            .filter(each -> before != null && each.same(before))
            .findFirst()
            .orElse(all.isEmpty() ? null : all.getFirst());
    pairs.setValue(chosen);
    refresh();
  }

  private void begin() {
    TouchPair pair = pairs.getValue();
    Workplace now = workplace;
    if (pair == null || now == null || !inFront) {
      return;
    }
    Board chosen;
    try {
      chosen = board.board();
    } catch (IllegalArgumentException e) {
      Parts.say(trouble, e.getMessage() + ".");
      return;
    }
    lenses.board().keep(chosen);
    shown = chosen;
    keeper.forget();
    TouchSession opened =
        new TouchSession(pair, chosen, TouchGuide.of(now, pair), new RingedPicture(tile));
    session = opened;
    opened.goOn();
    refresh();
  }

  private void close() {
    TouchSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
    keeper.forget();
    refresh();
  }

  @Override
  public void refresh() {
    TouchSession open = session;
    TouchLook look = open == null ? TouchLook.NONE : open.look();
    State state = look.state();
    SpaceProfile made = look.made();
    TouchFound found = look.found();
    boolean done = state == State.DONE;
    boolean kept = keeper.kept(made);
    boolean idle = open == null;
    board.setVisible(idle);
    board.setManaged(idle);
    pairs.setDisable(!idle);
    Parts.say(say, TouchWords.say(look, open));
    boolean waits = state == State.LOOKING || state == State.TOUCHING || state == State.CHECKING;
    share.setProgress(look.share());
    share.setVisible(waits);
    share.setManaged(waits);
    if (open != null) {
      Parts.say(trouble, done && !keeper.why().isEmpty() ? keeper.why() : look.words());
    } else if (trouble.getText().isEmpty()) {
      Parts.say(trouble, "");
    }
    Parts.say(result, found == null ? "" : TouchWords.result(found));
    Parts.say(advice, found == null ? "" : TouchWords.advice(look, found, kept));
    Parts.say(offs, found == null ? "" : TouchWords.offs(found));
    go.setText(state == State.TOUCHING ? "Take it now  (Space)" : "Begin  (Space)");
    go.setVisible(
        idle || state == State.WAITING || state == State.TOUCHING || state == State.REFUSED);
    go.setDisable(pairs.getItems().isEmpty());
    keep.setVisible(done);
    keep.setDisable(kept);
    keep.setText(kept ? "Kept" : "Keep it  (Space)");
    another.setVisible(done);
    again.setText(
        done
            ? "Touch the worst again  (R)"
            : state == State.TOUCHING ? "Take back  (R)" : "Anew  (R)");
    again.setVisible(done || (state == State.TOUCHING && !look.here().isEmpty()));
    stop.setVisible(!idle);
    for (Node sight : List.of(drawing, tile)) {
      sight.setVisible(waits);
    }
    Region sights = (Region) drawing.getParent();
    sights.setManaged(waits);
    drawing.show(shown, look.wanted(), look.here());
  }

  @Override
  public void pauseOrGoOn() {
    TouchSession open = session;
    if (open == null) {
      begin();
      return;
    }
    keeper.keepOr(open.look().made(), open::goOn);
    refresh();
  }

  @Override
  public void again() {
    TouchSession open = session;
    if (open != null) {
      open.again();
    }
  }

  @Override
  public void another() {
    TouchSession open = session;
    if (open != null) {
      open.another();
    }
  }

  @Override
  public void leaveOut() {
    // All four are needed.
  }

  @Override
  public void stop() {
    close();
  }

  @Override
  public void front(boolean now) {
    inFront = now;
    if (!now) {
      close();
    }
  }

  @Override
  public boolean running() {
    return inFront && !pairs.getItems().isEmpty();
  }
}
