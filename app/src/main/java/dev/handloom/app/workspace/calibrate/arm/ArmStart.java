package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.Workplace;
import dev.handloom.app.arm.Fitted;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.shell.EmptyPlace;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The arms of the rig, and how each stands.
final class ArmStart {
  private static final double NAME_WIDTH = 320;

  private final ArmsPage.Surroundings around;
  private final ArmCard.Does does;
  private final BorderPane page = new BorderPane();
  private final ScrollPane scroll = new ScrollPane();
  private final VBox cards = new VBox(16);
  private final Label hint = new Label();
  private final TextField person = new TextField();
  private final List<ArmCard> shown = new ArrayList<>();

  ArmStart(ArmsPage.Surroundings around, ArmCard.Does does) {
    this.around = around;
    this.does = does;
    person.setId("calibrate.arm.person");
    person.setPromptText("Your name");
    person.setMaxWidth(NAME_WIDTH);
    person.setText(around.person().get());
    person.textProperty().subscribe(_ -> show());
    Label by = new Label("Calibrated by");
    by.setLabelFor(person);
    hint.setId("calibrate.arm.hint");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.getStyleClass().add("text-muted");
    hint.managedProperty().bind(hint.visibleProperty());
    VBox content = new VBox(16, new VBox(4, by, person), hint, cards);
    content.setPadding(new Insets(16));
    scroll.setContent(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
  }

  Node content() {
    return page;
  }

  /// Who calibrates.
  String person() {
    return person.getText().strip();
  }

  /// The arms of a rig from now on.
  void rig(@Nullable Workplace workplace) {
    shown.forEach(ArmCard::end);
    shown.clear();
    cards.getChildren().clear();
    if (workplace == null) {
      empty(
          "No rig is open",
          "Open the rig of this workplace: its leader arms and exoskeletons are here then.");
      return;
    }
    for (RigArm arm : RigArm.of(workplace)) {
      ArmCard card = new ArmCard(arm, around.zone(), does);
      shown.add(card);
      cards.getChildren().add(card.content());
    }
    if (shown.isEmpty()) {
      empty(
          "This rig has no arm",
          "Leader arms and exoskeletons are calibrated here, joint by joint. Add one under Devices:"
              + " plug it in, and it is found there.");
      return;
    }
    page.setCenter(scroll);
    show();
  }

  private void empty(String title, String words) {
    page.setCenter(
        new EmptyPlace(Feather.SLIDERS, title, words, around.rigActions().toArray(Action[]::new)));
  }

  /// How everything stands now.
  void show() {
    boolean busy = around.takes().phaseProperty().get().running();
    boolean named = !person().isEmpty();
    hint.setVisible(busy || !named);
    hint.setText(
        busy
            ? "A take is running. Arms are calibrated when it is saved."
            : "Say who calibrates; it stands in the profile.");
    List<Fitted> fitted = around.rack().fitted();
    for (ArmCard card : shown) {
      Fitted its =
          fitted.stream()
              .filter(one -> one.arm().device().equals(card.arm().device()))
              .findFirst()
              .orElse(new Fitted(card.arm(), null, null, ""));
      card.show(its, named && !busy);
    }
  }

  /// The focus on what leads on.
  void focus() {
    if (person().isEmpty()) {
      String named = around.person().get();
      person.setText(named);
    }
    request();
    FxThread.later(this::request);
  }

  private void request() {
    if (shown.isEmpty()) {
      return;
    }
    // What scrolls has nothing in it before it is drawn.
    page.applyCss();
    page.layout();
    (person().isEmpty() ? person : shown.getFirst().first()).requestFocus();
  }
}
