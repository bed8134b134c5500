package dev.handloom.app.workspace.devices;

import dev.handloom.app.Version;
import dev.handloom.app.delay.CameraMeasurement;
import dev.handloom.app.delay.ScreenDelay;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.delay.DelayKey;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.timecode.Hindrance;
import dev.handloom.device.timecode.ShownCode;
import dev.handloom.device.timecode.TimeCodeResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Leads through the measurement of a camera's delay: shows the time code, says what hinders, and
/// at the end what was found.
final class CameraDelaySheet {
  private static final double GAP = 8;

  private final Device device;
  private final boolean simulated;
  private final Consumer<MeasuredDelay> keep;
  private final Label title = new Label();
  private final Label advice = new Label();
  private final Label progress = new Label();
  private final Label found = new Label();
  private final Label screen = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button take = new Button("Keep this delay");
  private final TimeCodeWindow window;
  private final CameraMeasurement measurement;

  /// @param keep takes what was found
  /// @param closed called once, with the code that was shown
  CameraDelaySheet(
      Window owner,
      Device device,
      LiveStream stream,
      Consumer<MeasuredDelay> keep,
      Runnable closed) {
    this.device = device;
    this.keep = keep;
    simulated = device.config().simulated();
    title.setText("Delay of the " + device.config().role());
    title.getStyleClass().add("time-code-title");
    title.setWrapText(true);
    Button cancel = new Button("Cancel");
    cancel.setId("timecode.cancel");
    cancel.setCancelButton(true);
    take.setId("timecode.keep");
    take.setDefaultButton(true);
    take.setDisable(true);
    take.setOnAction(_ -> keep());
    bar.setAccessibleText("Pictures read");
    bar.setMaxWidth(Double.MAX_VALUE);
    progress.setId("timecode.progress");
    found.setId("timecode.found");
    for (Label label : new Label[] {advice, progress, found, screen}) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
    VBox left = new VBox(GAP, title, advice, progress, bar);
    VBox right = new VBox(GAP, found, screen, take, cancel);
    window =
        new TimeCodeWindow(
            owner,
            left,
            right,
            this::refresh,
            () -> {
              stop();
              closed.run();
            });
    cancel.setOnAction(_ -> window.close());
    measurement = new CameraMeasurement(stream, window.code());
    advice.setText(
        simulated
            ? "A simulated camera films this code by itself."
            : "Put the camera still before this screen, so that all of it is sharp in the picture and"
                + " as large as can be. Lock the exposure if you can.");
  }

  ShownCode code() {
    return window.code();
  }

  void show(boolean fullScreen) {
    window.show(fullScreen);
  }

  TimeCodeWindow window() {
    return window;
  }

  private void stop() {
    measurement.close();
  }

  private void refresh() {
    CameraMeasurement.Standing now = measurement.standing();
    bar.setProgress((double) now.pictures() / CameraMeasurement.WANTED);
    progress.setText(
        now.looked() == 0
            ? "No picture has come yet."
            : now.done()
                ? "Done: " + Counted.of(now.pictures(), "picture") + "."
                : now.pictures()
                    + " of "
                    + CameraMeasurement.WANTED
                    + " pictures read. "
                    + hinders(now));
    TimeCodeResult result = now.result();
    ScreenDelay own = screenDelay(result);
    screen.setText(own.words());
    MeasuredDelay delay = result == null ? null : measured(result, own);
    found.setText(delay == null ? "" : words(delay));
    take.setDisable(delay == null || !now.done());
  }

  private static String hinders(CameraMeasurement.Standing now) {
    if (now.hindrance() != Hindrance.NONE) {
      return now.hindrance().words();
    }
    return now.moving() ? "The camera moves: put it down." : "";
  }

  private ScreenDelay screenDelay(@Nullable TimeCodeResult result) {
    return simulated
        ? ScreenDelay.SIMULATED
        : ScreenDelay.unknown(result == null ? 0 : result.refreshNanos());
  }

  private @Nullable MeasuredDelay measured(TimeCodeResult result, ScreenDelay own) {
    PathDelay path = device.clock().path();
    long bound = measurement.boundNanos();
    if (path == null || bound == Sample.UNBOUNDED) {
      return null;
    }
    // What its clock leaves open beside the way, which is what was measured.
    long clock = Math.max(0, bound - path.uncertaintyNanos());
    long least = path.leastNanos() + Math.round(result.laterNanos()) - own.nanos();
    DelayKey key =
        DelayKey.of(device.config(), device.streams().stream().map(LiveStream::spec).toList());
    return new MeasuredDelay(
        key.driver(),
        key.kind(),
        key.device(),
        key.address(),
        key.format(),
        Math.max(0, least),
        Math.round(result.spreadNanos()),
        Math.round(result.uncertaintyNanos()) + own.uncertaintyNanos() + clock,
        MeasuredDelay.TIME_CODE,
        result.pictures(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "Handloom " + Version.text());
  }

  private static String words(MeasuredDelay delay) {
    return String.format(
        Locale.ROOT,
        "From the middle of its exposure to its arrival a picture takes %.1f ms, give or take %.1f"
            + " ms. Single pictures stray by %.1f ms.",
        delay.leastNanos() / 1e6,
        delay.uncertaintyNanos() / 1e6,
        delay.spreadNanos() / 1e6);
  }

  private void keep() {
    TimeCodeResult result = measurement.standing().result();
    MeasuredDelay delay = result == null ? null : measured(result, screenDelay(result));
    if (delay != null) {
      keep.accept(delay);
    }
    window.close();
  }
}
