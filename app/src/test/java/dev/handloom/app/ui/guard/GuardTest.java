package dev.handloom.app.ui.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuardTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong();
  private final Deque<Runnable> window = new ArrayDeque<>();
  private final List<String> reports = new ArrayList<>();
  private final FreezeMonitor monitor =
      new FreezeMonitor(window::add, clock::get, Duration.ofSeconds(2), reports::add);

  @Test
  void aFreezeIsReportedOnceWithAllThreads() {
    for (int i = 0; i < 20; i++) {
      monitor.check();
      clock.addAndGet(SECOND / 2);
    }
    assertEquals(1, reports.size());
    assertTrue(reports.getFirst().contains("aFreezeIsReportedOnceWithAllThreads"));
    assertEquals(1, window.size(), "a window that hangs is not asked again and again");
  }

  @Test
  void aSecondFreezeIsReportedAgain() {
    for (int freeze = 0; freeze < 2; freeze++) {
      for (int i = 0; i < 10; i++) {
        monitor.check();
        clock.addAndGet(SECOND / 2);
      }
      window.remove().run();
    }
    assertEquals(2, monitor.freezes());
  }

  @Test
  void aWindowThatAnswersIsLeftInPeace() {
    for (int i = 0; i < 20; i++) {
      monitor.check();
      window.remove().run();
      clock.addAndGet(SECOND);
    }
    assertEquals(0, monitor.freezes());
  }

  @Test
  void theSameFaultHasTheSameCode() {
    List<ErrorCode> codes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      codes.add(ErrorCode.of(fault("message " + i)));
    }
    assertEquals(codes.getFirst(), codes.getLast());
    assertTrue(codes.getFirst().toString().matches("[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}"));
  }

  @Test
  void theSameCauseElsewhereSharesItsPart() {
    Throwable cause = fault("disk");
    ErrorCode bare = ErrorCode.of(cause);
    ErrorCode wrapped = ErrorCode.of(new IllegalArgumentException("wrapped", cause));
    assertEquals(bare.cause(), wrapped.cause());
    assertNotEquals(bare.full(), wrapped.full());
  }

  @Test
  void aCircleOfCausesEnds() {
    Exception a = new Exception("a");
    Exception b = new Exception("b", a);
    a.initCause(b);
    assertEquals(ErrorCode.of(a), ErrorCode.of(a));
  }

  @Test
  void anErrorInEveryPulseIsShownOnce() {
    List<ErrorReport> shown = new ArrayList<>();
    UncaughtErrors errors = new UncaughtErrors(shown::add);
    for (int i = 0; i < 3; i++) {
      errors.uncaughtException(Thread.currentThread(), fault("again"));
    }
    assertEquals(1, shown.size());
    String text = shown.getFirst().asText("0.1.0");
    assertTrue(text.contains(shown.getFirst().code().toString()) && text.contains("fault"));
  }

  private static IllegalStateException fault(String message) {
    return new IllegalStateException(message);
  }
}
