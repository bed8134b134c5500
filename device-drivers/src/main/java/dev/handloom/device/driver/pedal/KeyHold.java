package dev.handloom.device.driver.pedal;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.link.HidPort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Keeps a pedal's keys from all other programs. To read a keyboard's reports does not stop the
/// system from typing its keys; on Linux its input devices can be taken for one program alone, and
/// its reports still come. Elsewhere that cannot be done here, and is said.
///
/// Taken while a key is down, the others would never learn that it went up; so it waits until none
/// is.
final class KeyHold implements AutoCloseable {
  private static final String HIDRAW = "/dev/hidraw";
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final List<Path> wanted;
  private final List<InputDevice> taken = new ArrayList<>();
  private @Nullable Concern concern;
  private boolean done;
  private boolean tried;
  private long triedNanos;

  private KeyHold(List<Path> wanted, @Nullable Concern concern) {
    this.wanted = wanted;
    this.concern = concern;
    done = wanted.isEmpty();
  }

  /// For a device of this machine.
  static KeyHold of(HidPort port, boolean wanted) {
    if (!wanted) {
      return new KeyHold(List.of(), null);
    }
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    return linux
        ? of(port.path(), Path.of("/sys/class/hidraw"), Path.of("/dev/input"))
        : new KeyHold(List.of(), elsewhere());
  }

  private static Concern elsewhere() {
    return new Concern(
        "Its keys may be typed into other windows: only on Linux can they be held back",
        "Give its pedals keys that type nothing, such as F13 to F24, with its maker's program.");
  }

  /// @param classes where the system describes its HID devices
  /// @param devices where its input devices are
  static KeyHold of(String path, Path classes, Path devices) {
    if (!path.startsWith(HIDRAW)) {
      return new KeyHold(List.of(), null);
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Path> found = new ArrayList<>();
    Path inputs = classes.resolve(name).resolve("device").resolve("input");
    try (DirectoryStream<Path> each = Files.newDirectoryStream(inputs, "input*")) {
      for (Path input : each) {
        try (DirectoryStream<Path> events = Files.newDirectoryStream(input, "event*")) {
          events.forEach(event -> found.add(devices.resolve(event.getFileName())));
        }
      }
    } catch (IOException e) {
      // A device without keys to the system has no such folder; there is nothing to hold back.
      return new KeyHold(List.of(), null);
    }
    return new KeyHold(found, null);
  }

  /// The devices that are to be taken.
  List<Path> wanted() {
    return List.copyOf(wanted);
  }

  /// Takes what is not taken yet, now and then. To be called while no report comes.
  void tend(long now) {
    if (done || (tried && now - triedNanos < RETRY_NANOS)) {
      return;
    }
    tried = true;
    triedNanos = now;
    release();
    for (Path path : wanted) {
      if (!take(path)) {
        release();
        return;
      }
    }
    done = true;
    concern = null;
  }

  private boolean take(Path path) {
    InputDevice device = null;
    try {
      device = InputDevice.open(path);
      if (device.anyKeyDown()) {
        device.close();
        return false;
      }
      device.grab();
      taken.add(device);
      return true;
    } catch (InputDevice.Refused e) {
      if (device != null) {
        device.close();
      }
      concern = refused(path, e);
      return false;
    }
  }

  private static Concern refused(Path path, InputDevice.Refused e) {
    String what = "Its keys are typed into other windows, too: ";
    return switch (e.error) {
      case InputDevice.ACCESS_DENIED, InputDevice.NOT_PERMITTED ->
          new Concern(
              what + "no permission for " + path,
              "Install the rule for pedals from docs/devices/pedal.md and plug it in again.");
      case InputDevice.BUSY ->
          new Concern(
              what + "another program has " + path + " for itself",
              "End that program, often one that assigns keys; the studio tries again by itself.");
      default ->
          new Concern(
              what + path + " cannot be taken (" + e.getMessage() + ")",
              "Plug it in again; until then leave the studio's window in front.");
    };
  }

  /// What a person should know of it; null when all is well.
  @Nullable Concern concern() {
    return concern;
  }

  private void release() {
    taken.forEach(InputDevice::close);
    taken.clear();
  }

  @Override
  public void close() {
    release();
    done = true;
  }
}
