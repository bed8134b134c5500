package dev.handloom.preview.session;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.preview.model.Imagines;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks to a model on a thread of its own: one question at a time, of several that wait the
/// newest alone. Tries again by itself where nobody was there.
final class Asker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Asker.class);

  /// Longer and longer between two tries, up to this.
  private static final long MOST_REST_MILLIS = 8000;

  private static final long FIRST_REST_MILLIS = 500;
  private static final long MILLI = 1_000_000;
  private static final long STRANGENESS_EVERY_NANOS = 250_000_000L;

  /// What comes back; called on the model's thread.
  interface Listener {
    void introduced(Papers papers);

    /// @param handedNanos from when it was offered to a model that waited for it until it was asked
    void answered(Observation observation, Prediction prediction, long handedNanos);

    /// How strange the moment of an answer is, later than the answer.
    void told(Prediction prediction, Familiarity.Told found);

    /// @param again whether it is tried again by itself, else only when told to
    void failed(ModelException failure, boolean again);
  }

  private record Mail(Observation observation, long offeredNanos, boolean idle) {}

  private record WhatIf(
      Observation observation, float[][] actions, CompletableFuture<Prediction> answer) {}

  private final Model model;
  private final Familiarity familiarity;
  private final Listener listener;
  private final Thread thread;
  private final Object lock = new Object();

  // Guarded by the lock.
  private @Nullable Mail mail;
  private @Nullable WhatIf whatIf;
  private boolean busy = true;
  private boolean stopped;
  private boolean hurry;
  private boolean closed;

  // Of the model's own thread.
  private long rest = FIRST_REST_MILLIS;
  private boolean known;
  private String session = "";
  private long strangeNanos;

  Asker(String name, Model model, Familiarity familiarity, Listener listener) {
    this.model = model;
    this.familiarity = familiarity;
    this.listener = listener;
    thread = Thread.ofPlatform().name("model " + name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Offers what is there now, in place of what was offered before.
  ///
  /// @return whether the model waited for it
  boolean offer(Observation observation) {
    synchronized (lock) {
      boolean idle = !busy && mail == null;
      mail = new Mail(observation, StudioClock.now(), idle);
      lock.notifyAll();
      return idle;
    }
  }

  /// Asks what would follow from other actions, before anything else; one that still waits is
  /// dropped.
  CompletableFuture<Prediction> imagine(Observation observation, float[][] actions) {
    CompletableFuture<Prediction> answer = new CompletableFuture<>();
    synchronized (lock) {
      if (whatIf != null) {
        whatIf.answer().cancel(false);
      }
      if (closed || stopped) {
        answer.completeExceptionally(new ModelException(Kind.CLOSED, "The model is not asked"));
      } else {
        whatIf = new WhatIf(observation, actions, answer);
        lock.notifyAll();
      }
    }
    return answer;
  }

  /// After a failure: tries now.
  void again() {
    synchronized (lock) {
      hurry = true;
      stopped = false;
      lock.notifyAll();
    }
  }

  private void run() {
    while (true) {
      try {
        if (!known) {
          listener.introduced(model.papers());
          known = true;
        }
        Object next = next();
        if (next == null) {
          return;
        }
        if (next instanceof WhatIf question) {
          imagine(question);
        } else if (next instanceof Mail question) {
          ask(question);
        }
        rest = FIRST_REST_MILLIS;
      } catch (ModelException e) {
        if (!recover(e)) {
          return;
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.error("A model failed", e);
        if (!recover(
            new ModelException(Kind.UNCLEAR, "The model failed; the log says where", "" + e))) {
          return;
        }
      }
    }
  }

  private void ask(Mail question) throws ModelException {
    Observation observation = question.observation();
    if (!session.isEmpty() && !session.equals(observation.session())) {
      model.forget();
    }
    session = observation.session();
    long handed = question.idle() ? StudioClock.now() - question.offeredNanos() : 0;
    Prediction prediction;
    try {
      prediction = model.ask(observation);
    } catch (ModelException e) {
      synchronized (lock) {
        // Asked again when it can be, unless there is a newer one by then.
        mail = mail == null ? question : mail;
      }
      throw e;
    }
    listener.answered(observation, prediction, handed);
    long now = StudioClock.now();
    if (now - strangeNanos > STRANGENESS_EVERY_NANOS) {
      strangeNanos = now;
      listener.told(prediction, familiarity.look(observation, prediction));
    }
  }

  private void imagine(WhatIf question) {
    if (!(model instanceof Imagines imagining)) {
      question
          .answer()
          .completeExceptionally(
              new ModelException(
                  Kind.REFUSED, "This model cannot be asked what other actions would do"));
      return;
    }
    try {
      question.answer().complete(imagining.imagine(question.observation(), question.actions()));
    } catch (ModelException | RuntimeException e) {
      question.answer().completeExceptionally(e);
    }
  }

  /// The next question; null at the end.
  private @Nullable Object next() {
    synchronized (lock) {
      busy = false;
      while (!closed && whatIf == null && mail == null) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      if (closed) {
        return null;
      }
      busy = true;
      if (whatIf != null) {
        WhatIf question = whatIf;
        whatIf = null;
        return question;
      }
      Mail question = mail;
      mail = null;
      return question;
    }
  }

  /// @return whether to go on
  private boolean recover(ModelException failure) {
    boolean again = failure.kind() == Kind.AWAY || failure.kind() == Kind.LATE;
    synchronized (lock) {
      if (closed || failure.kind() == Kind.CLOSED) {
        return false;
      }
      stopped = !again;
      hurry = false;
    }
    listener.failed(failure, again);
    synchronized (lock) {
      try {
        long until = StudioClock.now() + rest * MILLI;
        for (long left = rest; again && left > 0 && !closed && !hurry; ) {
          lock.wait(left);
          left = (until - StudioClock.now()) / MILLI;
        }
        hurry = false;
        rest = Math.min(2 * rest, MOST_REST_MILLIS);
        while (stopped && !closed) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        return false;
      }
      return !closed;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (whatIf != null) {
        whatIf.answer().cancel(false);
      }
      lock.notifyAll();
    }
    model.close();
    thread.interrupt();
  }

  void awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
  }
}
