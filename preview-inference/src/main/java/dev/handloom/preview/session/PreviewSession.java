package dev.handloom.preview.session;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.state.Lifecycle;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows a model what is there, step by step, and says what came of what it answered. Takes over
/// the model and the source, and closes them.
public final class PreviewSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PreviewSession.class);
  private static final double SECOND_NANOS = 1e9;

  /// What a model wants may come later, as a device that is plugged in.
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

  /// A picture on the screen is wanted more often than a slow model steps.
  private static final double SLOWEST_STEP_SECONDS = 0.1;

  private final AskedModel asked;
  private final Source source;
  private final PreviewOptions options;
  private final Thread thread;
  private final Asker asker;
  private final Board board;
  private final LinkedBlockingQueue<Runnable> happened = new LinkedBlockingQueue<>();
  private final Lifecycle<PreviewState> lifecycle = new Lifecycle<>(PreviewState.READY);
  private final List<Consumer<PreviewMoment>> listeners = new CopyOnWriteArrayList<>();
  private volatile PreviewMoment moment;
  private volatile boolean closed;
  private volatile boolean paused;

  // Of the preview's own thread.
  private @Nullable Papers papers;
  private String opening = "";
  private String refused = "";
  private String away = "";
  private String said = "";
  private String missing = "";
  private List<String> mismatches = List.of();
  private boolean opened;
  private boolean begun;
  private boolean asking;
  private long lookedNanos;
  private long builtNanos;
  private long count;

  private PreviewSession(AskedModel asked, Source source, PreviewOptions options) {
    this.asked = asked;
    this.source = source;
    this.options = options;
    board = new Board(asked.wants(), source, options);
    asker = new Asker(asked.name(), asked.model(), options.familiarity(), new Heard());
    moment = board.moment(0, PreviewState.READY, "", "", asked.card(null), StudioClock.now());
    thread = Thread.ofPlatform().name("preview " + asked.name()).daemon().unstarted(this::run);
  }

  /// Begins.
  public static PreviewSession start(AskedModel asked, Source source, PreviewOptions options) {
    PreviewSession session = new PreviewSession(asked, source, options);
    session.thread.start();
    return session;
  }

  /// The newest moment.
  public PreviewMoment moment() {
    return moment;
  }

  /// Calls back at every moment from now on, on the preview's thread; must return at once.
  public void listen(Consumer<PreviewMoment> listener) {
    listeners.add(listener);
  }

  public Lifecycle<PreviewState> lifecycle() {
    return lifecycle;
  }

  /// The digest that this run is pinned to; empty for a model on another machine.
  public String digest() {
    return asked.digest();
  }

  /// What its model is shown and answers.
  public Wants wants() {
    return asked.wants();
  }

  /// Asks nothing until [#resume].
  public void pause() {
    paused = true;
    happened.add(() -> {});
  }

  public void resume() {
    paused = false;
    happened.add(() -> {});
  }

  /// After it refused, or while it is not reachable: tries now.
  public void again() {
    happened.add(() -> {
      refused = "";
      said = "";
      if (!opened) {
        open();
      }
      asker.again();
    });
  }

  /// What would follow from other actions than its own, at the newest observation. Several that
  /// wait become one, the newest; the others are cancelled.
  ///
  /// @param actions step by step, as the prediction has them
  public CompletableFuture<Prediction> imagine(float[][] actions) {
    Observation shown = moment.shown();
    return shown == null
        ? CompletableFuture.failedFuture(
            new ModelException(Kind.REFUSED, "Nothing was shown to the model yet"))
        : asker.imagine(shown, actions);
  }

  /// What comes from the model's thread goes to the preview's own.
  private final class Heard implements Asker.Listener {
    @Override
    public void introduced(Papers known) {
      happened.add(() -> {
        papers = known;
        opening = "";
        away = "";
      });
    }

    @Override
    public void answered(Observation observation, Prediction prediction, long handedNanos) {
      long now = StudioClock.now();
      happened.add(() -> answer(observation, prediction, handedNanos, now));
    }

    @Override
    public void told(Prediction prediction, Familiarity.Told found) {
      happened.add(() -> board.told(prediction, found));
    }

    @Override
    public void failed(ModelException failure, boolean again) {
      happened.add(() -> fail(failure, again));
    }
  }

  private void answer(
      Observation observation, Prediction prediction, long handedNanos, long cameNanos) {
    away = "";
    said = "";
    asking = false;
    board.answered(observation, prediction);
    publish();
    // Built, handed over, placed and told: all but the model's own time.
    board.pace().added(builtNanos + handedNanos + StudioClock.now() - cameNanos);
  }

  private void fail(ModelException failure, boolean again) {
    asking = false;
    said = failure.said();
    String words = String.valueOf(failure.getMessage());
    if (again) {
      away = words;
    } else {
      refused = words;
    }
  }

  private void run() {
    try {
      opening = "Looks what there is";
      source.tell(words -> {
        opening = words;
        publish();
      });
      publish();
      open();
      opening = "Asks the model what it is";
      asker.start();
      long next = StudioClock.now();
      while (!closed) {
        long now = StudioClock.now();
        if (now >= next) {
          step(now);
          long period = period();
          next = Math.max(next + period, StudioClock.now() - period);
        }
        Runnable event = happened.poll(Math.max(0, next - StudioClock.now()), TimeUnit.NANOSECONDS);
        if (event != null) {
          event.run();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (RuntimeException | LinkageError e) {
      LOG.error("A preview failed", e);
      refused = "The preview failed, and the log says where. Recording goes on; begin it again.";
    } finally {
      closed = true;
      asker.close();
      source.close();
      publish();
    }
  }

  private long period() {
    return Math.round(Math.min(asked.wants().stepSeconds(), SLOWEST_STEP_SECONDS) * SECOND_NANOS);
  }

  private void open() {
    try {
      source.open(asked.wants());
      mismatches = source.mismatches();
      opened = true;
    } catch (IOException e) {
      opened = false;
      refused = String.valueOf(e.getMessage());
    }
    lookedNanos = StudioClock.now();
  }

  private void step(long now) {
    if (!mismatches.isEmpty() && now - lookedNanos > LOOK_AGAIN_NANOS) {
      lookedNanos = now;
      mismatches = source.mismatches();
      if (mismatches.isEmpty()) {
        open();
      }
    }
    source.look();
    if (!paused && refused.isEmpty() && mismatches.isEmpty() && papers != null) {
      show();
    }
    board.settle();
    publish();
  }

  private void show() {
    switch (source.see(options.task().get())) {
      case Sight.Seen seen -> {
        missing = "";
        begun = true;
        board.shown(seen.observation());
        builtNanos = seen.builtNanos();
        if (asking) {
          board.pace().missed();
        }
        asking = true;
        board.pace().asked();
        asker.offer(seen.observation());
      }
      case Sight.Missing lack -> missing = lack.words();
      case Sight.Same same -> {}
    }
  }

  private void publish() {
    PreviewState state;
    String reason = "";
    if (closed) {
      state = PreviewState.CLOSED;
      reason = refused;
    } else if (!refused.isEmpty()) {
      state = PreviewState.REFUSED;
      reason = refused;
    } else if (!mismatches.isEmpty()) {
      state = PreviewState.REFUSED;
      reason = String.join("\n", mismatches);
    } else if (!away.isEmpty()) {
      state = PreviewState.AWAY;
      reason = away + ". It is tried again.";
    } else if (papers == null) {
      state = PreviewState.OPENING;
      reason = opening;
    } else if (paused) {
      state = PreviewState.PAUSED;
    } else if (!missing.isEmpty() || !begun) {
      state = PreviewState.WAITING;
      reason = missing;
    } else {
      state = PreviewState.RUNNING;
    }
    PreviewMoment now =
        board.moment(++count, state, reason, said, asked.card(papers), StudioClock.now());
    moment = now;
    lifecycle.enter(state);
    for (Consumer<PreviewMoment> listener : listeners) {
      try {
        listener.accept(now);
      } catch (RuntimeException e) {
        LOG.error("Whoever draws a preview failed", e);
      }
    }
  }

  /// Ends it, waiting for nobody but the model's own end.
  @Override
  public void close() {
    closed = true;
    asker.close();
    thread.interrupt();
  }

  /// Waits until all is closed.
  ///
  /// @return false when the time is up
  public boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
    asker.awaitEnd(millis);
    return !thread.isAlive();
  }
}
