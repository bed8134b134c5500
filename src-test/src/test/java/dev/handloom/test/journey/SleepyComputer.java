package dev.handloom.test.journey;

import dev.handloom.app.awake.KeepAwake;
import java.util.concurrent.atomic.AtomicInteger;

/// A computer that cannot be kept awake, and counts how often that is asked of it.
final class SleepyComputer implements KeepAwake {
  static final String TROUBLE = "This computer may go to sleep while recording: it is a test.";

  final AtomicInteger held = new AtomicInteger();
  final AtomicInteger asked = new AtomicInteger();

  @Override
  public Hold hold(String why) {
    asked.incrementAndGet();
    held.incrementAndGet();
    return held::decrementAndGet;
  }

  @Override
  public void tryOut() {}

  @Override
  public String trouble() {
    return TROUBLE;
  }
}
