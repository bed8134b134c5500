package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.hand.HandSide;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Who wears which glove, and how each stands.
final class StartPage {
  private final ProfileDesk desk;
  private final BooleanSupplier recording;
  private final Supplier<Duration> fresh;
  private final GloveCard.Does does;
  private final Clock clock;
  private final List<Action> rigActions;
  private final PersonPane person;
  private final BorderPane page = new BorderPane();
  private final ScrollPane scroll = new ScrollPane();
  private final VBox cards = new VBox(16);
  private final Label hint = new Label();
  private final List<GloveCard> shown = new ArrayList<>();
  private boolean led;

  /// @param recording whether a take runs: then nothing is calibrated
  /// @param fresh for how long a calibration is trusted
  /// @param rigActions how one gets to a rig
  /// @param who wore the gloves last; blank where nobody was named
  /// @param told of what is said about people
  StartPage(
      ProfileDesk desk,
      BooleanSupplier recording,
      Supplier<Duration> fresh,
      GloveCard.Does does,
      Clock clock,
      List<Action> rigActions,
      String who,
      PersonPane.Told told) {
    this.desk = desk;
    this.recording = recording;
    this.fresh = fresh;
    this.does = does;
    this.clock = clock;
    this.rigActions = rigActions;
    person = new PersonPane(this::show, told, who, fresh.get());
    hint.setId("calibrate.hint");
    hint.setWrapText(true);
    hint.getStyleClass().add("text-muted");
    hint.managedProperty().bind(hint.visibleProperty());
    HBox.setHgrow(cards, Priority.ALWAYS);
    cards.setMinWidth(0);
    HBox content = new HBox(24, person.content(), cards);
    content.setPadding(new Insets(16));
    scroll.setContent(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    desk.seenProperty()
        .subscribe(seen -> {
          if (seen != null) {
            person.know(seen.people());
          }
          show();
          if (led && seen != null && !shown.isEmpty()) {
            led = false;
            lead();
          }
        });
  }

  Node content() {
    return page;
  }

  PersonPane person() {
    return person;
  }

  /// The gloves of a rig from now on.
  void rig(@Nullable Workplace workplace) {
    // What had the focus goes; what comes in its place gets it.
    led |= page.getScene() != null && within(page.getScene().getFocusOwner(), cards);
    shown.forEach(GloveCard::end);
    shown.clear();
    if (workplace == null) {
      page.setCenter(
          new EmptyPlace(
              Feather.SLIDERS,
              "No rig is open",
              "Open the rig of this workplace, or try a calibration with the simulated one.",
              rigActions.toArray(Action[]::new)));
      return;
    }
    for (RigGlove glove : RigGlove.of(workplace)) {
      shown.add(
          new GloveCard(glove, workplace.rig().hub().find(glove.handName()).orElse(null), does));
    }
    if (shown.isEmpty()) {
      page.setCenter(
          new EmptyPlace(
              Feather.SLIDERS,
              "This rig has no glove",
              "Add a glove under Devices: plug it in, and it is found there. Gloves whose streams"
                  + " feel at least two fingers can be calibrated. Or try it with the simulated"
                  + " rig, which has two.",
              rigActions.toArray(Action[]::new)));
      return;
    }
    page.setCenter(scroll);
    show();
    if (led) {
      lead();
    }
  }

  /// How everything stands now.
  void show() {
    if (shown.isEmpty()) {
      return;
    }
    boolean busy = recording.getAsBoolean();
    hint.setVisible(busy);
    hint.setText("A take is running. Gloves are calibrated when it is saved.");
    Person who = person.person();
    HandSide first = who.leftHanded() ? HandSide.LEFT : HandSide.RIGHT;
    shown.sort(Comparator.comparing(card -> card.glove().side() != first));
    List<Node> nodes = new ArrayList<>(List.of(hint));
    ProfileDesk.Seen seen = desk.seenProperty().get();
    for (GloveCard card : shown) {
      nodes.add(card.content());
      card.fingers(who.fingers(card.glove().side()));
      if (seen != null) {
        ProfileDesk.Whose whose = new ProfileDesk.Whose(who.name(), card.glove().name());
        Optional<ProfileShelf.History> history = seen.history(whose);
        card.show(
            GloveState.of(
                history,
                seen.unfinished().get(whose),
                seen.checks(whose),
                who.name(),
                fresh.get(),
                clock.instant(),
                clock.getZone()),
            person.good() && !busy);
      }
    }
    if (!cards.getChildren().equals(nodes)) {
      cards.getChildren().setAll(nodes);
    }
  }

  /// The focus on what leads on, now and once more as soon as it is known how the gloves stand.
  void focus() {
    led = true;
    lead();
  }

  /// What has just become visible takes the focus only once it is laid out.
  private void lead() {
    request();
    FxThread.later(this::request);
  }

  private void request() {
    Scene scene = page.getScene();
    // Whoever says who they are is not interrupted.
    if (!shown.isEmpty() && scene != null && !within(scene.getFocusOwner(), person.content())) {
      // What scrolls has nothing in it before it is laid out.
      page.applyCss();
      page.layout();
      shown.getFirst().first().requestFocus();
    }
  }

  private static boolean within(@Nullable Node focus, Node above) {
    for (Node at = focus; at != null; at = at.getParent()) {
      if (at.equals(above)) {
        return true;
      }
    }
    return false;
  }
}
