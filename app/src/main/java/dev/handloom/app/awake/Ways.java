package dev.handloom.app.awake;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The ways that a system knows, the best first.
final class Ways {
  /// Says when it runs, and runs until our end of its input is closed: by us, or by the system when
  /// we are killed.
  private static final List<String> UNTIL_WE_END = List.of("sh", "-c", "echo held; exec cat");

  /// Screens go dark after a minute at the earliest.
  private static final Duration NUDGE_EVERY = Duration.ofSeconds(30);

  private Ways() {}

  static List<Way> ofThisComputer() {
    return of(
        System.getProperty("os.name", ""),
        System.getenv().getOrDefault("PATH", ""),
        ProcessHandle.current().pid());
  }

  static List<Way> of(String system, String path, long pid) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of(new Way.ThreadState("SetThreadExecutionState"));
    }
    List<Way> ways = new ArrayList<>();
    if (name.startsWith("mac")) {
      held(ways, path, false, "caffeinate", "-i", "-w", Long.toString(pid));
      return ways;
    }
    held(
        ways,
        path,
        true,
        "systemd-inhibit",
        "--what=sleep:idle",
        "--who=Handloom",
        "--why=" + Way.WHY,
        "--mode=block");
    held(
        ways,
        path,
        true,
        "gnome-session-inhibit",
        "--app-id",
        "dev.handloom",
        "--reason",
        Way.WHY,
        "--inhibit",
        "suspend:idle");
    held(ways, path, true, "kde-inhibit", "--power");
    String bus = find("dbus-send", path);
    if (!bus.isEmpty()) {
      // An inhibition asked for by dbus-send would end with it, so it can only nudge.
      ways.add(
          new Way.Nudged(
              "dbus-send",
              List.of(
                  bus,
                  "--session",
                  "--print-reply",
                  "--reply-timeout=2000",
                  "--dest=org.freedesktop.ScreenSaver",
                  "/org/freedesktop/ScreenSaver",
                  "org.freedesktop.ScreenSaver.SimulateUserActivity"),
              NUDGE_EVERY));
    }
    return ways;
  }

  private static void held(
      List<Way> ways, String path, boolean announced, String program, String... options) {
    String found = find(program, path);
    if (found.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(options));
    command.addFirst(found);
    if (announced) {
      command.addAll(UNTIL_WE_END);
    }
    ways.add(new Way.Held(program, List.copyOf(command), announced));
  }

  private static String find(String program, String path) {
    for (String folder : path.split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file.toString();
      }
    }
    return "";
  }
}
