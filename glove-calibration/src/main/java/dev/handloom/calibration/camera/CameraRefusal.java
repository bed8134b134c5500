package dev.handloom.calibration.camera;

/// Why nothing can be said of a camera, and what to do.
public final class CameraRefusal extends Exception {
  private static final long serialVersionUID = 1;

  public CameraRefusal(String message) {
    super(message);
  }

  public CameraRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
