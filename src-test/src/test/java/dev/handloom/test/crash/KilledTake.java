package dev.handloom.test.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One take that is killed as its [Doom] says. The ledger is kept here, outside of the program that
/// dies.
final class KilledTake {
  private static final long PATIENCE_SECONDS = 120;
  private static final int KILLED = 137;

  private KilledTake() {}

  static Ledger kill(Path library, Doom doom) throws IOException, InterruptedException {
    Ledger ledger = new Ledger();
    Process child = child("record", library, doom.take().name(), Long.toString(doom.seed()));
    try {
      Thread killer = null;
      BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
      String line;
      // What it said before it died is read to the end: an acknowledgement in the pipe was given.
      while ((line = lines.readLine()) != null) {
        ledger.line(line);
        boolean due =
            switch (doom.phase()) {
              // Half of them while the first files are made.
              case STARTING -> doom.seed() % 2 == 0 ? ledger.askedNanos != 0 : ledger.started();
              default -> ledger.anything() || ledger.failed;
            };
        if (killer == null && due) {
          killer = Thread.ofPlatform().start(() -> doIt(child, doom, ledger));
        }
      }
      if (killer != null) {
        killer.join();
      }
      if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || child.exitValue() != KILLED) {
        throw new AssertionError("The child ended by itself: " + child.exitValue());
      }
    } finally {
      child.toHandle().destroyForcibly();
    }
    for (int millis : doom.recoveryMillis()) {
      killRecovery(library, millis);
    }
    return ledger;
  }

  private static void doIt(Process child, Doom doom, Ledger ledger) {
    if (doom.phase() == Doom.Phase.STOPPING) {
      pause(doom.recordMillis());
      try {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
      } catch (IOException e) {
        throw new AssertionError("The child is deaf", e);
      }
      ledger.stopNanos = System.nanoTime();
    }
    pause(doom.millis());
    ledger.killNanos = System.nanoTime();
    // Not Process.destroyForcibly, which closes the pipe with what is in it.
    child.toHandle().destroyForcibly();
  }

  private static void killRecovery(Path library, int millis)
      throws IOException, InterruptedException {
    Process child = child("recover", library);
    try {
      BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("recovering")) {
          pause(millis);
          child.toHandle().destroyForcibly();
        }
      }
      child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      child.toHandle().destroyForcibly();
    }
  }

  private static void pause(int millis) {
    long until = System.nanoTime() + millis * 1_000_000L;
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Process child(String what, Path library, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Xmx400m",
            "-XX:+UseSerialGC",
            // It lives for two seconds: the second compiler would be most of its work.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            DoomedChild.class.getName(),
            what,
            library.toString()));
    command.addAll(List.of(more));
    // Beside the library: what it logged is of use when something is wrong.
    Path log = library.resolveSibling(library.getFileName() + ".log");
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
