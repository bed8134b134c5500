package dev.handloom.store.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The first thing that failed while a take was ended, and what failed because of it.
final class Trouble {
  private @Nullable IOException first;

  /// A step that may fail.
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /// Takes the step; whatever it throws is kept, and the next step can be taken.
  void guard(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      add(e);
    } catch (RuntimeException e) {
      add(new IOException("Recording failed: " + e, e));
    }
  }

  void add(@Nullable IOException e) {
    if (e == null) {
      return;
    }
    if (first == null) {
      first = e;
    } else if (!first.equals(e)) {
      first.addSuppressed(e);
    }
  }

  boolean any() {
    return first != null;
  }

  void rethrow() throws IOException {
    if (first != null) {
      throw first;
    }
  }
}
