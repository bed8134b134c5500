package dev.handloom.app.ui.hand;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// From where a view is looked at: turned by mouse and keys, together with another view if wished.
public final class Turning implements Turned {
  private static final double RADIANS_PER_PIXEL = 0.01;
  private static final double RADIANS_PER_KEY = Math.toRadians(10);
  private static final double MAX_PITCH = Math.toRadians(85);
  private static final double START_PITCH = Math.toRadians(-18);

  private final Node view;
  private final Runnable draw;
  private @Nullable Turned twin;
  private double yaw;
  private double pitch = START_PITCH;
  private double dragX;
  private double dragY;

  /// @param draw shows the view from where it is looked at now
  public Turning(Node view, Runnable draw) {
    this.view = view;
    this.draw = draw;
    view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
    view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    view.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  public double yaw() {
    return yaw;
  }

  public double pitch() {
    return pitch;
  }

  /// Turns another view with this one from now on.
  public void turns(Turned other) {
    twin = other;
  }

  @Override
  public void lookFrom(double newYaw, double newPitch) {
    double kept = Math.clamp(newPitch, -MAX_PITCH, MAX_PITCH);
    boolean changed = yaw != newYaw || pitch != kept;
    yaw = newYaw;
    pitch = kept;
    draw.run();
    Turned other = twin;
    if (other != null && changed) {
      other.lookFrom(yaw, pitch);
    }
  }

  private void onPress(MouseEvent event) {
    view.requestFocus();
    dragX = event.getX();
    dragY = event.getY();
    if (event.getClickCount() == 2) {
      lookFrom(0, START_PITCH);
    }
    event.consume();
  }

  private void onDrag(MouseEvent event) {
    lookFrom(
        yaw + (event.getX() - dragX) * RADIANS_PER_PIXEL,
        pitch + (event.getY() - dragY) * RADIANS_PER_PIXEL);
    dragX = event.getX();
    dragY = event.getY();
    event.consume();
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> lookFrom(yaw - RADIANS_PER_KEY, pitch);
      case RIGHT -> lookFrom(yaw + RADIANS_PER_KEY, pitch);
      case UP -> lookFrom(yaw, pitch - RADIANS_PER_KEY);
      case DOWN -> lookFrom(yaw, pitch + RADIANS_PER_KEY);
      case DIGIT0, NUMPAD0 -> lookFrom(0, START_PITCH);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
