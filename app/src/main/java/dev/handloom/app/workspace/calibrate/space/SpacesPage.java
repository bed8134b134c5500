package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.space.AlignPair;
import dev.handloom.app.space.AlignSession;
import dev.handloom.app.space.AlignSession.Look;
import dev.handloom.app.space.AlignSession.State;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.RigSpaces;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.app.workspace.calibrate.RunKeys;
import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.SpaceProfile;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Lays a headset's space over a room's: a hand that both see is moved until it is enough. Both
/// hands may be busy: Space, a pedal or a pinch lead it.
public final class SpacesPage implements CalibratePage, RunKeys.Run, AutoCloseable {
  private static final double WIDTH = 640;
  private static final String FIRST =
      "Hold the hand with the tracker where the headset sees it. Press Space, then move it slowly and"
          + " turn it in every direction: palm up, palm down, fingers up, fingers down. It ends by"
          + " itself.";
  private static final String MOVING =
      "Move the hand slowly, and turn it in every direction. It ends by itself when it is enough.";

  private final CurrentRig current;
  private final RigSpaces spaces;
  private final RunKeys keys;
  private final BorderPane content = new BorderPane();
  private final ChoiceBox<AlignPair> pairs = new ChoiceBox<>();
  private final VBox known = new VBox(8);
  private final Label say = words("calibrate.space.say");
  private final Label trouble = words("calibrate.space.trouble");
  private final Label result = words("calibrate.space.result");
  private final Label advice = words("calibrate.space.advice");
  private final ProgressBar covered = new ProgressBar(0);
  private final Button go = new Button("Begin  (Space)");
  private final Button again = new Button("Again  (R)");
  private final Button keep = new Button("Keep it  (Space)");
  private @Nullable AlignSession session;
  private @Nullable SpaceProfile keeping;
  private boolean kept;
  private boolean inFront;

  public SpacesPage(CurrentRig current, RigSpaces spaces, RunKeys keys) {
    this.current = current;
    this.spaces = spaces;
    this.keys = keys;
  }

  @Override
  public String id() {
    return "spaces";
  }

  @Override
  public String title() {
    return "Spaces";
  }

  private static Label words(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  @Override
  public Node content() {
    pairs.setId("calibrate.space.pair");
    pairs.setMinWidth(Region.USE_PREF_SIZE);
    pairs.setTooltip(new Tooltip("What the headset and the trackers both see"));
    pairs.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> open(now));
    covered.setId("calibrate.space.covered");
    covered.setPrefWidth(WIDTH);
    covered.setAccessibleText("How much of the motion that is needed was made");
    result.getStyleClass().add("text-large");
    advice.getStyleClass().add("text-muted");
    trouble.setGraphic(warning());
    button(go, "calibrate.space.go", this::pauseOrGoOn, "Begin, or end and work it out  (Space)");
    button(again, "calibrate.space.again", this::again, "From the beginning  (R)");
    button(keep, "calibrate.space.keep", this::pauseOrGoOn, "Use it from now on  (Space)");
    keep.getStyleClass().add("accent");
    go.getStyleClass().add("accent");
    FlowPane buttons = new FlowPane(8, 8, go, keep, again);
    Label what = new Label("Spaces that lie over each other");
    what.getStyleClass().add("text-large");
    Label moved = new Label("By moving a hand that both see");
    moved.getStyleClass().add("text-large");
    VBox page =
        new VBox(12, what, known, moved, pairs, say, covered, trouble, result, advice, buttons);
    page.setMaxWidth(WIDTH);
    page.setPadding(new Insets(16));
    page.setAlignment(Pos.TOP_LEFT);
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    content.setId("calibrate.spaces");
    content.setUserData(scroll);
    content.setFocusTraversable(true);
    content.setOnKeyPressed(keys::pressed);
    current.workplaceProperty().subscribe(this::show);
    spaces.lookedProperty().subscribe(_ -> list());
    Pulse.shared().whileShown(content, _ -> refresh());
    return content;
  }

