package dev.handloom.test.bench.monitor;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Normalisation;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.monitor.AlarmCount;
import dev.handloom.preview.monitor.BandFit;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.EpisodeTrace;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.preview.session.EpisodeTrust;
import dev.handloom.preview.session.Familiarity;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.test.bench.Benchmarks;
import dev.handloom.test.bench.monitor.SimulatedEpisode.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Plants faults into episodes of the simulated rig and counts the episodes in which anything
/// alarms, by limits that were learnt before from others and touched by nobody since.
public final class MonitorsBenchmark implements Benchmarks.Benchmark {
  private static final double SECONDS = 22;
  private static final int EVERY_STEPS = 4;
  private static final double FALSE_ALARMS = 0.05;
  private static final int ROUND = 44;

  /// Rounds of the person's day from which episodes of each kind are drawn.
  private static final int CALIBRATION_FROM = 100;

  private static final int TEST_FROM = 10_000;

  private int known = 14;
  private int calibration = 40;
  private int clean = 40;
  private int faulty = 20;
  private long seed = 1;
  private long draw = 20261122;
  private String pack = "";

  /// A model that is watched, and what came of it.
  private static final class Lane {
    final String name;
    final Wants wants;
    final Model model;
    final NearestEpisode familiar;
    final boolean own;
    final List<EpisodeTrace> calibration = new ArrayList<>();
    final Map<Fault, List<EpisodeTrace>> tests = new EnumMap<>(Fault.class);

    Lane(String name, Wants wants, Model model, NearestEpisode familiar, boolean own) {
      this.name = name;
      this.wants = wants;
      this.model = model;
      this.familiar = familiar;
      this.own = own;
    }

    EpisodeTrace trace(EpisodeRows rows, Fault fault) throws ModelException {
      return Objects.requireNonNull(
          EpisodeTrust.of(
              wants,
              fault == Fault.PLAN ? new FarModel(model, wants) : model,
              rows.with(wants),
              Familiarity.of(familiar, own),
              EVERY_STEPS,
              share -> true));
    }
  }

