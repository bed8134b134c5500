package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PlanProposal.Unfit;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import dev.handloom.store.export.DatasetGate.Passage;
import dev.handloom.store.export.DatasetOutcome.State;
import dev.handloom.store.export.EpisodeIntake.DiskFailed;
import dev.handloom.store.export.EpisodeIntake.Taken;
import dev.handloom.store.privacy.Protection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a dataset: prepares its episodes on all processors, adds them in their order, has the
/// whole looked at, and only then gives it its name. An interrupted run goes on where it was.
public final class DatasetRun {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetRun.class);
  private static final long TELL_EVERY_MILLIS = 100;
  private static final long LOOK_AGAIN_NANOS = 20_000_000L;

  /// How long the look at a picture takes, of the time it takes to make it; measured.
  private static final double LOOK_SHARE = 0.35;

  private static final double SECOND_NANOS = 1e9;

  private final DatasetOrder order;
  private final DatasetPlace place;
  private final DatasetGate gate;
  private final BooleanSupplier held;
  private final Disk disk;
  private final AtomicLong prepared = new AtomicLong();
  private final List<Unfit> unfit = new ArrayList<>();
  private final List<EpisodeFacts> facts = new ArrayList<>();
  private volatile boolean stopped;
  private volatile double looked;
  private long all = 1;
  private int kept;
  private double lookSeconds;

  /// How many of the wanted episodes are in the dataset that is to grow.
  private int there;

  /// Null where a new dataset is made.
  private @Nullable DatasetGrowth growth;

  /// @param held while it says so the run rests, as during a take
  public DatasetRun(DatasetOrder order, DatasetGate gate, BooleanSupplier held) {
    this(order, gate, held, Disk.ofThisMachine());
  }

  DatasetRun(DatasetOrder order, DatasetGate gate, BooleanSupplier held, Disk disk) {
    this.order = order;
    place = new DatasetPlace(order);
    this.gate = gate;
    this.held = held;
    this.disk = disk;
  }

  /// Ends the run as soon as each thread sees it. What is prepared stays.
  public void stop() {
    stopped = true;
  }

  /// Exports, and comes back when all is done or stopped.
  ///
  /// @throws InterruptedException where the waiting thread was interrupted; everything has ended
  public DatasetOutcome run(ExportProgress progress) throws InterruptedException {
    Path out = order.out();
    try {
      Staging.repair(out);
      place.refuse();
      try (Staging staging = Staging.open(out)) {
        return write(staging, progress);
      }
    } catch (ExportRun.Stopped e) {
      return ended(
          State.STOPPED,
          "The export was stopped. What was prepared is kept; begin the same export again and it"
              + " goes on: "
              + out);
    } catch (DatasetException e) {
      return ended(State.REFUSED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.error("A dataset could not be written: {}", out, e);
      String why = String.valueOf(e.getMessage());
      return ended(
          State.DISK_FAILED,
          (EpisodeIntake.full(why) ? "The disk is full" : why)
              + ". What was prepared is kept. Make room and begin the same export again, and it"
              + " goes on: "
              + out);
    }
  }

  private DatasetOutcome ended(State state, String message) {
    return new DatasetOutcome(
        state, order.out(), null, unfit, before(), there, kept, List.of(), 0, 0, message);
  }

  private int before() {
    return growth == null ? 0 : growth.base().episodes();
  }

  private DatasetOutcome write(Staging staging, ExportProgress progress)
      throws IOException, InterruptedException {
    List<Bundle> wanted = order.episodes();
    if (order.append()) {
      DatasetGrowth grows = DatasetGrowth.of(order);
      growth = grows;
      wanted = grows.missing(order.episodes());
      there = order.episodes().size() - wanted.size();
      if (wanted.isEmpty()) {
        staging.remove();
        return ended(
            State.EXPORTED,
            (there == 1
                    ? "Nothing was added: the episode is in the dataset already. It is as it was: "
                    : "Nothing was added: all "
                        + there
                        + " episodes are in the dataset already. It is as it was: ")
                + order.out());
      }
    }
    Path dataset = growth == null ? staging.dataset() : staging.grown(order.out());
    Passage passage;
    DatasetFacts said;
    // All processors: a dataset is waited for. What must not wait rests the run.
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("dataset-", 1).daemon().factory());
    try {
      try (DatasetWriter writer =
          growth == null
              ? order.format().open(dataset, order.plan(), order.options())
              : order.format().extend(dataset, order.plan(), order.options())) {
        Path origins = dataset.resolve(order.format().rowsFolder());
        addAll(writer, origins, staging, wanted, pool, threads, progress);
        if (facts.isEmpty()) {
          throw new DatasetException(
              "No episode could be in it, so nothing was written. The first one: "
                  + (unfit.isEmpty() ? "there is none" : unfit.getFirst().why()));
        }
        said = said();
        writer.finish(said);
      }
      if (growth == null) {
        DatasetCard.write(dataset, order.format(), said, told());
      } else {
        growth.papers(dataset, said, told());
      }
      long begun = System.nanoTime();
      passage = look(dataset, pool, progress);
      lookSeconds = (System.nanoTime() - begun) / SECOND_NANOS;
    } finally {
      pool.shutdown();
      if (!pool.isTerminated()) {
        boolean wasStopped = stopped;
        stopped = true;
        ExportRun.awaitEnd(pool);
        stopped = wasStopped;
      }
    }
    progress.at(1, facts.size(), wanted.size());
    return ended(staging, dataset, said, passage);
  }

  /// What is left out, as the card tells it.
  private List<Unfit> told() {
    if (!order.protection().names()) {
      return unfit;
    }
    // The words of a failure may hold a path, and a path somebody's name.
    return unfit.stream().map(each -> new Unfit(each.bundle(), "The words are left out.")).toList();
  }

  private DatasetFacts said() {
    String rig = facts.getFirst().rig();
    return new DatasetFacts(
        order.labels().title(),
        rig,
        order.labels().licence(),
        order.labels().tags(),
        Stream.concat(order.labels().privacy().stream(), order.protection().words().stream())
            .toList(),
        order.labels().software(),
        Clock.systemUTC().millis() * 1_000_000,
        order.plan(),
        facts);
  }

  private void addAll(
      DatasetWriter writer,
      Path origins,
      Staging staging,
      List<Bundle> wanted,
      ExecutorService pool,
      int threads,
      ExportProgress progress)
      throws IOException, InterruptedException {
    EpisodeIntake intake = new EpisodeIntake(order, staging, writer, disk);
    List<Long> work = new ArrayList<>();
    for (Bundle bundle : wanted) {
      work.add(work(bundle));
    }
    all = Math.max(1, work.stream().mapToLong(w -> w).sum());
    Queue<Future<Taken>> waiting = new ArrayDeque<>();
    Iterator<Bundle> next = wanted.iterator();
    Iterator<Long> works = work.iterator();
    while (next.hasNext() || !waiting.isEmpty()) {
      // An episode that is read is in memory whole; so no more of them than there are threads.
      while (next.hasNext() && waiting.size() < threads + 1) {
        Bundle bundle = next.next();
        Steps steps = new Steps(works.next());
        waiting.add(pool.submit(() -> one(intake, bundle, steps)));
      }
      Taken taken = await(waiting.remove(), progress);
      switch (taken) {
        case Taken.Out(Bundle bundle, String why) -> {
          LOG.warn("An episode is left out of a dataset: {}: {}", bundle.folder(), why);
          unfit.add(new Unfit(bundle, why));
        }
        case Taken.In(PreparedEpisode episode, EpisodeFacts about, boolean again) -> {
          int number = before() + facts.size();
          writer.add(
              new PreparedEpisode(
                  number, episode.rows(), episode.task(), episode.review(), episode.scratch()));
          RowOrigins.write(origins, number, episode.rows());
          facts.add(about);
          kept += again ? 1 : 0;
        }
      }
    }
  }

  private static Taken one(EpisodeIntake intake, Bundle bundle, Steps steps) throws DiskFailed {
    steps.add(0);
    Taken taken = intake.take(bundle, steps);
    steps.end();
    return taken;
  }

  /// About how many pictures an episode has.
  private long work(Bundle bundle) {
    try {
      double seconds = ManifestFile.read(bundle).times().durationNanos() / SECOND_NANOS;
      return Math.max(
          1,
          Math.round(seconds * order.plan().rate().hz())
              * Math.max(1, order.plan().views().size())
              * (order.protection().faces() == null ? 1 : 1 + Protection.LOOK));
    } catch (IOException e) {
      // It is left out when it is read.
      return 1;
    }
  }

  private Passage look(Path dataset, ExecutorService pool, ExportProgress progress)
      throws IOException, InterruptedException {
    Future<Passage> looking =
        pool.submit(() ->
            gate.look(
                dataset,
                share -> {
                  looked = share;
                  rest();
                }));
    return await(looking, progress);
  }

  private DatasetOutcome ended(Staging staging, Path dataset, DatasetFacts said, Passage passage)
      throws IOException {
    Path out = order.out();
    long bytes = Staging.bytes(dataset);
    if (!passage.faults().isEmpty()) {
      Path faulty = place.faulty(dataset, passage.faults());
      staging.remove();
      return new DatasetOutcome(
          State.FAULTY,
          faulty,
          said,
          unfit,
          before(),
          there,
          kept,
          passage.faults(),
          bytes,
          lookSeconds,
          "The dataset was written and is faulty, so it did not get its name. It lies here with"
              + " what was found in FAULTS.txt; the episodes are as they were"
              + (growth == null ? ": " : ", and so is the dataset that was to grow: ")
              + faulty);
    }
    List<String> remarks = new ArrayList<>(passage.remarks());
    if (growth != null) {
      growth.refuseChanged();
      remarks.addAll(growth.base().remarks());
    }
    place.put(dataset);
    staging.remove();
    return new DatasetOutcome(
        State.EXPORTED, out, said, unfit, before(), there, kept, remarks, bytes, lookSeconds, "");
  }

  private <T> T await(Future<T> future, ExportProgress progress)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return future.get(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        double done = prepared.get() + looked * LOOK_SHARE * all;
        progress.at(done / (all * (1 + LOOK_SHARE)), facts.size(), order.episodes().size() - there);
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case ExportRun.Stopped stop -> throw stop;
          case InterruptedIOException interrupted ->
              throw new InterruptedException(interrupted.getMessage());
          case IOException failure -> throw failure;
          case null, default ->
              throw new IllegalStateException("An export ended in a fault", e.getCause());
        }
      }
    }
  }

  private void rest() {
    while (!stopped && held.getAsBoolean()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    if (stopped) {
      throw new ExportRun.Stopped();
    }
  }

  /// What one episode has done of its work.
  private final class Steps implements DatasetWriter.Steps {
    private final long own;
    private long told;

    private Steps(long own) {
      this.own = own;
    }

    @Override
    public synchronized void add(long pictures) {
      long now = Math.min(own, told + pictures);
      prepared.addAndGet(now - told);
      told = now;
      rest();
    }

    private synchronized void end() {
      prepared.addAndGet(own - told);
      told = own;
    }
  }
}
