package dev.handloom.app.cli;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Links;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageServer;
import dev.handloom.device.link.page.QrCode;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the page for a headset without a window, to try whether it is reached and tracks.
@Command(
    name = "headset",
    description =
        "Serve the page for a standalone headset or a phone, print its address, token and QR code, and"
            + " how well it tracks, until Ctrl+C.")
final class HeadsetCommand implements Callable<Integer> {
  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final long LOOK_NANOS = 100_000_000L;
  private static final long TELL_NANOS = 2_000_000_000L;

  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--port", paramLabel = "N", description = "Where to serve it (${DEFAULT-VALUE}).")
  private int port = HeadsetPages.USUAL_PORT;

  @Option(
      names = "--open",
      description = "Open it to the network; without, only this computer reaches it.")
  private boolean open;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "End after so many seconds; 0 goes on until Ctrl+C (${DEFAULT-VALUE}).")
  private double seconds;

  HeadsetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What is served.
  record Entry(List<String> addresses, String token, String fingerprint, boolean network) {}

  /// How it tracks.
  record Row(String state, String seat, double rateHz, long lost, long bad, double boundMillis) {}

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > 65_535 || !(seconds >= 0)) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--port takes 0 to 65535, and --seconds a time of 0 or more.");
    }
    String address = HeadsetPages.SCHEME + ":" + port;
    DeviceConfig config = new DeviceConfig("headset", "webxr", "headset", address, Map.of(), 0);
    try (Rig rig =
        new Rig(new RigFile("Headset", 1, List.of(config)), new Drivers(), Links.ofThisMachine())) {
      rig.connect();
      Device device = rig.devices().getFirst();
      PageServer page = served(device, address);
      page.openToNetwork(open);
      tell(page);
      watch(device, page);
      return 0;
    } catch (RigFileException e) {
      throw new IllegalStateException("The rig of a headset is set up wrongly", e);
    } finally {
      HeadsetPages.shared().close();
    }
  }

  private static PageServer served(Device device, String address) {
    long end = StudioClock.now() + PATIENCE_NANOS;
    Optional<PageServer> page = HeadsetPages.shared().of(address);
    while (page.isEmpty()) {
      if (StudioClock.now() > end) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE, "The page is not served. " + device.trouble());
      }
      LockSupport.parkNanos(LOOK_NANOS);
      page = HeadsetPages.shared().of(address);
    }
    return page.get();
  }

  private void tell(PageServer page) {
    String fingerprint = page.fingerprint();
    if (json.json) {
      terminal.json(new Entry(page.addresses(), page.token(), fingerprint, page.openToNetwork()));
      return;
    }
    terminal.say(QrCode.of(page.invitation()).text());
    page.addresses().forEach(terminal::say);
    terminal.say("Token: " + page.token());
    terminal.say("Certificate (SHA-256): " + fingerprint);
    terminal.tell(
        page.openToNetwork()
            ? "Scan the code, or open the address and type the token. Ctrl+C ends it."
            : "Only this computer reaches it; --open lets the network in. Ctrl+C ends it.");
  }

  private void watch(Device device, PageServer page) {
    long begun = StudioClock.now();
    long told = begun;
    while (seconds == 0 || StudioClock.now() - begun < seconds * 1e9) {
      LockSupport.parkNanos(LOOK_NANOS);
      if (StudioClock.now() - told < TELL_NANOS) {
        continue;
      }
      told = StudioClock.now();
      var health = device.streams().getFirst().health();
      double bound = device.clock().boundNanos() / 1e6;
      Row row =
          new Row(
              device.state().get().name().toLowerCase(Locale.ROOT),
              page.seated(),
              health.rateHz(told),
              health.lost(),
              health.badFrames(),
              bound > 1e6 ? -1 : bound);
      if (json.json) {
        terminal.json(row);
      } else {
        terminal.say(
            String.format(
                Locale.ROOT,
                "%s  %s  %.1f Hz  %,d lost  %,d bad  time within %s  %s",
                row.state(),
                row.seat().isEmpty() ? "seat free" : row.seat(),
                row.rateHz(),
                row.lost(),
                row.bad(),
                row.boundMillis() < 0
                    ? "unknown"
                    : String.format(Locale.ROOT, "±%.1f ms", row.boundMillis()),
                device.trouble()));
      }
    }
  }
}
