package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.live.LiveHand;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A glove of the rig: how it stands for whoever sits there, and what can be done with it.
final class GloveCard {
  private static final double HAND = 168;

  /// What its buttons do.
  interface Does {
    void calibrate(RigGlove glove, GloveState state);

    void goOn(RigGlove glove, GloveState state);

    void check(RigGlove glove, GloveState state);

    void quality(RigGlove glove, GloveState state);

    void history(RigGlove glove);
  }

  private final RigGlove glove;
  private final @Nullable LiveHand hand;
  private final HBox card = new HBox(16);
  private final Label words = new Label();
  private final Label unfinished = new Label();
  private final Label device = new Label();
  private final Button calibrate;
  private final Button goOn;
  private final Button check;
  private final Button quality;
  private final Button history;
  private final Subscription pulse;
  private GloveState state = new GloveState("", null, null, false);
  private Set<Finger> fingers = Set.of();
  private boolean allowed;
  private boolean known;

  /// @param stream of its hand, if there is one
  GloveCard(RigGlove glove, @Nullable LiveStream stream, Does does) {
    this.glove = glove;
    hand = stream == null ? null : new LiveHand(glove.side(), stream);
    Label title = new Label(title(glove));
    title.getStyleClass().add("text-large");
    words.setId(id("state"));
    for (Label each : new Label[] {words, unfinished, device}) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
      each.managedProperty().bind(each.visibleProperty());
    }
    unfinished.setId(id("unfinished"));
    device.getStyleClass().add("text-warning");
    device.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    calibrate =
        button("calibrate", "Calibrate…", Feather.SLIDERS, () -> does.calibrate(glove, state));
    goOn = button("go-on", "Go on with the run", Feather.PLAY, () -> does.goOn(glove, state));
    check = button("check", "Ten-second check", Feather.CHECK, () -> does.check(glove, state));
    check.setTooltip(new Tooltip("Flat hand, fist, one pinch: does the calibration still hold?"));
    quality = button("quality", "Quality", Feather.AWARD, () -> does.quality(glove, state));
    history = button("history", "History", Feather.CLOCK, () -> does.history(glove));
    for (Button big : new Button[] {calibrate, goOn, check}) {
      big.getStyleClass().add("big-button");
      big.managedProperty().bind(big.visibleProperty());
    }
    FlowPane main = new FlowPane(8, 8, goOn, calibrate, check);
    HBox more = new HBox(8, quality, history);
    VBox text = new VBox(8, title, words, unfinished, device, main, more);
    text.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMinWidth(0);
    LiveHand live = hand;
    if (live != null) {
      live.view().setMinSize(HAND, HAND);
      live.view().setMaxSize(HAND, HAND);
      card.getChildren().add(live.view());
    }
    card.getChildren().add(text);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getStyleClass().add("library-section");
    pulse = Pulse.shared().whileShown(card, _ -> look());
    look();
  }

  /// As the rig calls it, with its hand where that is not in the name.
  static String title(RigGlove glove) {
    String title = glove.title();
    String plain = title.isEmpty() ? glove.name() : title;
    String said = plain.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + plain.substring(1);
    return plain.contains(glove.side().word()) ? said : said + ", " + glove.side().word() + " hand";
  }

  private String id(String what) {
    return "calibrate." + what + "." + glove.spec().device();
  }

  private Button button(String what, String text, Feather icon, Runnable does) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id(what));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setAccessibleText(text.replace("…", "") + ", " + title(glove));
    button.setOnAction(_ -> does.run());
    return button;
  }

  /// @param now how it stands
  /// @param allowed whether a run may begin now
  void show(GloveState now, boolean allowed) {
    state = now;
    this.allowed = allowed;
    known = true;
    words.setText(now.words());
    FontIcon icon =
        new FontIcon(
            now.good()
                ? Feather.CHECK_CIRCLE
                : now.profile() == null ? Feather.CIRCLE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass()
        .add(now.good() ? "icon-success" : now.profile() == null ? "icon-muted" : "icon-warning");
    words.setGraphic(icon);
    unfinished.setText(now.unfinishedWords());
    unfinished.setVisible(now.unfinished() != null);
    goOn.setVisible(now.unfinished() != null);
    // What leads on is the accent: a check where there is something to check.
    lead(goOn, now.unfinished() != null);
    lead(check, now.unfinished() == null && now.profile() != null);
    lead(calibrate, now.unfinished() == null && now.profile() == null);
    enable();
  }

  /// Which fingers the person has on this hand.
  void fingers(Set<Finger> there) {
    LiveHand live = hand;
    if (live != null && !there.equals(fingers)) {
      fingers = Set.copyOf(there);
      live.view().showFingers(there);
    }
  }

  private static void lead(Button button, boolean leads) {
    button.getStyleClass().remove("accent");
    if (leads) {
      button.getStyleClass().add("accent");
    }
  }

  private void enable() {
    calibrate.setDisable(!allowed || !known);
    goOn.setDisable(!allowed);
    check.setVisible(state.profile() != null);
    check.setDisable(!allowed);
    quality.setVisible(state.profile() != null);
    quality.setManaged(state.profile() != null);
    history.setDisable(!known);
  }

  private void look() {
    boolean live = glove.device().state().get() == DeviceState.LIVE;
    String trouble = glove.device().trouble();
    device.setVisible(!live);
    device.setText(trouble.isEmpty() ? "Not connected yet." : "Not connected: " + trouble);
  }

  RigGlove glove() {
    return glove;
  }

  Node content() {
    return card;
  }

  /// What leads on from here.
  Node first() {
    return goOn.isVisible() ? goOn : check.isVisible() ? check : calibrate;
  }

  /// Lets go of the rig.
  void end() {
    pulse.unsubscribe();
    LiveHand live = hand;
    if (live != null) {
      live.end();
    }
  }
}
