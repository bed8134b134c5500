package dev.handloom.app.studio;

import dev.handloom.app.take.TakePhase;
import dev.handloom.app.ui.fx.FxThread;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Takes in which things have a place, for the pictures of Review.
final class SpaceReviewPictures {
  private static final long FX_MILLIS = 60_000;
  private static final long POLL_NANOS = 20_000_000L;
  private static final long HALF_NANOS = 3_500_000_000L;

  private final Studio studio;

  SpaceReviewPictures(Studio studio) {
    this.studio = studio;
  }

  /// Records a take.
  ///
  /// @param between done in its middle
  void record(Runnable between) throws InterruptedException, TimeoutException {
    fx(() -> {
      studio.takes().nameTask("Pour the cup into the bowl");
      studio.takes().start();
    });
    Gallery.until("a take is running", () -> Gallery.phase(studio) == TakePhase.RECORDING);
    await();
    between.run();
    await();
    fx(() -> studio.takes().stop());
    Gallery.until("the take is saved", () -> Gallery.phase(studio) == TakePhase.READY);
  }

  /// Opens the newest.
  void newest() throws InterruptedException, TimeoutException {
    for (int i = Gallery.ask(() -> studio.library().episodes().size()); i > 1; i--) {
      fx(studio.actions().get("review.previous")::run);
    }
    await();
  }

  /// Goes on in what is open.
  void on(int seconds) throws InterruptedException, TimeoutException {
    for (int second = 0; second < seconds; second++) {
      fx(studio.actions().get("review.on")::run);
    }
  }

  private static void await() {
    long end = System.nanoTime() + HALF_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