  private static FontIcon warning() {
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("icon-warning");
    return icon;
  }

  private static void button(Button button, String id, Runnable does, String tip) {
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(tip));
    button.managedProperty().bind(button.visibleProperty());
    button.setOnAction(_ -> does.run());
    // Space belongs to the run.
    button.setFocusTraversable(false);
  }

  private void show(@Nullable Workplace workplace) {
    List<AlignPair> all = workplace == null ? List.of() : AlignPair.of(workplace);
    pairs.getItems().setAll(all);
    if (all.isEmpty()) {
      open(null);
      content.setCenter(
          new EmptyPlace(
              Feather.MAP_PIN,
              "There are no two spaces to lay over each other",
              "It takes a headset that sees hands, and a tracker on one of them whose station tells"
                  + " where it is. One space alone needs nothing."));
    } else {
      if (content.getUserData() instanceof Node page) {
        content.setCenter(page);
      }
      pairs.getSelectionModel().select(0);
    }
    list();
  }

  private void open(@Nullable AlignPair pair) {
    AlignSession before = session;
    if (before != null) {
      before.close();
    }
    keeping = null;
    kept = false;
    session = pair == null || !inFront ? null : new AlignSession(pair);
    refresh();
  }

  private void list() {
    known.getChildren().clear();
    List<KnownSpace> all = spaces.known();
    if (all.isEmpty()) {
      Label none = words("calibrate.space.none");
      none.setText("None yet. Until then each space is shown apart.");
      none.getStyleClass().add("text-muted");
      known.getChildren().add(none);
    }
    for (KnownSpace each : all) {
      Label line = words("calibrate.space.known." + each.headset().id());
      line.setUserData(each);
      known.getChildren().add(line);
    }
    refresh();
  }

  private void refresh() {
    for (Node node : known.getChildren()) {
      if (node instanceof Label line && line.getUserData() instanceof KnownSpace each) {
        String why = each.trouble();
        line.setText(each.profile().words() + "." + (why.isEmpty() ? " It holds." : " " + why));
        if (why.isEmpty() == (line.getGraphic() != null)) {
          line.setGraphic(why.isEmpty() ? null : warning());
        }
      }
    }
    AlignSession open = session;
    Look look = open == null ? new Look(State.WAITING, 0, 0, "", null) : open.look();
    boolean done = look.state() == State.DONE;
    boolean moving = look.state() == State.MOVING;
    say.setText(moving ? MOVING : FIRST);
    say.setVisible(!done);
    covered.setProgress(look.covered());
    covered.setVisible(moving);
    covered.setManaged(moving);
    trouble.setText(done ? "" : look.words());
    trouble.setVisible(!trouble.getText().isEmpty());
    SpaceProfile made = look.made();
    result.setVisible(done);
    advice.setVisible(done);
    if (done && made != null) {
      result.setText(result(made.alignment()));
      advice.setText(advice(made.alignment()));
    }
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

  private String advice(Alignment found) {
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
    SpaceProfile made = open.look().made();
    if (made == null) {
      open.goOn();
    } else if (!kept && keeping == null) {
      keeping = made;
      spaces.keep(made, this::told);
    }
    refresh();
  }

  private void told(String why) {
    kept = why.isEmpty();
    keeping = null;
    refresh();
    if (!kept) {
      trouble.setText(why);
      trouble.setVisible(true);
    }
  }

  @Override
  public void again() {
    AlignSession open = session;
    if (open != null) {
      kept = false;
      keeping = null;
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
  public void shown() {
    inFront = true;
    if (session == null) {
      open(pairs.getValue());
    }
    keys.lead(this);
    keys.enable(session != null, true);
    content.requestFocus();
  }

  @Override
  public void hidden() {
    inFront = false;
    keys.open(false);
    open(null);
  }

  @Override
  public void close() {
    AlignSession open = session;
    if (open != null) {
      open.close();
    }
  }
}
