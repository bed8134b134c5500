package dev.handloom.store.camera;

/// Cameras of Windows, by DirectShow.
public final class DirectShowDriver extends SystemCamera {
  public DirectShowDriver() {
    super(CameraSystem.DIRECT_SHOW);
  }
}
