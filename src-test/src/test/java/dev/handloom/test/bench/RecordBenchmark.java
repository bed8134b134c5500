package dev.handloom.test.bench;

import dev.handloom.test.bench.StallingDisk.Stall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many streams and cameras at once into the real recorder, over real links, with a disk that
/// stands still in the middle. What is lost, what it costs, how late it is.
///
/// The gloves are lines of text over TCP at the rate that is asked for, because no simulated glove
/// is that fast; the cameras are those of the simulated rig.
final class RecordBenchmark implements Benchmarks.Benchmark {
  private static final double RAMP_SECONDS = 8;
  private static final double VARIATION_SECONDS = 20;
  private static final int MOST_STREAMS = 2000;
  private static final int MOST_CAMERAS = 16;

  /// @param stall null for all kinds, one after the other
  private record Options(
      double seconds,
      int streams,
      int cameras,
      double rate,
      @Nullable Stall stall,
      double stallSeconds,
      boolean ramp,
      @Nullable Path folder) {}

  @Override
  public int run(List<String> words) throws Exception {
    Options options;
    try {
      options = options(words);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.out.println(
          "  record [--seconds S] [--streams 30] [--cameras 2] [--rate 1000]"
              + " [--stall write|force|both|none] [--stall-seconds 2] [--ramp] [--folder DIR]");
      return 2;
    }
    if (options.ramp()) {
      return ramp(options);
    }
    List<Stall> stalls = new ArrayList<>();
    if (options.stall() != null) {
      stalls.add(options.stall());
    } else {
      stalls.addAll(List.of(Stall.BOTH, Stall.WRITE, Stall.FORCE));
    }
    boolean good = true;
    for (int i = 0; i < stalls.size(); i++) {
      double seconds = i == 0 ? options.seconds() : Math.min(options.seconds(), VARIATION_SECONDS);
      RecordRound round =
          new RecordRound(
              options.streams(),
              options.cameras(),
              options.rate(),
              seconds,
              stalls.get(i),
              options.stallSeconds());
      good &= round.run(options.folder(), true);
    }
    return good ? 0 : 1;
  }

  /// More and more streams, then more and more cameras, until something is lost.
  private static int ramp(Options options) throws Exception {
    int streams = options.streams();
    int cameras = options.cameras();
    int mostStreams = 0;
    int mostCameras = 0;
    boolean adds = true;
    for (int n = streams; n <= MOST_STREAMS; n = n * 3 / 2) {
      RecordRound round = new RecordRound(n, cameras, options.rate(), RAMP_SECONDS, Stall.NONE, 0);
      adds &= round.run(options.folder(), false);
      if (round.lost() != 0) {
        break;
      }
      mostStreams = n;
    }
    for (int n = Math.max(1, cameras); n <= MOST_CAMERAS; n++) {
      RecordRound round = new RecordRound(streams, n, options.rate(), RAMP_SECONDS, Stall.NONE, 0);
      adds &= round.run(options.folder(), false);
      if (round.lost() != 0) {
        break;
      }
      mostCameras = n;
    }
    Benchmarks.line(
        "most without a loss",
        "%d streams at %.0f Hz with %d cameras; %d cameras with %d streams",
        mostStreams,
        options.rate(),
        cameras,
        mostCameras,
        streams);
    return adds ? 0 : 1;
  }

  private static Options options(List<String> words) {
    double seconds = 60;
    int streams = 30;
    int cameras = 2;
    double rate = 1000;
    Stall stall = null;
    double stallSeconds = 2;
    boolean ramp = false;
    Path folder = null;
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--seconds" -> seconds = Double.parseDouble(words.get(++i));
        case "--streams" -> streams = Integer.parseInt(words.get(++i));
        case "--cameras" -> cameras = Integer.parseInt(words.get(++i));
        case "--rate" -> rate = Double.parseDouble(words.get(++i));
        case "--stall" -> stall = Stall.valueOf(words.get(++i).toUpperCase(java.util.Locale.ROOT));
        case "--stall-seconds" -> stallSeconds = Double.parseDouble(words.get(++i));
        case "--ramp" -> ramp = true;
        case "--folder" -> folder = Path.of(words.get(++i));
        default -> throw new IllegalArgumentException(words.get(i));
      }
    }
    if (seconds < 6 || streams < 1 || cameras < 0 || cameras > MOST_CAMERAS || rate <= 0) {
      throw new IllegalArgumentException("out of range");
    }
    return new Options(seconds, streams, cameras, rate, stall, stallSeconds, ramp, folder);
  }
}
