package dev.handloom.test.bench;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.desktop.SystemDesktop;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.workspace.library.LibraryWorkspace;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.Listing;
import dev.handloom.store.library.QueryKey;
import dev.handloom.store.library.RebuildProgress;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/// A library of 100,000 episodes: every list and search of the studio, and the window itself, on
/// the headless platform. `-Dhandloom.episodes=N` for another number.
final class CatalogueBenchmark implements Benchmarks.Benchmark {
  private static final int EPISODES = Integer.getInteger("handloom.episodes", 100_000);
  private static final int REPEATS = 20;

  /// What others do on the machine is in the clock, and not in the time that a thread was given.
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final long PING_NANOS = 2_000_000L;

  private static final List<String> QUERIES =
      List.of(
          "",
          "pour",
          "pour left",
          "task:fold",
          "person:p07",
          "tag:left-handed",
          "-tag:left-handed",
          "verdict:accepted",
          "verdict:none",
          "sync<2ms",
          "lost>0",
          "duration>20s",
          "score>=80",
          "since:2026-06-01",
          "since:2026-03-01 until:2026-03-31",
          "camera:wrist-camera",
          "finding:any",
          "checked:no",
          "note:spilled",
          "id:2026",
          "task:pour person:p07 verdict:accepted sync<2ms since:2026-02-01");

