package dev.handloom.test.bench;

import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.preview.ServerBook;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.plot.EpisodePlot;
import dev.handloom.app.ui.plot.PlotChannel;
import dev.handloom.app.ui.plot.PlotLayout;
import dev.handloom.app.ui.plot.TimeSeriesBuffer;
import dev.handloom.app.ui.plot.ViewRange;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.app.workspace.review.ReviewWorkspace;
import dev.handloom.app.workspace.review.Reviewer;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// What a reviewer waits for: the first pictures of the next episode, and a plot of a million
/// points drawn anew. Drawn in software on the headless platform.
final class ReviewBenchmark implements Benchmarks.Benchmark {
  private static final int TAKES = 12;
  private static final double SECONDS = 10;
  private static final int POINTS = 1_000_000;
  private static final int REDRAWS = 60;
  private static final long FX_MILLIS = 60_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /// As long as a hurried person looks at an episode.
  private static final long LOOK_NANOS = 1_500_000_000L;

  @Override
  public int run(List<String> options) throws Exception {
    Path folder = Files.createTempDirectory("handloom-bench");
    try {
      record(folder.resolve("library"));
      BenchToolkit.start();
      next(folder);
      plot();
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return 0;
  }

  private static void record(Path folder) throws Exception {
    try (Workplace workplace = Workplace.simulated(1);
        Library library = Library.open(folder)) {
      if (!workplace.connectAndWait(Duration.ofSeconds(30))) {
        throw new IOException("The simulated rig is not live");
      }
      for (int i = 0; i < TAKES; i++) {
        try (EpisodeRecorder recorder =
            new EpisodeRecorder(
                workplace.rig().hub(),
                workplace.rig().devices(),
                library,
                RecorderOptions.standard("bench"))) {
          recorder.start(new TakePlan("take " + i, "", "bench", List.of()));
          while (recorder.status().state().busy()
              && recorder.status().elapsedNanos() < SECONDS * 1e9) {
            recorder.state().await(state -> !state.busy(), Duration.ofMillis(50));
          }
          if (recorder.stop("Its time was up").isEmpty()) {
            throw new IOException("The take was not saved");
          }
        }
      }
    }
  }

  private static void next(Path folder) throws Exception {
    RunningTasks tasks = new RunningTasks();
    Actions actions = new Actions();
    OpenLibrary[] library = new OpenLibrary[1];
    Shell[] shell = new Shell[1];
    Stage[] stage = new Stage[1];
    FxThread.runAndWait(
        () -> {
          Theme.shared().install();
          library[0] = new OpenLibrary(folder.resolve("library"), tasks, _ -> {});
          ReviewWorkspace review =
              new ReviewWorkspace(
                  library[0],
                  tasks,
                  actions,
                  _ -> {},
                  new Reviewer(folder.resolve("reviewer")),
                  new ModelDesk(new ServerBook(folder)),
                  (_, _) -> {});
          shell[0] = new Shell(actions, List.of(review), new StudioStatus(), tasks);
          stage[0] = new Stage();
          stage[0].setScene(new Scene(shell[0], 1360, 860));
          stage[0].show();
          library[0].open();
        },
        FX_MILLIS);
    until(() -> shown(shell[0], "take " + (TAKES - 1)));
    double[] ahead = new double[TAKES - 1];
    for (int i = 0; i < ahead.length; i++) {
      LockSupport.parkNanos(LOOK_NANOS);
      ahead[i] = leap(shell[0], actions, "review.next", TAKES - 2 - i);
    }
    line("next episode to all first pictures", ahead);
    double[] back = new double[TAKES - 1];
    for (int i = 0; i < back.length; i++) {
      LockSupport.parkNanos(LOOK_NANOS);
      back[i] = leap(shell[0], actions, "review.previous", i + 1);
    }
    line("the one before, which nothing opens ahead", back);
    FxThread.runAndWait(stage[0]::hide, FX_MILLIS);
    library[0].close();
  }

  /// To the pulse that draws them.
  private static double leap(Shell shell, Actions actions, String action, int take)
      throws Exception {
    long begun = System.nanoTime();
    FxThread.runAndWait(actions.get(action)::run, FX_MILLIS);
    until(() -> shown(shell, "take " + take));
    CountDownLatch drawn = new CountDownLatch(1);
    Runnable pulse = drawn::countDown;
    FxThread.runAndWait(
        () -> {
          shell.getScene().addPostLayoutPulseListener(pulse);
          Platform.requestNextPulse();
        },
        FX_MILLIS);
    drawn.await();
    double millis = (System.nanoTime() - begun) / 1e6;
    FxThread.runAndWait(() -> shell.getScene().removePostLayoutPulseListener(pulse), FX_MILLIS);
    return millis;
  }

  /// Whether it is open, and every camera shows a picture.
  private static boolean shown(Shell shell, String task) {
    if (!(shell.lookup("#review-task") instanceof Label label) || !label.getText().equals(task)) {
      return false;
    }
    int tiles = 0;
    for (Node node : shell.lookupAll(".video-tile")) {
      if (!inFront(node)) {
        continue;
      }
      Node absence = node.lookup(".video-absence");
      if (!(node instanceof VideoTile) || absence == null || absence.isVisible()) {
        return false;
      }
      tiles++;
    }
    return tiles > 0;
  }

  /// What is opened ahead waits behind, unseen.
  private static boolean inFront(Node node) {
    return node.getOpacity() > 0 && (node.getParent() == null || inFront(node.getParent()));
  }

  private static void until(BooleanSupplier met) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean[] yes = new boolean[1];
    while (!yes[0]) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("The pictures did not come");
      }
      FxThread.runAndWait(() -> yes[0] = met.getAsBoolean(), FX_MILLIS);
      LockSupport.parkNanos(1_000_000L);
    }
  }

  private static void plot() throws Exception {
    int channels = 4;
    TimeSeriesBuffer points = new TimeSeriesBuffer(channels, POINTS / channels);
    double[] row = new double[channels];
    for (int i = 0; i < POINTS / channels; i++) {
      for (int c = 0; c < channels; c++) {
        row[c] = Math.sin(i * 1e-3 * (c + 1)) + 0.1 * Math.sin(i * 0.7 + c);
      }
      points.append(i * 1_000_000L, row);
    }
    double[] millis = new double[REDRAWS];
    FxThread.runAndWait(
        () -> {
          EpisodePlot plot =
              new EpisodePlot(
                  "bench",
                  java.util.stream.IntStream.range(0, channels)
                      .mapToObj(c -> new PlotChannel("channel " + c, "", -1.2, 1.2))
                      .toList(),
                  PlotLayout.STACKED,
                  points,
                  10_000_000L);
          Scene scene = new Scene(new StackPane(plot), 1360, 400);
          Theme.shared().dress(scene);
          Stage stage = new Stage();
          stage.setScene(scene);
          stage.show();
          ViewRange whole = ViewRange.whole(points.firstNanos(), points.lastNanos());
          for (int i = -REDRAWS; i < REDRAWS; i++) {
            // Nearly all of it each time, never the same.
            ViewRange view = whole.zoom(1 - 1e-4 * (i + REDRAWS + 1), points.firstNanos());
            long begun = System.nanoTime();
            plot.setView(view);
            plot.layout();
            if (i >= 0) {
              millis[i] = (System.nanoTime() - begun) / 1e6;
            }
          }
          stage.hide();
        },
        FX_MILLIS);
    line("plot of 1,000,000 points drawn anew, 1360×400", millis);
  }

  private static void line(String what, double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    Benchmarks.line(
        what,
        "p50 %6.1f ms, p95 %6.1f ms, worst %6.1f ms",
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted[sorted.length - 1]);
  }
}
