package dev.handloom.app.ready;

import dev.handloom.app.ready.ReadyItem.Kind;
import dev.handloom.app.ui.settings.RecordingChoices;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What of a rig and a disk speaks against a take.
final class ReadyCheck {
  /// Below this share of its rate a stream is too slow to be trusted.
  private static final double LEAST_RATE = 0.8;

  /// Above this it is set up for another rate than it says.
  private static final double MOST_RATE = 1.5;

  /// A rate is known once so many samples came.
  private static final long SAMPLES_TO_KNOW = 40;

  private static final long SILENT_NANOS = 1_000_000_000L;

  private ReadyCheck() {}

  /// As a person calls it.
  static String subject(Device device) {
    return capital(device.config().role());
  }

  static String capital(String role) {
    return role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
  }

  static List<ReadyItem> of(Device device, long now) {
    List<ReadyItem> items = new ArrayList<>();
    String subject = subject(device);
    DeviceState state = device.state().get();
    if (state != DeviceState.LIVE) {
      String why = device.trouble();
      items.add(
          new ReadyItem(
              Kind.DEVICE,
              subject,
              why.isEmpty() ? state.name().toLowerCase(Locale.ROOT) : why,
              "Check its cable and power; Devices says more."));
      return items;
    }
    for (LiveStream stream : device.streams()) {
      look(subject, stream, now).ifPresent(items::add);
    }
    clock(subject, device.clock()).ifPresent(items::add);
    return items;
  }

  private static Optional<ReadyItem> look(String subject, LiveStream stream, long now) {
    if (stream.spec().channels().stream().anyMatch(c -> c.unit() == Unit.SWITCH)) {
      // It speaks when somebody presses.
      return Optional.empty();
    }
    String part = stream.spec().name().substring(stream.spec().name().indexOf('/') + 1);
    if (stream.health().silentNanos(now) > SILENT_NANOS) {
      return Optional.of(
          new ReadyItem(
              Kind.DEVICE, subject, "nothing comes of its " + part, "Check its cable and power."));
    }
    double nominal = stream.spec().nominalHz();
    double rate = stream.health().rateHz(now);
    if (stream.health().received() < SAMPLES_TO_KNOW
        || (rate >= LEAST_RATE * nominal && rate <= MOST_RATE * nominal)) {
      return Optional.empty();
    }
    return Optional.of(
        new ReadyItem(
            Kind.RATE,
            subject,
            String.format(Locale.ROOT, "%s at %.0f Hz instead of %.0f Hz", part, rate, nominal),
            rate < nominal
                ? "Close what else works the computer hard, or use another port."
                : "Set the rate in the rig file to what the device does."));
  }

  private static Optional<ReadyItem> clock(String subject, ClockReport clock) {
    if (clock.state() == ClockState.LOCKED) {
      return Optional.empty();
    }
    return Optional.of(
        switch (clock.state()) {
          case ACQUIRING ->
              new ReadyItem(
                  Kind.CLOCK, subject, "its clock is still being measured", "Wait some seconds.");
          case HOLDOVER ->
              new ReadyItem(
                  Kind.CLOCK, subject, "its clock runs on alone", "Wait until samples come again.");
          default ->
              new ReadyItem(
                  Kind.CLOCK, subject, "its clock has leapt", "Wait until it is measured anew.");
        });
  }

  /// @param freeBytes -1 when not known
  static Optional<ReadyItem> disk(long freeBytes, RecordingChoices choices) {
    if (freeBytes < 0 || freeBytes >= choices.warnGigabytes() * 1_000_000_000L) {
      return Optional.empty();
    }
    if (freeBytes < choices.stopMegabytes() * 1_000_000L) {
      return Optional.of(
          new ReadyItem(
              Kind.DISK,
              "Disk",
              String.format(
                  Locale.ROOT,
                  "%.1f GB free: no take can begin below %.1f GB",
                  freeBytes / 1e9,
                  choices.stopMegabytes() / 1e3),
              "Empty the trash under Library, or choose another library."));
    }
    return Optional.of(
        new ReadyItem(
            Kind.DISK,
            "Disk",
            String.format(
                Locale.ROOT,
                "%.1f GB free, less than the %d GB to warn at",
                freeBytes / 1e9,
                choices.warnGigabytes()),
            "Empty the trash under Library, or choose another library."));
  }
}
