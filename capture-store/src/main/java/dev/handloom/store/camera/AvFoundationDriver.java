package dev.handloom.store.camera;

/// Cameras of macOS, by AVFoundation.
public final class AvFoundationDriver extends SystemCamera {
  public AvFoundationDriver() {
    super(CameraSystem.AV_FOUNDATION);
  }
}
