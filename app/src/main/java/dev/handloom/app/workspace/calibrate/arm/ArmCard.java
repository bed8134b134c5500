package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.arm.Fitted;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.rig.DeviceState;
import java.time.ZoneId;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// An arm of the rig: how it stands, and what can be done with it.
final class ArmCard {
  /// What its buttons do.
  interface Does {
    void calibrate(RigArm arm);

    void quality(ArmProfile profile);

    void history(RigArm arm);

    void servos(RigArm arm, ArmProfile profile);
  }

  private final RigArm arm;
  private final ZoneId zone;
  private final VBox card;
  private final Label words = new Label();
  private final Label device = new Label();
  private final Button calibrate;
  private final Button quality;
  private final Button servos;
  private final Subscription pulse;
  private @Nullable ArmProfile profile;

  ArmCard(RigArm arm, ZoneId zone, Does does) {
    this.arm = arm;
    this.zone = zone;
    Label title = new Label(arm.title());
    title.getStyleClass().add("text-large");
    words.setId(id("state"));
    for (Label each : new Label[] {words, device}) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
      each.managedProperty().bind(each.visibleProperty());
    }
    device.getStyleClass().add("text-warning");
    device.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    calibrate = button("calibrate", "Calibrate", Feather.SLIDERS, () -> does.calibrate(arm));
    calibrate.getStyleClass().add("big-button");
    quality =
        button(
            "quality",
            "Quality",
            Feather.AWARD,
            () -> {
              ArmProfile now = profile;
              if (now != null) {
                does.quality(now);
              }
            });
    Button history = button("history", "History", Feather.CLOCK, () -> does.history(arm));
    servos =
        button(
            "servos",
            "What its servos keep",
            Feather.CPU,
            () -> {
              ArmProfile now = profile;
              if (now != null) {
                does.servos(arm, now);
              }
            });
    for (Button each : new Button[] {quality, servos}) {
      each.managedProperty().bind(each.visibleProperty());
    }
    FlowPane more = new FlowPane(8, 8, quality, history, servos);
    card = new VBox(8, title, words, device, new HBox(calibrate), more);
    card.getStyleClass().add("library-section");
    pulse = Pulse.shared().whileShown(card, _ -> look());
    look();
  }

  private String id(String what) {
    return "calibrate." + what + "." + arm.device().config().id();
  }

  private Button button(String what, String text, Feather icon, Runnable does) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id(what));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setAccessibleText(text + ", " + arm.title());
    button.setOnAction(_ -> does.run());
    return button;
  }

  /// @param fitted how it stands
  /// @param allowed whether a run may begin now
  void show(Fitted fitted, boolean allowed) {
    ArmProfile now = fitted.profile();
    profile = now;
    boolean good = now != null && now.quality().grade().compareTo(Grade.POOR) < 0;
    words.setText(
        now != null
            ? QualityWords.sentence(now.quality().grade().word().toLowerCase(Locale.ROOT))
                + ", "
                + now.model().joints().size()
                + " joints, calibrated "
                + QualityWords.when(now.taken(), zone)
                + " by "
                + now.person()
            : fitted.trouble().isEmpty()
                ? "Not calibrated: takes record its raw numbers alone. A run takes about "
                    + minutes()
                    + ", and is everybody's then."
                : fitted.trouble() + " Calibrate it anew.");
    FontIcon icon =
        new FontIcon(
            good ? Feather.CHECK_CIRCLE : now == null ? Feather.CIRCLE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add(good ? "icon-success" : now == null ? "icon-muted" : "icon-warning");
    words.setGraphic(icon);
    quality.setVisible(now != null);
    servos.setVisible(now != null && arm.keeps());
    servos.setDisable(!allowed);
    calibrate.setDisable(!allowed);
    calibrate.getStyleClass().remove("accent");
    if (now == null) {
      calibrate.getStyleClass().add("accent");
    }
  }

  /// A joint takes about a quarter of a minute.
  private String minutes() {
    long minutes = Math.round(arm.encoders().size() / 4.0);
    return minutes <= 1 ? "a minute" : minutes + " minutes";
  }

  private void look() {
    boolean live = arm.device().state().get() == DeviceState.LIVE;
    String trouble = arm.device().trouble();
    device.setVisible(!live);
    device.setText(trouble.isEmpty() ? "Not connected yet." : "Not connected: " + trouble);
  }

  RigArm arm() {
    return arm;
  }

  Node content() {
    return card;
  }

  Node first() {
    return calibrate;
  }

  /// Lets go of the rig.
  void end() {
    pulse.unsubscribe();
  }
}
