package dev.handloom.test.bench;

import dev.handloom.app.Workplace;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.preview.session.LiveSource;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.preview.session.PinnedModel;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewOptions;
import dev.handloom.preview.session.PreviewSession;
import dev.handloom.preview.session.PreviewState;
import dev.handloom.preview.session.PreviewTiming;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A take on the simulated rig alone, then one while a model is previewed live on the same streams:
/// what the recorder loses by it, and what the studio adds to the model's own time.
final class PreviewBenchmark implements Benchmarks.Benchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final double GOAL_ADDED_MILLIS = 5;
  private static final String DIGEST = "0123456789abcdef";

  @Override
  public int run(List<String> words) throws Exception {
    double seconds = 20;
    long seed = Workplace.FIRST_SEED;
    try {
      for (int i = 0; i < words.size(); i++) {
        switch (words.get(i)) {
          case "--seconds" -> seconds = Double.parseDouble(words.get(++i));
          case "--seed" -> seed = Long.parseLong(words.get(++i));
          default -> throw new IllegalArgumentException(words.get(i));
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.out.println("  preview [--seconds 20] [--seed N]");
      return 2;
    }
    Benchmarks.line("seed", "%d, %.0f s a take", seed, seconds);
    Path folder = Files.createTempDirectory("handloom-preview");
    try (Library library = Library.open(folder);
        Workplace workplace = Workplace.simulated(seed)) {
      if (!workplace.connectAndWait(PATIENCE)) {
        throw new IOException("The simulated rig did not come to life");
      }
      return run(workplace, library, seconds);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static int run(Workplace workplace, Library library, double seconds) throws Exception {
    Manifest alone = take(workplace, library, seconds, List.of());
    TrainingSet set = TrainingSet.read(TrainingSet.notRejected(library, ""), done -> {});
    NearestEpisode nearest = new NearestEpisode(set.wants(), set.episodes());
    AskedModel plain = OpenModel.nearest(nearest);
    AskedModel asked =
        new AskedModel(
            plain.model(), plain.name(), plain.wants(), "1", DIGEST, plain.device(), true);
    PreviewSession session =
        PreviewSession.start(
            asked, new LiveSource(workplace.rig().hub()), PreviewOptions.plain("Pour"));
    Manifest with;
    try {
      if (!session.lifecycle().await(s -> s == PreviewState.RUNNING, PATIENCE)) {
        throw new IOException("The preview does not run: " + session.moment().reason());
      }
      List<Enclosure> pinned =
          PinnedModel.of(Optional.ofNullable(session.moment().model()).stream().toList());
      long begun = cpuNanos();
      with = take(workplace, library, seconds, pinned);
      Benchmarks.line(
          "computing of the preview's own thread",
          "%.1f ms a second of preview",
          (cpuNanos() - begun) / 1e6 / seconds);
    } finally {
      session.close();
    }
    boolean ended = session.awaitEnd(PATIENCE.toMillis());
    return say(alone, with, session.moment(), nearest, ended);
  }

  /// What the preview's own thread has computed; unlike times, it is the same beside other work.
  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (each != null && each.getThreadName().startsWith("preview ")) {
        return threads.getThreadCpuTime(each.getThreadId());
      }
    }
    return 0;
  }

  private static int say(
      Manifest alone, Manifest with, PreviewMoment moment, NearestEpisode nearest, boolean ended) {
    PreviewTiming timing = moment.timing();
    boolean noted =
        with.enclosures().stream()
            .anyMatch(e -> e.name().equals(PinnedModel.NAME) && e.words().contains("0123456789ab"));
    Benchmarks.line("moments known", "%d", nearest.moments());
    Benchmarks.line(
        "lost by the recorder",
        "%d without a preview, %d with one; %d pictures not encoded, %d with one",
        overruns(alone),
        overruns(with),
        notEncoded(alone),
        notEncoded(with));
    Benchmarks.line(
        "answers",
        "%d of %d asked, %.1f/s, %d steps missed, %d stale",
        timing.answered(),
        timing.asked(),
        timing.ratePerSecond(),
        timing.missed(),
        timing.stale());
    Benchmarks.line(
        "times",
        "model %.1f ms, age of its observation %.1f ms",
        timing.modelMillis(),
        timing.ageMillis());
    Benchmarks.line(
        "added by the studio",
        "%.2f ms, 95 of 100 below %.2f ms (goal %.0f ms)",
        timing.addedMillis(),
        timing.addedMillis95(),
        GOAL_ADDED_MILLIS);
    Benchmarks.line("the model is noted in the episode", "%s", noted ? "yes" : "NO");
    Benchmarks.line("the preview has ended", "%s", ended ? "yes" : "NO");
    // Whether an encoder keeps up is up to the machine, and is said above.
    return overruns(with) == 0 && timing.answered() > 0 && noted && ended ? 0 : 1;
  }

  private static long overruns(Manifest manifest) {
    return manifest.streams().stream().mapToLong(Manifest.StreamEntry::overruns).sum();
  }

  private static long notEncoded(Manifest manifest) {
    return manifest.cameras().stream().mapToLong(Manifest.CameraEntry::notEncoded).sum();
  }

  private static Manifest take(
      Workplace workplace, Library library, double seconds, List<Enclosure> enclosures)
      throws Exception {
    try (EpisodeRecorder recorder =
        new EpisodeRecorder(
            workplace.rig().hub(),
            workplace.rig().devices(),
            library,
            RecorderOptions.standard("bench"))) {
      recorder.start(TakePlan.of("Pour the cup into the bowl").withEnclosures(enclosures));
      if (!recorder.state().await(s -> s == RecorderState.RECORDING, PATIENCE)) {
        throw new IOException("The take did not begin");
      }
      long until = System.nanoTime() + (long) (seconds * 1e9);
      for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      TakeResult result = recorder.stop("").orElseThrow();
      Manifest manifest = result.manifest();
      if (manifest == null || result.state() != RecorderState.SAVED) {
        throw new IOException("The take was not saved: " + result.message());
      }
      return manifest;
    }
  }
}
