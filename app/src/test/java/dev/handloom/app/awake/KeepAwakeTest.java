package dev.handloom.app.awake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Programs on a path of our own stand for those of a desktop.
@DisabledOnOs(OS.WINDOWS)
class KeepAwakeTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @TempDir Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.handloom.app.awake");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private void program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /// Takes its options, notes them, and runs the command that follows them, as the real one does.
  private void inhibitor(String name) throws IOException {
    program(
        name,
        """
        echo $$ > "%1$s/pid"
        while [ "$1" != sh ]; do echo "$1" >> "%1$s/options"; shift; done
        "$@"
        echo ended > "%1$s/ended"
        """
            .formatted(folder));
  }

  private List<Way> ways() {
    return Ways.of("Linux", folder.toString(), 42);
  }

  private static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private boolean logged(String words) {
    return List.copyOf(log.list).stream().anyMatch(e -> e.getFormattedMessage().contains(words));
  }

  @Test
  void theComputerIsHeldAwakeUntilTheHoldIsClosed() throws IOException {
    inhibitor("systemd-inhibit");
    SystemKeepAwake awake = new SystemKeepAwake(ways());
    KeepAwake.Hold hold = awake.hold("Recording a take");
    until(() -> logged("kept awake by systemd-inhibit"), "never held");
    assertEquals("", awake.trouble());
    assertEquals(
        List.of("--what=sleep:idle", "--who=Handloom", "--why=Recording a take", "--mode=block"),
        Files.readAllLines(folder.resolve("options")));
    assertFalse(Files.exists(folder.resolve("ended")), "it ended by itself");
    hold.close();
    until(() -> Files.exists(folder.resolve("ended")), "it goes on");
  }

  @Test
  void theEndOfItsInputAloneEndsIt() throws Exception {
    inhibitor("systemd-inhibit");
    Way.Held way = (Way.Held) ways().get(0);
    Process process = new ProcessBuilder(way.command()).start();
    assertEquals("held", process.inputReader().readLine());
    // All that is left of us when we are killed.
    process.getOutputStream().close();
    assertTrue(process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS));
  }

  @Test
  void theNextWayIsTriedWhereOneDoesNotWork() throws IOException {
    program("systemd-inhibit", "echo 'Failed to connect to bus'; exit 1");
    inhibitor("gnome-session-inhibit");
    SystemKeepAwake awake = new SystemKeepAwake(ways());
    try (KeepAwake.Hold hold = awake.hold("Recording")) {
      until(() -> logged("kept awake by gnome-session-inhibit"), "never held: " + hold);
    }
    until(() -> Files.exists(folder.resolve("ended")), "it goes on");
  }

  @Test
  void aNudgeIsRepeated() throws IOException {
    program("dbus-send", "echo nudge >> " + folder.resolve("nudges"));
    Way.Nudged way = (Way.Nudged) ways().get(0);
    Way.Nudged soon = new Way.Nudged(way.name(), way.command(), Duration.ofMillis(5));
    SystemKeepAwake awake = new SystemKeepAwake(List.of(soon));
    try (KeepAwake.Hold hold = awake.hold("Recording")) {
      until(() -> nudges() >= 3, "nudged " + nudges() + " times by " + hold);
    }
    assertEquals("", awake.trouble());
  }

  private long nudges() {
    try {
      Path file = folder.resolve("nudges");
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whereNothingWorksThatIsSaidOnceAndNobodyWaits() throws IOException {
    program("systemd-inhibit", "echo 'Failed to connect to bus'; exit 1");
    program("dbus-send", "exit 1");
    SystemKeepAwake awake = new SystemKeepAwake(ways());
    awake.tryOut();
    until(() -> !awake.trouble().isEmpty(), "no trouble is told");
    assertTrue(awake.trouble().contains("may go to sleep while recording"), awake.trouble());
    awake.hold("Recording").close();
    awake.hold("Recording").close();
    until(
        () -> logged("systemd-inhibit: Failed to connect to bus; dbus-send: nobody answers"),
        "it is not in the log");
    assertEquals(1, log.list.stream().filter(e -> e.getLevel() == Level.WARN).count());
  }

  @Test
  void aProgramThatHangsHoldsUpNobody() throws IOException {
    program("systemd-inhibit", "touch " + folder.resolve("begun") + "; exec cat");
    SystemKeepAwake awake = new SystemKeepAwake(ways());
    long begun = System.nanoTime();
    KeepAwake.Hold hold = awake.hold("Recording");
    hold.close();
    // The way itself waits for five seconds.
    assertTrue(System.nanoTime() - begun < 4_000_000_000L);
    until(() -> Files.exists(folder.resolve("begun")), "it was not begun");
  }

  @Test
  void eachSystemHasItsOwnWays() throws IOException {
    program("caffeinate", "exec cat");
    assertEquals(List.of(), ways());
    Way.Held mac = (Way.Held) Ways.of("Mac OS X", folder.toString(), 42).get(0);
    assertEquals(List.of("-i", "-w", "42"), mac.command().subList(1, 4));
    assertEquals(
        List.of(new Way.ThreadState("SetThreadExecutionState")),
        Ways.of("Windows 11", folder.toString(), 42));
  }

  /// Whatever this machine has: it holds, or says why not.
  @Test
  void thisComputerHoldsOrSaysWhyNot() {
    KeepAwake awake = KeepAwake.ofThisComputer();
    try (KeepAwake.Hold hold = awake.hold("A test of Handloom")) {
      until(() -> logged("kept awake by") || !awake.trouble().isEmpty(), "neither, with " + hold);
      assertEquals(logged("kept awake by"), awake.trouble().isEmpty());
    }
  }
}
