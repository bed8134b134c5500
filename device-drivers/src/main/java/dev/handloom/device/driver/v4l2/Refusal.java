package dev.handloom.device.driver.v4l2;

import java.io.IOException;

/// The kernel refused a call.
final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;
  final int error;

  Refusal(String call, int error) {
    super(call + " failed with error " + error);
    this.error = error;
  }
}
