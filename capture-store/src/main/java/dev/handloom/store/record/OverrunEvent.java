package dev.handloom.store.record;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Samples that were overwritten before the recorder came to them.
@Name("dev.handloom.Overrun")
@Label("Overrun")
@Description("Samples overwritten before they were recorded")
@Category("Handloom")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
final class OverrunEvent extends Event {
  @Label("Stream")
  private final String stream;

  @Label("Samples")
  private final long samples;

  private OverrunEvent(String stream, long samples) {
    this.stream = stream;
    this.samples = samples;
  }

  static void report(String stream, long samples) {
    OverrunEvent event = new OverrunEvent(stream, samples);
    if (event.shouldCommit()) {
      event.commit();
    }
  }
}
