package dev.handloom.device.rig;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Samples that a device sent, by its own count, and that never came.
@Name("dev.handloom.Loss")
@Label("Lost samples")
@Description("A gap in a device's own count")
@Category("Handloom")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
final class LossEvent extends Event {
  @Label("Stream")
  private final String stream;

  @Label("Samples")
  private final long samples;

  private LossEvent(String stream, long samples) {
    this.stream = stream;
    this.samples = samples;
  }

  static void report(String stream, long samples) {
    LossEvent event = new LossEvent(stream, samples);
    if (event.shouldCommit()) {
      event.commit();
    }
  }
}
