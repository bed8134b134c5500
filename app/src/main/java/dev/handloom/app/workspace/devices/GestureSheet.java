package dev.handloom.app.workspace.devices;

import dev.handloom.app.delay.GestureMeasurement;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.plot.PlotChannel;
import dev.handloom.app.ui.plot.PlotLayout;
import dev.handloom.app.ui.plot.StripPlot;
import dev.handloom.app.ui.plot.TimeSeriesBuffer;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.delay.GestureMatch;
import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.device.rig.DeviceState;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Leads through the measurement of a device's delay against a camera: a gesture that both see,
/// what hinders, and at the end what was found.
final class GestureSheet {
  private static final double WIDTH = 680;
  private static final double PLOT_HEIGHT = 128;
  private static final int HELD = 4096;
  private static final long REFRESH_NANOS = 200_000_000L;

  private final StreamTime line;
  private final HandGesture gesture;
  private final SheetLayer sheets;
  private final Consumer<MeasuredDelay> keep;
  private final BooleanSupplier recording;
  private final Consumer<@Nullable HandGesture> person;
  private final ComboBox<StreamTime> cameras = new ComboBox<>();
  private final Label advice = GestureWords.label("gesture.advice");
  private final Label progress = GestureWords.label("gesture.progress");
  private final Label found = GestureWords.label("gesture.found");
  private final ProgressBar bar = new ProgressBar(0);
  private final Button go = FoundList.button("Start", "gesture.go", "Begin to watch");
  private final Button close = FoundList.button("Cancel", "gesture.close", "Close (Esc)");
  private final VBox body = new VBox(8);
  private final VBox sheet = new VBox(12);
  private final TimeSeriesBuffer moved = new TimeSeriesBuffer(2, HELD);
  private @Nullable GestureMeasurement measurement;
  private long refreshedNanos;
  private long frozenNanos;

  /// @param cameraLines the cameras it can be held against
  /// @param person asks a simulated person for the gesture, and null for no more of it
  /// @param recording whether a take is running
  GestureSheet(
      StreamTime line,
      HandGesture gesture,
      List<StreamTime> cameraLines,
      SheetLayer sheets,
      BooleanSupplier recording,
      Consumer<@Nullable HandGesture> person,
      Consumer<MeasuredDelay> keep) {
    this.line = line;
    this.gesture = gesture;
    this.sheets = sheets;
    this.recording = recording;
    this.person = person;
    this.keep = keep;
    Label title = new Label("Delay of the " + line.device().config().role());
    title.getStyleClass().add("text-large");
    cameras.setId("gesture.camera");
    cameras.setAccessibleText("The camera that it is held against");
    cameras.setCellFactory(_ -> GestureWords.cell());
    cameras.setButtonCell(GestureWords.cell());
    cameras.getItems().setAll(cameraLines);
    cameras.valueProperty().subscribe(_ -> begin());
    Label before = new Label("Before the");
    HBox choice = new HBox(8, before, cameras);
    choice.setAlignment(Pos.CENTER_LEFT);
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    close.setOnAction(_ -> sheets.close());
    HBox foot = new HBox(8, close, go);
    foot.setAlignment(Pos.CENTER_RIGHT);
    bar.setAccessibleText("Clear movements");
    bar.setMaxWidth(Double.MAX_VALUE);
    sheet.setId("gesture");
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
    sheet.getChildren().addAll(title, choice, body, foot);
    sheet
        .sceneProperty()
        .addListener((_, _, scene) -> {
          if (scene == null) {
            stop();
          }
        });
    Pulse.shared().whileShown(sheet, this::pulse);
    if (cameraLines.isEmpty()) {
      advice.setText("The rig has no camera. A delay is measured against one that sees your hand.");
      body.getChildren().setAll(advice);
      go.setDisable(true);
    } else {
      cameras.setValue(cameraLines.getFirst());
    }
  }

  void open() {
    sheets.show(sheet, go.isDisabled() ? close : go);
  }