  @Override
  public int run(List<String> words) throws Exception {
    try {
      for (int i = 0; i < words.size(); i++) {
        switch (words.get(i)) {
          case "--known" -> known = Integer.parseInt(words.get(++i));
          case "--calibration" -> calibration = Integer.parseInt(words.get(++i));
          case "--clean" -> clean = Integer.parseInt(words.get(++i));
          case "--faulty" -> faulty = Integer.parseInt(words.get(++i));
          case "--seed" -> seed = Long.parseLong(words.get(++i));
          case "--draw" -> draw = Long.parseLong(words.get(++i));
          case "--pack" -> pack = words.get(++i);
          default -> throw new IllegalArgumentException(words.get(i));
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.out.println(
          "  monitors [--known 14] [--calibration 40] [--clean 40] [--faulty 20] [--seed 1]"
              + " [--draw N] [--pack FOLDER]");
      return 2;
    }
    line("seeds", "rig %d, episodes drawn with %d", seed, draw);
    RigWithoutClock rig = new RigWithoutClock(seed);
    List<Lane> lanes = lanes(rig);
    try {
      Random random = new Random(draw);
      for (int i = 0; i < calibration; i++) {
        EpisodeRows rows = episode(rig, random, CALIBRATION_FROM, i).rows(Fault.NONE);
        for (Lane lane : lanes) {
          lane.calibration.add(lane.trace(rows, Fault.NONE));
        }
        told("calibrated on", i + 1, calibration);
      }
      Random fresh = new Random(~draw);
      for (int i = 0; i < Math.max(clean, faulty); i++) {
        SimulatedEpisode episode = episode(rig, fresh, TEST_FROM, i);
        for (Fault fault : Fault.values()) {
          if (i < (fault == Fault.NONE ? clean : faulty)) {
            EpisodeRows rows = episode.rows(fault);
            for (Lane lane : lanes) {
              lane.tests
                  .computeIfAbsent(fault, f -> new ArrayList<>())
                  .add(lane.trace(rows, fault));
            }
          }
        }
        told("tested on", i + 1, Math.max(clean, faulty));
      }
      boolean sound = true;
      for (Lane lane : lanes) {
        sound &= say(lane);
      }
      return sound ? 0 : 1;
    } finally {
      lanes.forEach(lane -> lane.model.close());
    }
  }

  private static void line(String what, String format, Object... figures) {
    System.out.printf("  %-58s %s%n", what, String.format(Locale.ROOT, format, figures));
  }

  private static void told(String what, int done, int all) {
    if (done % 10 == 0 || done == all) {
      System.err.println("  " + what + " " + done + " of " + all);
    }
  }

  private static SimulatedEpisode episode(
      RigWithoutClock rig, Random random, int from, int number) {
    return rig.episode(
        RigWithoutClock.shape(), (from + number + random.nextDouble()) * ROUND, SECONDS);
  }

  private List<Lane> lanes(RigWithoutClock rig) throws Exception {
    // The day's first minutes, as the models' own training episodes were.
    Normalisation normalisation = new Normalisation(RigWithoutClock.shape());
    List<EpisodeRows> rows = new ArrayList<>();
    for (int i = 0; i < known; i++) {
      EpisodeRows each =
          rig.episode(RigWithoutClock.shape(), 2 + i * (SECONDS + 1), SECONDS).rows(Fault.NONE);
      normalisation.add(each);
      rows.add(each);
    }
    Wants wants = normalisation.wants();
    NearestEpisode nearest =
        new NearestEpisode(wants, rows.stream().map(each -> each.with(wants)).toList());
    line("known", "%d episodes, %d moments", known, nearest.moments());
    List<Lane> lanes = new ArrayList<>();
    lanes.add(new Lane("nearest episode", wants, nearest, nearest, true));
    if (!pack.isEmpty()) {
      AskedModel asked = OpenModel.local(pack, Path.of("."), Compute.USUAL);
      Wants own = asked.wants();
      lanes.add(
          new Lane(
              asked.name(),
              own,
              asked.model(),
              new NearestEpisode(own, rows.stream().map(each -> each.with(own)).toList()),
              false));
    }
    return lanes;
  }

  private boolean say(Lane lane) {
    System.out.println("  " + lane.name);
    Bands bands = BandFit.fit(lane.calibration, FALSE_ALARMS).orElse(null);
    if (bands == null) {
      line("  uncalibrated", "%d of %d episodes", calibration, BandFit.needed(FALSE_ALARMS));
      return false;
    }
    line(
        "  stated",
        "%.0f %% of clean episodes alarm at most, from %d",
        100 * FALSE_ALARMS,
        calibration);
    for (Fault fault : Fault.values()) {
      AlarmCount count = AlarmCount.of(bands, lane.tests.getOrDefault(fault, List.of()));
      line("  " + fault.words(), "%s", count.words());
    }
    double mean = redrawn(lane);
    line("  clean, all of them redrawn 400 times into learnt and tested", "%.3f alarm", mean);
    AlarmCount sound = AlarmCount.of(bands, lane.tests.getOrDefault(Fault.NONE, List.of()));
    // More than the stated rate beyond what chance explains is a fault of the limits.
    return sound.low() <= FALSE_ALARMS;
  }

  /// The rate over many calibrations: one alone may be lucky.
  private double redrawn(Lane lane) {
    List<EpisodeTrace> all = new ArrayList<>(lane.calibration);
    all.addAll(lane.tests.getOrDefault(Fault.NONE, List.of()));
    Random random = new Random(draw + 7);
    double sum = 0;
    int draws = 400;
    for (int d = 0; d < draws; d++) {
      Collections.shuffle(all, random);
      Bands bands = BandFit.fit(all.subList(0, calibration), FALSE_ALARMS).orElseThrow();
      sum += AlarmCount.of(bands, all.subList(calibration, all.size())).rate();
    }
    return sum / draws;
  }
}