  @Override
  public int run(List<String> options) throws Exception {
    Path folder = Files.createTempDirectory("handloom-bench");
    try {
      long begun = System.nanoTime();
      ManyEpisodes.write(folder, EPISODES);
      Benchmarks.line("bundles written", "%,d in %.1f s", EPISODES, seconds(begun));
      begun = System.nanoTime();
      try (Library library = Library.open(folder)) {
        Benchmarks.line("opened, with no catalogue", "%.1f s", seconds(begun));
        begun = System.nanoTime();
        library.rebuild(RebuildProgress.none());
        Benchmarks.line("rebuilt", "%.1f s", seconds(begun));
      }
      begun = System.nanoTime();
      try (Library library = Library.open(folder)) {
        Benchmarks.line("opened, nothing changed", "%.1f s", seconds(begun));
        Benchmarks.line("catalogue", "%.1f MB", Files.size(folder.resolve("library.db")) / 1e6);
        store(library);
      }
      window(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return 0;
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  /// Something that is timed.
  private interface Work {
    Object run() throws Exception;
  }

  private static void time(String what, String of, Work work) throws Exception {
    for (int i = 0; i < 3; i++) {
      work.run();
    }
    double[] millis = new double[REPEATS];
    double[] cpu = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long cpuBefore = THREADS.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      Objects.requireNonNull(work.run());
      millis[i] = (System.nanoTime() - begun) / 1e6;
      cpu[i] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6;
    }
    Arrays.sort(millis);
    Arrays.sort(cpu);
    Benchmarks.line(
        what,
        "p50 %5.1f ms, p95 %5.1f ms, max %5.1f ms; CPU p50 %5.1f ms, max %5.1f ms  %s",
        millis[REPEATS / 2],
        millis[REPEATS * 95 / 100],
        millis[REPEATS - 1],
        cpu[REPEATS / 2],
        cpu[REPEATS - 1],
        of);
  }

  private static void store(Library library) throws Exception {
    for (String query : QUERIES) {
      time(
          query.isEmpty() ? "all, with totals and the first page" : query,
          String.format("%,d found", library.browse(query).size()),
          () -> {
            Listing listing = library.browse(query);
            return listing.rows(0, Math.min(100, listing.size()));
          });
    }
    Listing all = library.browse("");
    int middle = all.size() / 2;
    time("a page in the middle", "", () -> all.rows(middle, Math.min(middle + 100, all.size())));
    time(
        "where an episode is",
        "",
        () -> all.indexOf(Objects.requireNonNull(all.rows(middle, middle + 1).getFirst()).id()));
    for (QueryKey key :
        List.of(QueryKey.TASK, QueryKey.PERSON, QueryKey.RIG, QueryKey.TAG, QueryKey.CAMERA)) {
      time("values of " + key.word(), "", () -> library.values(key, 200));
    }
    time("the trash", "", () -> library.browseTrash().size());
    time("the rate of the newest", "", library::usualBytesPerSecond);
    time("whether anybody changed it", "", library::changes);
  }

  private static void window(Path folder) throws Exception {
    BenchToolkit.start();
    Pauses pauses = new Pauses();
    RunningTasks[] tasks = new RunningTasks[1];
    OpenLibrary[] library = new OpenLibrary[1];
    Scene[] scene = new Scene[1];
    FxThread.runAndWait(
        () -> {
          Theme.shared().install();
          tasks[0] = new RunningTasks();
          library[0] = new OpenLibrary(folder, tasks[0], _ -> {});
          Actions actions = new Actions();
          Stage stage = new Stage();
          Takes takes =
              new Takes(new CurrentRig(), library[0], tasks[0], _ -> {}, KeepAwake.unneeded());
          LibraryWorkspace workspace =
              new LibraryWorkspace(
                  library[0], takes, tasks[0], actions, () -> new SystemDesktop(stage), _ -> {});
          Shell shell = new Shell(actions, List.of(workspace), new StudioStatus(), tasks[0]);
          shell.open("library");
          scene[0] = new Scene(shell, 1360, 860);
          Theme.shared().dress(scene[0]);
          stage.setScene(scene[0]);
          stage.show();
        },
        30_000);
    settle(tasks[0], () -> true);
    pauses.start();
    pauses.during("window: doing nothing", () -> LockSupport.parkNanos(3_000_000_000L));
    pauses.during(
        "window: opening",
        () -> {
          FxThread.run(library[0]::open);
          settle(tasks[0], () -> library[0].episodes().size() > 0);
        });
    ListView<?> list = (ListView<?>) named(scene[0], "library.list");
    TextField search = (TextField) named(scene[0], "library.search");
    int size = library[0].episodes().size();
    pauses.during(
        "window: scrolling through all in 200 steps",
        () -> {
          for (int i = 0; i < 200; i++) {
            int row = (int) ((long) i * size / 200);
            FxThread.runAndWait(() -> list.scrollTo(row), 20_000);
            LockSupport.parkNanos(10_000_000L);
          }
          settle(tasks[0], () -> true);
        });
    pauses.during(
        "window: typing a search of 24 letters",
        () -> {
          String words = "task:pour verdict:success";
          for (int i = 1; i <= words.length(); i++) {
            String typed = words.substring(0, i);
            FxThread.runAndWait(() -> search.setText(typed), 20_000);
            LockSupport.parkNanos(60_000_000L);
          }
          settle(tasks[0], () -> list.getItems().size() < size);
        });
    pauses.during(
        "window: selecting one after the other",
        () -> {
          for (int i = 0; i < 100; i++) {
            FxThread.runAndWait(() -> list.getSelectionModel().selectNext(), 20_000);
            LockSupport.parkNanos(10_000_000L);
          }
          settle(tasks[0], () -> true);
        });
    pauses.stop();
    FxThread.runAndWait(
        () -> {
          scene[0].getWindow().hide();
          library[0].close();
        },
        30_000);
  }

  private static Node named(Scene scene, String id) throws Exception {
    Node[] found = new Node[1];
    FxThread.runAndWait(
        () -> {
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          found[0] =
              scene.getRoot().lookupAll("*").stream()
                  .filter(n -> id.equals(n.getId()))
                  .findFirst()
                  .orElseThrow();
        },
        20_000);
    return Objects.requireNonNull(found[0]);
  }

  private static void settle(RunningTasks tasks, BooleanSupplier also) throws Exception {
    AtomicBoolean still = new AtomicBoolean();
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!still.get() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(20_000_000L);
      FxThread.runAndWait(
          () -> still.set(tasks.running().isEmpty() && also.getAsBoolean()), 60_000);
    }
  }

  /// Asks the window's thread again and again, and measures how long it takes to answer.
  private static final class Pauses {
    private final AtomicBoolean running = new AtomicBoolean(true);
    private volatile double longest;
    private volatile double longestWork;
    private volatile long window;
    private final Thread thread = new Thread(this::ping, "bench pauses");

    void start() throws Exception {
      FxThread.runAndWait(() -> window = Thread.currentThread().threadId(), 20_000);
      thread.setDaemon(true);
      thread.start();
    }

    private void ping() {
      while (running.get()) {
        long worked = THREADS.getThreadCpuTime(window);
        long asked = System.nanoTime();
        try {
          FxThread.runAndWait(() -> {}, 60_000);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
        longest = Math.max(longest, (System.nanoTime() - asked) / 1e6);
        longestWork = Math.max(longestWork, (THREADS.getThreadCpuTime(window) - worked) / 1e6);
        LockSupport.parkNanos(PING_NANOS);
      }
    }

    /// Part of the journey.
    interface Part {
      void run() throws Exception;
    }

    void during(String what, Part part) throws Exception {
      longest = 0;
      longestWork = 0;
      long begun = System.nanoTime();
      part.run();
      Benchmarks.line(
          what,
          "longest pause %.0f ms, of which %.0f ms at work; %.1f s in all",
          longest,
          longestWork,
          seconds(begun));
    }

    void stop() throws InterruptedException {
      running.set(false);
      thread.join();
    }
  }
}
