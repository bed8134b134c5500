package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.conformance.ConformanceTake;
import dev.handloom.app.conformance.Gesture;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.store.conform.ConformanceReport;
import dev.handloom.store.library.Library;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The sheet of a conformance take: what it does, gesture after gesture, the verdict.
final class ConformanceSheet {
  private static final double WIDTH = 680;
  private static final double WORDS_WIDTH = 632;

  private final Device device;
  private final CurrentRig current;
  private final Takes takes;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final SheetLayer sheets;
  private final double seconds;
  private final VBox sheet = new VBox(12);
  private final VBox body = new VBox(8);
  private final Button go = button("Start", "conformance.go");
  private final Button close = button("Close", "conformance.close");
  private final Label gesture = wrapped("");
  private final ProgressBar bar = new ProgressBar(0);
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean running;

  ConformanceSheet(
      Device device,
      CurrentRig current,
      Takes takes,
      OpenLibrary library,
      TaskRunner tasks,
      SheetLayer sheets) {
    this(device, current, takes, library, tasks, sheets, ConformanceTake.USUAL_SECONDS);
  }

  /// @param seconds how long it takes in all
  ConformanceSheet(
      Device device,
      CurrentRig current,
      Takes takes,
      OpenLibrary library,
      TaskRunner tasks,
      SheetLayer sheets,
      double seconds) {
    this.device = device;
    this.current = current;
    this.takes = takes;
    this.library = library;
    this.tasks = tasks;
    this.sheets = sheets;
    this.seconds = seconds;
    Label title = new Label("Conformance take of " + device.config().role());
    title.getStyleClass().add("text-large");
    gesture.setId("conformance.gesture");
    gesture.getStyleClass().add("text-large");
    bar.setMaxWidth(Double.MAX_VALUE);
    body.getChildren()
        .add(
            wrapped(
                "Put it on or take it in your hand. You are told what to do, gesture after gesture, "
                    + String.format(Locale.ROOT, "for %.0f seconds in all. ", seconds)
                    + "What comes is recorded as an episode and judged: rate, losses, gaps, every"
                    + " channel, its clock."));
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.setOnAction(_ -> start());
    close.setOnAction(_ -> {
      ended.set(true);
      sheets.close();
    });
    HBox foot = new HBox(8, close, go);
    foot.setAlignment(Pos.CENTER_RIGHT);
    sheet.setId("conformance");
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
    sheet.getChildren().addAll(title, body, foot);
  }

  void open() {
    sheets.show(sheet, go);
  }

  private void start() {
    if (running) {
      // The button reads "End now" meanwhile.
      ended.set(true);
      return;
    }
    Workplace workplace = current.workplaceProperty().get();
    Library store = library.store();
    String why =
        takes.phaseProperty().get().running()
            ? "A take is running. Begin when it is saved."
            : store == null
                ? "No library is open yet. Open one, then begin."
                : device.state().get() != DeviceState.LIVE
                    ? "The device is not live. " + device.trouble()
                    : "";
    if (!why.isEmpty() || workplace == null || store == null) {
      body.getChildren().setAll(wrapped(why));
      return;
    }
    running = true;
    go.setText("End now");
    body.getChildren().setAll(gesture, bar);
    BackgroundTask.of(
            "Conformance take of " + device.config().role(),
            progress -> {
              ConformanceTake take = new ConformanceTake(workplace, device, store, seconds);
              return take.run(
                  (now, done, left) -> {
                    progress.report(done, 1);
                    FxThread.run(() -> show(now, done, left));
                  },
                  () -> ended.get() || progress.isCancelled());
            })
        .onSuccess(this::show)
        .onFailure(
            e -> body.getChildren().setAll(wrapped("No verdict could be given. " + e.getMessage())))
        .whenFinished(() -> {
          go.setVisible(false);
          go.setManaged(false);
          close.setDefaultButton(true);
          close.requestFocus();
          library.changed();
        })
        .startOn(tasks);
  }

  private void show(Gesture now, double done, double left) {
    gesture.setText(now.words() + String.format(Locale.ROOT, "  %.0f s", Math.ceil(left)));
    bar.setProgress(done);
  }

  private void show(ConformanceTake.Outcome outcome) {
    ConformanceReport report = outcome.report();
    Label verdict = wrapped(report.sentence());
    verdict.setId("conformance.verdict");
    verdict.getStyleClass().add("text-large");
    boolean good = report.verdict() == ConformanceReport.Verdict.GOOD;
    FontIcon icon = new FontIcon(good ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add(good ? "icon-success" : "icon-warning");
    verdict.setGraphic(icon);
    body.getChildren().setAll(verdict);
    for (ConformanceReport.Reason reason : report.reasons()) {
      body.getChildren().add(wrapped(reason.subject() + ": " + reason.what()));
      Label remedy = wrapped(reason.remedy());
      remedy.getStyleClass().add("text-muted");
      body.getChildren().add(remedy);
    }
    for (ConformanceReport.StreamFigures stream : report.streams()) {
      Label figures =
          wrapped(
              String.format(
                  Locale.ROOT,
                  "%s: %.1f of %.0f Hz, jitter %.1f ms, %,d lost, longest gap %.0f ms",
                  stream.stream(),
                  stream.measuredHz(),
                  stream.nominalHz(),
                  stream.jitterMillis(),
                  stream.lost(),
                  stream.longestGapMillis()));
      figures.getStyleClass().add("text-muted");
      body.getChildren().add(figures);
    }
    ConformanceReport.Hand hand = report.hand();
    if (hand != null) {
      Label words = wrapped(hand.words());
      words.getStyleClass().add("text-muted");
      body.getChildren().add(words);
    }
    Label where = wrapped("Kept in " + outcome.bundle().folder());
    where.getStyleClass().addAll("text-small", "text-muted");
    body.getChildren().add(where);
  }

  private static Button button(String words, String id) {
    Button button = new Button(words);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private static Label wrapped(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(WORDS_WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
