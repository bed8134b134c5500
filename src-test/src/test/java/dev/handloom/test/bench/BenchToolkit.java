package dev.handloom.test.bench;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/// The window system, which starts once in a process, whichever benchmark needs it first.
final class BenchToolkit {
  private static boolean started;

  private BenchToolkit() {}

  static synchronized void start() throws InterruptedException {
    if (started) {
      return;
    }
    started = true;
    CountDownLatch there = new CountDownLatch(1);
    Platform.setImplicitExit(false);
    Platform.startup(there::countDown);
    there.await();
  }
}
