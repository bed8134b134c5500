package dev.handloom.store.camera;

/// The way of the drivers of Windows and macOS through the video library, with an input that every
/// system has: a test pattern at its own pace.
public final class TestPatternDriver extends SystemCamera {
  public TestPatternDriver() {
    super(
        new CameraSystem(
            "test-pattern",
            "Test pattern",
            "pattern",
            "pattern:testsrc2",
            "",
            "lavfi",
            "",
            ",realtime",
            1_000_000,
            ""));
  }
}
