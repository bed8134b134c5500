package dev.handloom.app.conformance;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.device.driver.DriverCard.Family;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.store.conform.Conformance;
import dev.handloom.store.conform.ConformanceReport;
import dev.handloom.store.conform.ConformanceReport.Computer;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecordException;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Records one device while a person goes through the gestures, and judges what came.
public final class ConformanceTake {
  /// As long as it takes without haste.
  public static final double USUAL_SECONDS = 120;

  private static final Duration POLL = Duration.ofMillis(50);

  /// Told what is to be done now.
  @FunctionalInterface
  public interface Guide {
    /// @param done from 0 to 1
    /// @param left seconds of this gesture
    void at(Gesture gesture, double done, double left);
  }

  /// @param bundle where the episode and the report lie
  public record Outcome(Bundle bundle, ConformanceReport report) {}

  private final Workplace workplace;
  private final Device device;
  private final Library library;
  private final double seconds;
  private final HandSide side;
  private final List<Gesture> gestures;
  private final boolean hand;

  public ConformanceTake(Workplace workplace, Device device, Library library, double seconds) {
    this.workplace = workplace;
    this.device = device;
    this.library = library;
    this.seconds = seconds;
    side = workplace.sideOf(device);
    hand = isWornOnAHand(device);
    gestures = hand ? Gesture.hand(side) : Gesture.THING;
  }

  private static boolean isWornOnAHand(Device device) {
    try {
      return new Drivers().of(device.config()).card().family() == Family.GLOVE;
    } catch (RigFileException e) {
      throw new IllegalStateException("A device of the rig has no driver", e);
    }
  }

  /// Takes the whole time. What was asked to end early is saved and judged as far as it went.
  ///
  /// @param ended whether to end now
  /// @throws RecordException if nothing can be recorded
  /// @throws IOException if the take could not be saved or read again
  public Outcome run(Guide guide, BooleanSupplier ended)
      throws RecordException, IOException, InterruptedException {
    Map<String, Long> badBefore = bad();
    List<Device> devices = new ArrayList<>(List.of(device));
    Device other = liveOther();
    if (other != null) {
      devices.add(other);
    }
    List<String> streams = new ArrayList<>();
    for (LiveStream stream : workplace.rig().hub().all()) {
      String of = stream.spec().device();
      boolean own = of.equals(device.config().id());
      boolean others = other != null && of.equals(other.config().id());
      if (own || (others && !stream.spec().derived())) {
        streams.add(stream.spec().name());
      }
    }
    List<ConformanceReport.Step> steps = new ArrayList<>();
    String software = "Handloom " + Version.text();
    try (EpisodeRecorder recorder =
            new EpisodeRecorder(
                workplace.rig().hub(), devices, library, RecorderOptions.standard(software));
        WakeWatch watch = new WakeWatch()) {
      recorder.start(
          new TakePlan(
              "Conformance of " + device.config().role(),
              "",
              workplace.rig().file().name(),
              streams,
              Duration.ZERO));
      lead(recorder, steps, guide, ended);
      Computer computer = watch.found();
      TakeResult result =
          recorder
              .stop("The gestures are done")
              .orElseThrow(() -> new IOException("The take did not end in time"));
      if (result.state() != RecorderState.SAVED) {
        throw new IOException(result.message());
      }
      Map<String, Long> badNow = new HashMap<>();
      bad()
          .forEach(
              (stream, count) -> badNow.put(stream, count - badBefore.getOrDefault(stream, 0L)));
      ConformanceReport report =
          Conformance.judge(
              EpisodeReader.open(result.bundle()),
              new Conformance.Subject(
                  device.config().id(),
                  device.driverTitle(),
                  device.config().simulated(),
                  badNow,
                  steps,
                  hand ? worn(other) : null,
                  computer,
                  software));
      report.keep(result.bundle());
      return new Outcome(result.bundle(), report);
    }
  }

  /// What a rig wears on the other hand than this device: it is to stay still meanwhile, and is
  /// recorded along if it is live.
  public static List<Device> otherHand(Workplace workplace, Device device) {
    HandSide side = workplace.sideOf(device);
    List<Device> others = new ArrayList<>();
    if (isWornOnAHand(device)) {
      for (Device each : workplace.rig().devices()) {
        if (!each.config().id().equals(device.config().id())
            && workplace.sideOf(each) != side
            && isWornOnAHand(each)) {
          others.add(each);
        }
      }
    }
    return others;
  }

  private @Nullable Device liveOther() {
    for (Device each : otherHand(workplace, device)) {
      if (each.state().get() == DeviceState.LIVE) {
        return each;
      }
    }
    return null;
  }

  private Conformance.Worn worn(@Nullable Device other) {
    String role = device.config().role().toLowerCase(Locale.ROOT);
    String setting = device.config().setting("side", "").toLowerCase(Locale.ROOT);
    boolean contradictory =
        (role.contains("left") && setting.equals("right"))
            || (role.contains("right") && setting.equals("left"));
    return new Conformance.Worn(side, contradictory, other == null ? null : other.config().id());
  }

  /// A simulated device is worn by a simulated person, who does as is asked.
  private void perform(Gesture gesture) {
    if (hand) {
      workplace
          .simulation()
          .ifPresent(rig -> rig.exercise(side, HandExercise.named(gesture.name()).orElse(null)));
    }
  }

  private void lead(
      EpisodeRecorder recorder,
      List<ConformanceReport.Step> steps,
      Guide guide,
      BooleanSupplier ended)
      throws InterruptedException {
    try {
      leadOn(recorder, steps, guide, ended);
    } finally {
      if (hand) {
        workplace.simulation().ifPresent(rig -> rig.exercise(side, null));
      }
    }
  }

  private void leadOn(
      EpisodeRecorder recorder,
      List<ConformanceReport.Step> steps,
      Guide guide,
      BooleanSupplier ended)
      throws InterruptedException {
    double from = 0;
    for (Gesture gesture : gestures) {
      double until = from + seconds * gesture.share();
      boolean told = false;
      while (!ended.getAsBoolean() && recorder.state().get().busy()) {
        double at = recorder.status().elapsedNanos() / 1e9;
        if (!told && at >= from) {
          told = true;
          recorder.mark(gesture.name());
          perform(gesture);
          steps.add(new ConformanceReport.Step(gesture.name(), at));
        }
        if (at >= until) {
          break;
        }
        guide.at(gesture, Math.min(1, at / seconds), until - at);
        recorder.state().await(state -> !state.busy(), POLL);
      }
      from = until;
    }
  }

  private Map<String, Long> bad() {
    Map<String, Long> counts = new HashMap<>();
    for (LiveStream stream : device.streams()) {
      counts.put(stream.spec().name(), stream.health().badFrames());
    }
    return counts;
  }
}
