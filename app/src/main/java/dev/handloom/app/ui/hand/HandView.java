package dev.handloom.app.ui.hand;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A hand as it is now, drawn from its joints.
///
/// Drag or use the arrow keys to look around it; 0 or a double click looks at its back again.
public final class HandView extends Region implements Turned {

  private static final double STALE_OPACITY = 0.4;
  private static final double DEFAULT_SIZE = 240;

  /// What must fit: an open adult hand, with the room to turn it.
  private static final double VIEW_METRES = 0.24;

  private static final double SHADOW_OPACITY = 0.4;

  private final HandSide side;
  private final Canvas beneath = new Canvas();
  private final Canvas canvas = new Canvas();
  private final Label sideMark;
  private final Label stateMark = new Label();
  private final HandDrawing drawing = new HandDrawing();
  private final double[] joints = new double[HandJoints.COUNT * HandJoints.STRIDE];
  private final HandDrawing shadow = new HandDrawing();
  private final double[] shadowJoints = new double[HandJoints.COUNT * HandJoints.STRIDE];
  private Set<Finger> missing = Set.of();
  private boolean shadowed;
  private final Turning turning = new Turning(this, this::draw);
  private HandState state = HandState.UNKNOWN;
  private String reason = "No hand yet";

  public HandView(HandSide side) {
    this.side = side;
    getStyleClass().add("hand-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    sideMark = new Label(side.word().substring(0, 1).toUpperCase(Locale.ROOT));
    sideMark.getStyleClass().add("text-large");
    stateMark.getStyleClass().add("text-small");
    stateMark.setWrapText(true);
    getChildren().addAll(canvas, beneath, sideMark, stateMark);
    // The one beneath would be hidden by it: it shines through instead.
    beneath.setOpacity(SHADOW_OPACITY);
    beneath.setMouseTransparent(true);
    setPrefSize(DEFAULT_SIZE, DEFAULT_SIZE);
    setMinSize(DEFAULT_SIZE / 2, DEFAULT_SIZE / 2);
    Theme.shared().follow(this, _ -> requestLayout());
    showWords();
  }

  private static String title(HandSide side) {
    return side == HandSide.LEFT ? "Left hand" : "Right hand";
  }

  /// Shows the hand as it is now; a joint that is no number makes it unknown.
  ///
  /// @param live 26 × 7: x, y, z in metres, rotation x, y, z, w; OpenXR order; copied
  public void showJoints(double[] live) {
    if (live.length != joints.length) {
      throw new IllegalArgumentException(
          "A hand is %d numbers, not %d".formatted(joints.length, live.length));
    }
    if (!HandJoints.allKnown(live, missing)) {
      showUnknown("Some joints are not known");
      return;
    }
    System.arraycopy(live, 0, joints, 0, joints.length);
    become(HandState.LIVE, "");
    draw();
  }

  /// Says that the hand drawn is an old one, and why.
  public void showStale(String why) {
    if (state != HandState.UNKNOWN) {
      become(HandState.STALE, why);
      draw();
    }
  }

  /// Says that the hand is not known, and why.
  public void showUnknown(String why) {
    become(HandState.UNKNOWN, why);
    draw();
  }

  /// Which fingers the person has; the others are drawn as missing.
  public void showFingers(Set<Finger> fingers) {
    Set<Finger> less = EnumSet.allOf(Finger.class);
    less.removeAll(fingers);
    missing = Set.copyOf(less);
    drawing.missing(missing);
    shadow.missing(missing);
    draw();
  }

  /// Lays another hand over this one, as a shadow; null takes it away.
  ///
  /// @param other laid out as for [#showJoints]; copied
  public void showOver(double @Nullable [] other) {
    boolean now = other != null && HandJoints.allKnown(other, missing);
    if (other != null && now) {
      System.arraycopy(other, 0, shadowJoints, 0, shadowJoints.length);
    }
    if (now || shadowed) {
      shadowed = now;
      draw();
    }
  }

  /// Turns with another view, and it with this one.
  public void turnWith(HandView other) {
    other.turning.turns(this);
    turns(other);
  }

  /// Takes another view along wherever this one is turned.
  public void turns(Turned other) {
    turning.turns(other);
    other.lookFrom(turning.yaw(), turning.pitch());
  }

  public HandState state() {
    return state;
  }

  @Override
  public void lookFrom(double newYaw, double newPitch) {
    turning.lookFrom(newYaw, newPitch);
  }

  private void become(HandState newState, String why) {
    if (state != newState || !reason.equals(why)) {
      state = newState;
      reason = why;
      showWords();
    }
  }

  private void showWords() {
    FontIcon icon = new FontIcon(state == HandState.STALE ? Feather.ALERT_TRIANGLE : Feather.SLASH);
    icon.getStyleClass().add(state == HandState.STALE ? "icon-warning" : "icon-muted");
    stateMark.setGraphic(state == HandState.LIVE ? null : icon);
    stateMark.setText(state == HandState.STALE ? "Stale. " + reason : reason);
    setAccessibleText(title(side));
    setAccessibleHelp(state == HandState.LIVE ? "Live" : stateMark.getText());
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    beneath.setWidth(getWidth());
    beneath.setHeight(getHeight());
    sideMark.autosize();
    sideMark.relocate(12, 8);
    double room = getWidth() - 24;
    double wordsHeight = stateMark.prefHeight(room);
    double y =
        state == HandState.UNKNOWN
            ? (getHeight() - wordsHeight) / 2
            : getHeight() - wordsHeight - 8;
    double wordsWidth = Math.min(room, Math.ceil(stateMark.prefWidth(-1)));
    double x = state == HandState.UNKNOWN ? (getWidth() - wordsWidth) / 2 : 12;
    stateMark.resizeRelocate(Math.rint(x), Math.rint(y), wordsWidth, wordsHeight);
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width <= 0 || height <= 0) {
      return;
    }
    canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
    beneath.getGraphicsContext2D().clearRect(0, 0, width, height);
    double pixelsPerMetre = Math.min(width, height) / VIEW_METRES;
    if (shadowed) {
      shadow.project(
          shadowJoints, turning.yaw(), turning.pitch(), pixelsPerMetre, width / 2, height / 2);
      HandPainter.shadow(
          beneath.getGraphicsContext2D(),
          shadow,
          pixelsPerMetre,
          Palette.of(Theme.shared().isDark()).accent());
    }
    if (state == HandState.UNKNOWN) {
      return;
    }
    // The whole picture fades: bones that shone through each other would look like another hand.
    canvas.setOpacity(state == HandState.STALE ? STALE_OPACITY : 1);
    drawing.project(joints, turning.yaw(), turning.pitch(), pixelsPerMetre, width / 2, height / 2);
    HandPainter.paint(
        canvas.getGraphicsContext2D(), drawing, pixelsPerMetre, Theme.shared().isDark());
  }
}