  /// Before anything was watched.
  private void begin() {
    StreamTime camera = cameras.getValue();
    if (camera == null || measurement != null) {
      return;
    }
    advice.setText(
        GestureWords.advice(gesture, line.device().config().simulated())
            + "\n\n"
            + GestureWords.camera(camera.device().clock(), camera.device().config().role()));
    body.getChildren().setAll(advice);
    go.setText("Start");
    go.setOnAction(_ -> start());
  }

  private void start() {
    StreamTime camera = cameras.getValue();
    String why = camera == null ? "" : hindrance(camera);
    if (camera == null || !why.isEmpty()) {
      advice.setText(why);
      return;
    }
    cameras.setDisable(true);
    go.setDisable(true);
    StripPlot plot =
        new StripPlot(
            "Motion that the device reports and that the camera sees",
            List.of(
                PlotChannel.following("In the picture", ""),
                PlotChannel.following(DeviceCard.capital(line.device().config().role()), "")),
            PlotLayout.STACKED,
            moved,
            () -> frozenNanos == 0 ? StudioClock.now() : frozenNanos);
    plot.setMinHeight(PLOT_HEIGHT);
    plot.setPrefHeight(PLOT_HEIGHT);
    advice.setText(gesture.words() + " " + GestureWords.PAUSES);
    advice.getStyleClass().add("text-large");
    body.getChildren().setAll(advice, plot, bar, progress, found);
    close.requestFocus();
    double[] both = new double[2];
    measurement =
        new GestureMeasurement(
            line.device(),
            line.stream(),
            camera.device(),
            camera.stream(),
            (nanos, picture, hand) -> {
              if (moved.isEmpty() || nanos > moved.lastNanos()) {
                both[0] = picture;
                both[1] = hand;
                moved.append(nanos, both);
              }
            });
    person.accept(gesture);
  }

  private String hindrance(StreamTime camera) {
    if (recording.getAsBoolean()) {
      return "A take is running. Begin when it is saved.";
    }
    for (StreamTime each : List.of(line, camera)) {
      if (each.device().state().get() != DeviceState.LIVE) {
        return "The " + each.device().config().role() + " is not live. " + each.device().trouble();
      }
    }
    return line.device().clock().path() == null
        ? "The way of its samples is measured all the time, by asking it; nothing is assumed that"
            + " could be measured."
        : "";
  }

  private void pulse(long now) {
    GestureMeasurement watching = measurement;
    if (watching == null || now - refreshedNanos < REFRESH_NANOS || frozenNanos != 0) {
      return;
    }
    refreshedNanos = now;
    GestureMeasurement.Standing standing = watching.standing();
    bar.setProgress(Math.min(1, (double) standing.movements() / GestureMatch.WANTED));
    progress.setText(GestureWords.progress(standing));
    if (standing.over()) {
      frozenNanos = StudioClock.now();
      person.accept(null);
      end(watching, standing);
    }
  }

  private void end(GestureMeasurement watching, GestureMeasurement.Standing standing) {
    MeasuredDelay delay = standing.done() ? watching.measured() : null;
    advice.setText(delay == null ? "Nothing was measured." : "Done. You can lower your hand.");
    StreamTime camera = cameras.getValue();
    PathDelay path = line.device().clock().path();
    found.setText(
        delay == null || path == null
            ? GestureWords.refused(standing)
            : GestureWords.found(
                    delay, watching.cameraBoundNanos(), camera.device().config().role())
                + "\n\n"
                + GestureWords.before(delay, path));
    go.setDisable(false);
    if (delay == null) {
      go.setText("Start again");
      go.setOnAction(_ -> again());
    } else {
      go.setText("Keep this delay");
      go.setOnAction(_ -> {
        sheets.close();
        keep.accept(delay);
      });
    }
    go.requestFocus();
  }

  private void again() {
    stop();
    measurement = null;
    frozenNanos = 0;
    found.setText("");
    bar.setProgress(0);
    cameras.setDisable(false);
    advice.getStyleClass().remove("text-large");
    begin();
  }

  private void stop() {
    GestureMeasurement watching = measurement;
    if (watching != null) {
      watching.close();
      person.accept(null);
    }
  }
}
