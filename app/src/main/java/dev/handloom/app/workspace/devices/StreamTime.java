package dev.handloom.app.workspace.devices;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One line of the time panel: a stream, and what is known of its times.
final class StreamTime {
  /// How well its times are known; decides the icon.
  enum Standing {
    OFF,
    MEASURING,
    KNOWN,
    DOUBTFUL
  }

  private final Device device;
  private final LiveStream stream;
  private final String name;
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(Standing.OFF);
  private final ReadOnlyObjectWrapper<JitterHistogram> jitter =
      new ReadOnlyObjectWrapper<>(JitterHistogram.EMPTY);
  final StringProperty state = new SimpleStringProperty("");
  final StringProperty bound = new SimpleStringProperty("");
  final StringProperty delay = new SimpleStringProperty("");
  final StringProperty offset = new SimpleStringProperty("");
  final StringProperty drift = new SimpleStringProperty("");
  final StringProperty lost = new SimpleStringProperty("0");
  final StringProperty details = new SimpleStringProperty("");
  private boolean assumed;

  StreamTime(Device device, LiveStream stream) {
    this.device = device;
    this.stream = stream;
    String whole = stream.spec().name();
    String own = whole.substring(whole.indexOf('/') + 1).replace('-', ' ');
    name =
        DeviceCard.capital(device.config().role())
            + (device.streams().size() == 1 ? "" : ", " + own);
    refresh();
  }

  Device device() {
    return device;
  }

  LiveStream stream() {
    return stream;
  }

  String name() {
    return name;
  }

  ReadOnlyObjectProperty<Standing> standing() {
    return standing.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<JitterHistogram> jitter() {
    return jitter.getReadOnlyProperty();
  }

  boolean assumed() {
    return assumed;
  }

  /// Asks the clock again.
  void refresh() {
    DeviceState now = device.state().get();
    ClockReport report = device.clock();
    JitterHistogram histogram = device.clockHistory().jitter();
    var health = stream.health();
    // First: the icon is chosen when the words change.
    standing.set(standing(now, report));
    state.set(TimeWords.state(now, report, health.silentNanos(StudioClock.now())));
    bound.set(TimeWords.bound(report.boundNanos()));
    delay.set(TimeWords.delay(report));
    offset.set(TimeWords.offset(report));
    drift.set(TimeWords.drift(report));
    if (!histogram.equals(jitter.get())) {
      jitter.set(histogram);
    }
    lost.set(String.format(Locale.ROOT, "%,d", health.lost()));
    details.set(
        TimeWords.details(
            report, histogram, health.lost(), health.badFrames(), health.reconnects()));
    assumed = TimeWords.assumed(report);
  }

  private static Standing standing(DeviceState device, ClockReport report) {
    if (device == DeviceState.DISCONNECTED) {
      return Standing.OFF;
    }
    if (report.samples() == 0 || report.state() == ClockState.ACQUIRING) {
      return Standing.MEASURING;
    }
    return report.state() == ClockState.LOCKED ? Standing.KNOWN : Standing.DOUBTFUL;
  }
}
