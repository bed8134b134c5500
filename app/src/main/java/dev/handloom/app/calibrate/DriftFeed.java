package dev.handloom.app.calibrate;

import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.profile.DriftWatch;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches, on a thread of its own, whether calibrated gloves still say the same of the poses that
/// hands come back to: from the moment a profile is put on, over all takes. Beyond the limit it is
/// told at once, and written into the take under way.
public final class DriftFeed implements AutoCloseable {
  /// Degrees beyond which a hand is not to be trusted. People come back to a pose within 5.
  public static final double LIMIT = 6;

  private static final long LOOK_NANOS = 40_000_000L;

  private final Takes takes;
  private final Consumer<Notice> notices;
  private final Map<String, Double> drifted = new ConcurrentHashMap<>();
  private final AtomicInteger take = new AtomicInteger();
  private @Nullable Watch watch;

  /// On the JavaFX thread.
  public DriftFeed(Wardrobe wardrobe, Takes takes, Consumer<Notice> notices) {
    this.takes = takes;
    this.notices = notices;
    takes
        .phaseProperty()
        .subscribe(phase -> {
          if (phase == TakePhase.STARTING) {
            take.incrementAndGet();
          }
        });
    wardrobe.wornProperty().subscribe(this::follow);
  }

  /// By how many degrees the glove of a stream has drifted; 0 while it has not. Any thread.
  public double degrees(RigGlove glove) {
    return drifted.getOrDefault(glove.spec().name(), 0.0);
  }

  private void follow(List<Worn> worn) {
    close();
    List<Worn> calibrated = worn.stream().filter(one -> one.profile() != null).toList();
    if (!calibrated.isEmpty()) {
      Watch next = new Watch(calibrated);
      watch = next;
      Thread.ofPlatform().name("drift watch").daemon(true).start(next);
    }
  }

  private record One(Worn worn, RingReader cursor, Sample sample, DriftWatch watch) {}

  private final class Watch implements Runnable {
    private final List<One> all = new ArrayList<>();
    private final Map<String, Integer> told = new HashMap<>();
    private volatile boolean wanted = true;

    Watch(List<Worn> calibrated) {
      for (Worn worn : calibrated) {
        Profile profile = worn.calibrated().orElseThrow();
        RigGlove glove = worn.glove();
        all.add(
            new One(
                worn,
                glove.stream().ring().reader(),
                new Sample(glove.spec()),
                new DriftWatch(
                    profile,
                    GloveReader.of(glove.spec(), profile.side()),
                    glove.spec().nominalHz(),
                    LIMIT)));
      }
    }

    @Override
    public void run() {
      while (wanted) {
        for (One one : all) {
          while (wanted && one.cursor().poll(one.sample())) {
            one.watch()
                .see(one.sample().values)
                .ifPresent(drift -> seen(one, drift.degrees(), one.sample().captureNanos));
          }
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }

    private void seen(One one, double degrees, long nanos) {
      RigGlove glove = one.worn().glove();
      String stream = glove.spec().name();
      drifted.put(stream, degrees);
      Integer before = told.get(stream);
      if (before != null && before == take.get()) {
        return;
      }
      told.put(stream, take.get());
      String words =
          String.format(
              Locale.ROOT,
              "The same pose differs by %.1f° from the beginning (limit %.0f°)",
              degrees,
              LIMIT);
      takes.note(new EpisodeEvent(nanos, EventKind.CALIBRATION_DRIFT, glove.handName(), 0, words));
      FxThread.run(() ->
          notices.accept(
              Notice.warning(
                  "The " + glove.title() + " has drifted",
                  words + ". Tighten it and check it under Calibrate.")));
    }
  }

  /// Watches no more.
  @Override
  public void close() {
    Watch old = watch;
    if (old != null) {
      old.wanted = false;
      watch = null;
    }
    drifted.clear();
  }
}
