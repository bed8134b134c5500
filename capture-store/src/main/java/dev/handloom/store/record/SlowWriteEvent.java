package dev.handloom.store.record;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// The disk took long to take or to keep what was written.
@Name("dev.handloom.SlowWrite")
@Label("Slow write")
@Category("Handloom")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The flight recorder reads the fields.
final class SlowWriteEvent extends Event {
  /// Longer than this is slow: half of what may be unacknowledged.
  static final long SLOW_NANOS = 500_000_000L;

  @Label("What")
  private final String what;

  @Label("Took")
  @Timespan(Timespan.NANOSECONDS)
  private final long took;

  private SlowWriteEvent(String what, long took) {
    this.what = what;
    this.took = took;
  }

  static void report(String what, long nanos) {
    SlowWriteEvent event = new SlowWriteEvent(what, nanos);
    if (event.shouldCommit()) {
      event.commit();
    }
  }
}
