package dev.handloom.app.cli;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.video.Encoders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The health of a rig's devices at one moment, for a person and as JSON.
///
/// @param found what is plugged in and not in the rig
record DeviceTable(String rig, List<Row> devices, List<Examined> found) {

  record Row(
      String id,
      String role,
      String driver,
      String address,
      boolean simulated,
      String state,
      String trouble,
      Clock clock,
      List<Stream> streams) {}

  record Clock(String state, String method, double driftPpm, double boundMillis, long jumps) {}

  record Stream(
      String name,
      int channels,
      double nominalHz,
      double rateHz,
      double jitterMillis,
      long received,
      long lost,
      long bad,
      long reconnects,
      @Nullable Video video) {}

  /// @param encoder what would pack the pictures of a take that began now
  record Video(int width, int height, String encoder) {}

  static DeviceTable of(Rig rig, List<Examined> found) {
    List<Row> rows = new ArrayList<>();
    for (Device device : rig.devices()) {
      ClockReport clock = device.clock();
      rows.add(
          new Row(
              device.config().id(),
              device.config().role(),
              device.config().driver(),
              device.config().shownAddress(),
              device.config().simulated(),
              device.state().get().name().toLowerCase(Locale.ROOT),
              device.trouble(),
              new Clock(
                  clock.state().name().toLowerCase(Locale.ROOT),
                  clock.method(),
                  clock.driftPpm(),
                  clock.boundNanos() == Long.MAX_VALUE ? -1 : clock.boundNanos() / 1e6,
                  clock.jumps()),
              device.streams().stream().map(DeviceTable::stream).toList()));
    }
    return new DeviceTable(rig.file().name(), rows, List.copyOf(found));
  }

  private static Stream stream(LiveStream stream) {
    var health = stream.health();
    return new Stream(
        stream.spec().name(),
        stream.spec().channels().size(),
        stream.spec().nominalHz(),
        health.rateHz(StudioClock.now()),
        health.jitterNanos() / 1e6,
        health.received(),
        health.lost(),
        health.badFrames(),
        health.reconnects(),
        video(stream.spec().frame()));
  }

  private static @Nullable Video video(@Nullable FrameFormat format) {
    return format == null
        ? null
        : new Video(format.width(), format.height(), Encoders.shared().title(format));
  }

  boolean allLive() {
    return devices.stream().allMatch(row -> row.state().equals("live"));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(rig);
    lines.add("");
    lines.add(row("device", "state", "rate", "jitter", "lost", "bad", "clock", "time within"));
    for (Row device : devices) {
      boolean first = true;
      for (Stream stream : device.streams()) {
        lines.add(
            row(
                first
                    ? device.id() + (device.simulated() ? " (simulated)" : "")
                    : "  " + stream.name(),
                first ? device.state() : "",
                String.format(Locale.ROOT, "%.1f Hz", stream.rateHz()),
                String.format(Locale.ROOT, "%.1f ms", stream.jitterMillis()),
                Long.toString(stream.lost()),
                Long.toString(stream.bad()),
                first ? device.clock().state() : "",
                first && device.clock().boundMillis() >= 0
                    ? String.format(Locale.ROOT, "±%.1f ms", device.clock().boundMillis())
                    : ""));
        first = false;
        Video video = stream.video();
        if (video != null) {
          lines.add("  " + video.width() + "×" + video.height() + ", video: " + video.encoder());
        }
      }
      if (!device.trouble().isEmpty()) {
        lines.add("    " + device.trouble());
      }
    }
    if (!found.isEmpty()) {
      lines.add("");
      lines.add("Plugged in, not in the rig (more: handloom doctor)");
      found.forEach(each -> lines.addAll(FoundText.brief(each)));
    }
    return lines;
  }

  private static String row(
      String a, String b, String c, String d, String e, String f, String g, String h) {
    return String.format(
            Locale.ROOT, "%-28s %-13s %9s %9s %6s %6s  %-10s %11s", a, b, c, d, e, f, g, h)
        .stripTrailing();
  }
}
