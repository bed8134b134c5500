package dev.handloom.app.workspace.devices;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Suspicion;
import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;

/// How something that is plugged in is told of.
final class FoundWords {
  private FoundWords() {}

  static String title(Attached device) {
    return device.title().isEmpty() ? device.path() : device.title();
  }

  /// What it is, as far as it is known.
  static String what(Examined seen) {
    if (seen.suspicions().isEmpty()) {
      return switch (seen.device().kind()) {
        case SERIAL -> "A serial device that is not known yet";
        case HID -> "A device that is not known";
        case CAMERA -> "A camera";
        case NETWORK -> "A device on the network that is not known";
      };
    }
    Suspicion first = seen.suspicions().getFirst();
    boolean tie = seen.suspicions().size() > 1 && seen.suspicions().get(1).score() >= first.score();
    if (tie && !first.probable()) {
      return "One of " + seen.suspicions().size() + " kinds, as " + first.title();
    }
    return (first.probable() ? "Probably " : "May be ")
        + first.title()
        + String.format(Locale.ROOT, " (%.0f %% sure)", 100 * first.score());
  }

  /// Why it is thought to be that.
  static String why(Examined seen) {
    return seen.suspicions().isEmpty()
        ? seen.tried().isEmpty() ? "" : seen.tried().getLast()
        : seen.suspicions().getFirst().reason();
  }

  static Feather icon(Attached device) {
    return switch (device.kind()) {
      case SERIAL -> Feather.CPU;
      case HID -> Feather.MOUSE_POINTER;
      case CAMERA -> Feather.VIDEO;
      case NETWORK -> Feather.WIFI;
    };
  }
}
