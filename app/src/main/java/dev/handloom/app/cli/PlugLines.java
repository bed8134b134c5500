package dev.handloom.app.cli;

import dev.handloom.app.Neighbourhood;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.PlugWatch;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.discovery.Suspicion;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Tells, line by line, what is plugged in and unplugged, what it probably is and why.
final class PlugLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Terminal terminal;
  private final Neighbourhood around;
  private final boolean json;
  private final boolean listen;
  private final PlugWatch watch = new PlugWatch();
  private final Set<String> told = new HashSet<>();
  private boolean first = true;

  /// @param listen whether what is plugged in is opened, listened to and asked
  PlugLines(Terminal terminal, Neighbourhood around, boolean json, boolean listen) {
    this.terminal = terminal;
    this.around = around;
    this.json = json;
    this.listen = listen;
  }

  /// One line of JSON.
  ///
  /// @param event `here` for what is there from the start, `plugged` or `unplugged`
  record Line(String event, String at, Attached device, @Nullable Examined examined) {}

  /// Until nobody reads any more.
  void run() throws InterruptedException {
    while (!terminal.cut()) {
      look();
      LockSupport.parkNanos(PlugWatch.PERIOD_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /// Looks once and tells what has changed since.
  void look() throws InterruptedException {
    Surroundings.Seen seen = around.look();
    if (first) {
      seen.blind().forEach(terminal::tell);
    }
    int shown = 0;
    for (PlugWatch.Change change : watch.update(seen.devices())) {
      switch (change) {
        case PlugWatch.Change.Plugged(Attached device) -> shown += plugged(device) ? 1 : 0;
        case PlugWatch.Change.Unplugged(Attached device) -> {
          if (told.remove(device.address())) {
            tell("unplugged", device, null);
          }
        }
      }
    }
    if (first && shown == 0 && !json) {
      terminal.tell("Nothing is plugged in that could be a device. Plug something in.");
    }
    first = false;
  }

  private boolean plugged(Attached device) throws InterruptedException {
    Examined seen = around.examiner().glance(device);
    if (!Neighbourhood.isWorthShowing(seen)) {
      return false;
    }
    Examined closer = listen ? around.examiner().examine(device) : seen;
    told.add(device.address());
    tell(first ? "here" : "plugged", device, closer);
    return true;
  }

  private void tell(String event, Attached device, @Nullable Examined examined) {
    if (json) {
      String at =
          OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS).toString();
      terminal.jsonLine(new Line(event, at, device, examined));
      return;
    }
    String word = event.equals("plugged") ? "plugged in" : event;
    String title = device.title().isEmpty() ? "" : "  " + device.title();
    terminal.say(
        LocalTime.now(ZoneId.systemDefault()).format(TIME)
            + "  "
            + "%-10s".formatted(word)
            + "  "
            + device.address()
            + title);
    if (examined == null) {
      return;
    }
    List<Suspicion> suspicions = examined.suspicions();
    if (suspicions.isEmpty()) {
      terminal.say(
          listen
              ? "            nothing on board knows it"
              : "            unknown; handloom doctor " + device.address() + " listens to it");
    }
    suspicions.forEach(each -> terminal.say("            " + FoundText.line(each)));
    FoundText.hindrance(examined).forEach(line -> terminal.say("            " + line));
  }
}
