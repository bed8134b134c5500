package dev.handloom.test.lab;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A headset that a real OpenXR runtime shows, without hardware: moved along a known path,
/// recorded, and held against the path; the runtime killed and started again in the middle of a
/// take.
public final class HeadsetLab {
  private static final int SECONDS = 15;
  private static final int HZ = 90;
  private static final int TRACKED = 7;
  private static final int ORIGIN = 9;

  /// Monado gives the newest place that it was told; whoever told it may have been held up.
  private static final long OLDEST_NANOS = 250_000_000L;

  /// Our own child process may be held up between reading the clock and asking.
  private static final long SOONEST_NANOS = 100_000_000L;

  private static final double MOST_MEDIAN_MILLIS = 30;

  private static final double MOST_MILLIMETRES = 0.5;

  private static final double MOST_END_SECONDS = 60;

  private HeadsetLab() {}

  /// As one who draws nothing, where the runtime serves such, or as one who draws.
  private enum As {
    HEADLESS("without drawing", false),
    DRAWING("as one who draws", true);

    private final String words;
    private final boolean draw;

    As(String words, boolean draw) {
      this.words = words;
      this.draw = draw;
    }

    Map<String, String> settings() {
      return Map.of("rate_hz", "" + HZ, "draw", "" + draw);
    }
  }

  public static void main(String[] none) {
    try {
      System.out.println(absent());
      try (MonadoService service = new MonadoService()) {
        follow(As.HEADLESS);
        System.out.println(recentred());
        System.out.println(killed(service, As.HEADLESS));
      }
      try (MonadoService service = new MonadoService()) {
        follow(As.DRAWING);
        System.out.println(frozen(service));
        System.out.println(killed(service, As.DRAWING));
      }
      System.out.println("lab: done 0");
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static LabRig rig(String address, As as) throws Exception {
    return new LabRig(LabRig.device("headset", "openxr", address, as.settings()));
  }

  /// No runtime there: a line that says so.
  private static String absent() throws Exception {
    try (LabRig rig = rig("openxr:/nowhere/runtime.json", As.HEADLESS)) {
      Device headset = rig.device("headset");
      Bench.await(
          "it is said that no runtime answers",
          () -> headset.trouble().contains("No OpenXR runtime answers"));
      return "no runtime: " + headset.trouble();
    }
  }

  private static EpisodeRecorder recorder(LabRig rig, Library library) {
    return new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, Bench.recording());
  }

  private static TakeResult stop(EpisodeRecorder recorder) throws Exception {
    TakeResult result = recorder.stop("").orElseThrow();
    Scenario.must(
        result.state() == RecorderState.SAVED, "The take was not saved: " + result.message());
    return result;
  }

  private static void follow(As as) throws Exception {
    try (RemoteHands hands = new RemoteHands();
        LabRig rig = rig("openxr:", as);
        Library library = Library.open(Files.createTempDirectory("headset"));
        EpisodeRecorder recorder = recorder(rig, library)) {
      rig.await("headset", DeviceState.LIVE);
      rig.awaitMore("headset", HZ);
      Device headset = rig.device("headset");
      Bench.await("it has the headset's input", () -> headset.report().concerns().isEmpty());
      System.out.println(as.words + ": " + headset.report());
      Scenario.must(
          headset.report().firmware().contains(as.words)
              && headset.report().note().isEmpty() != as.draw,
          "It is connected otherwise than " + as.words);
      recorder.start(TakePlan.of("lab"));
      Bench.await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
      rig.awaitMore("headset", SECONDS * HZ / 2);
      hands.left(false);
      rig.awaitMore("headset", 2 * HZ);
      hands.left(true);
      rig.awaitMore("headset", SECONDS * HZ / 2);
      EpisodeReader episode = EpisodeReader.open(stop(recorder).bundle());
      List<RemoteHands.Said> said = hands.said();
      System.out.println(held("head", episode, "headset/head", said));
      System.out.println(held("left hand", episode, "headset/left-wrist", said));
      System.out.println(held("right hand", episode, "headset/right-wrist", said));
      System.out.println(held("right controller", episode, "headset/right-controller", said));
      System.out.println(vanished(episode));
    }
  }

  private static StreamSamples stream(EpisodeReader episode, String name) throws Exception {
    return episode
        .signal(name)
        .orElseThrow(() -> new Scenario.Wrong(name + " is not in the episode"));
  }

  private static double[] place(String what, RemoteHands.Said said) {
    return what.startsWith("head")
        ? said.head()
        : what.startsWith("left") ? said.left() : said.right();
  }

  /// Each recorded place is one that was said, shortly before it.
  private static String held(
      String what, EpisodeReader episode, String name, List<RemoteHands.Said> said)
      throws Exception {
    StreamSamples stream = stream(episode, name);
    double[] millimetres = new double[stream.size()];
    double[] millis = new double[stream.size()];
    int count = 0;
    for (int i = 0; i < stream.size(); i++) {
      if (stream.value(i, TRACKED) == 0) {
        continue;
      }
      long at = stream.captureNanos(i);
      double best = Double.MAX_VALUE;
      double age = 0;
      for (RemoteHands.Said each : said) {
        if (each.nanos() > at + SOONEST_NANOS || each.nanos() < at - OLDEST_NANOS) {
          continue;
        }
        double off = 0;
        for (int axis = 0; axis < 3; axis++) {
          double d = stream.value(i, axis) - place(what, each)[axis];
          off += d * d;
        }
        if (off < best) {
          best = off;
          age = (at - each.nanos()) / 1e6;
        }
      }
      millimetres[count] = 1000 * Math.sqrt(best);
      millis[count] = age;
      count++;
    }
    Scenario.must(count > SECONDS * HZ / 3, what + " was tracked in " + count + " samples only");
    Arrays.sort(millimetres, 0, count);
    Arrays.sort(millis, 0, count);
    Scenario.must(
        millimetres[(int) (0.99 * count)] < MOST_MILLIMETRES,
        what + " lies " + millimetres[(int) (0.99 * count)] + " mm from where it was said to be");
    Scenario.must(
        Math.abs(millis[count / 2]) < MOST_MEDIAN_MILLIS,
        what + " is " + millis[count / 2] + " ms late in the median");
    return String.format(
        Locale.ROOT,
        "%s: %d samples, median %.4f mm and 99%% within %.4f mm of a place that was said; said %.1f ms"
            + " before the sample's time in the median, 90%% between %.1f and %.1f ms",
        what,
        count,
        millimetres[count / 2],
        millimetres[(int) (0.99 * count)],
        millis[count / 2],
        millis[(int) (0.05 * count)],
        millis[(int) (0.95 * count)]);
  }

  /// The left hand and its controller went and came back; the right ones stayed.
  private static String vanished(EpisodeReader episode) throws Exception {
    int gone = spell(stream(episode, "headset/left-controller"));
    Scenario.must(gone > HZ, "The left controller was never gone for long: " + gone + " samples");
    Scenario.must(
        spell(stream(episode, "headset/right-controller")) == 0, "The right controller was gone");
    int wrist = spell(stream(episode, "headset/left-wrist"));
    Scenario.must(wrist > HZ, "The left hand was never gone for long: " + wrist + " samples");
    StreamSamples hand = stream(episode, "headset/left-hand");
    long longest = 0;
    for (int i = 1; i < hand.size(); i++) {
      longest = Math.max(longest, hand.captureNanos(i) - hand.captureNanos(i - 1));
    }
    Scenario.must(longest > 1_000_000_000L, "A hand that was not seen was recorded");
    return String.format(
        Locale.ROOT,
        "a controller and a hand vanished for %d and %d samples and came back; the hand's joints have a"
            + " gap of %.1f s",
        gone,
        wrist,
        longest / 1e9);
  }

  /// Samples not tracked between two that are.
  private static int spell(StreamSamples stream) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < stream.size(); i++) {
      if (stream.value(i, TRACKED) != 0) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    int gone = 0;
    for (int i = Math.max(0, first); i < last; i++) {
      gone += stream.value(i, TRACKED) == 0 ? 1 : 0;
    }
    return gone;
  }

  /// Monado's own tool moves the origin in the middle of a take.
  private static String recentred() throws Exception {
    try (RemoteHands _ = new RemoteHands();
        LabRig rig =
            new LabRig(
                LabRig.device(
                    "headset", "openxr", "openxr:", Map.of("rate_hz", "" + HZ, "space", "local")));
        Library library = Library.open(Files.createTempDirectory("recentred"));
        EpisodeRecorder recorder = recorder(rig, library)) {
      Device headset = rig.await("headset", DeviceState.LIVE);
      recorder.start(TakePlan.of("lab"));
      Bench.await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
      rig.awaitMore("headset", HZ);
      Process tool;
      try {
        tool =
            new ProcessBuilder("monado-ctl", "-c")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/tmp/monado.log")))
                .start();
      } catch (IOException e) {
        return "skipped: recentring, there is no monado-ctl";
      }
      if (tool.waitFor() != 0) {
        return "skipped: recentring, Monado does not do it (" + tool.exitValue() + ")";
      }
      Bench.await(
          "it is said that the origin was moved",
          () ->
              headset.report().concerns().stream()
                  .anyMatch(concern -> concern.what().contains("origin was moved")));
      rig.awaitMore("headset", HZ);
      StreamSamples head = stream(EpisodeReader.open(stop(recorder).bundle()), "headset/head");
      Scenario.must(head.value(0, ORIGIN) == 0, "The origin was moved before it was");
      Scenario.must(
          head.value(head.size() - 1, ORIGIN) == 1,
          "The origin counts " + head.value(head.size() - 1, ORIGIN));
      return "recentred in the middle of a take: the head's origin counts it, and it is said";
    }
  }

  /// The runtime keeps the picture that it was to give back: ending waits no longer than usual.
  private static String frozen(MonadoService service) throws Exception {
    try (RemoteHands _ = new RemoteHands()) {
      LabRig rig = rig("openxr:", As.DRAWING);
      long begun;
      try {
        rig.await("headset", DeviceState.LIVE);
        rig.awaitMore("headset", HZ);
        service.freeze(true);
        rig.await("headset", DeviceState.SILENT);
        begun = System.nanoTime();
      } finally {
        rig.close();
        service.freeze(false);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      Scenario.must(seconds < MOST_END_SECONDS, "Ending took " + seconds + " s");
      return String.format(Locale.ROOT, "frozen, and ended nevertheless: it took %.1f s", seconds);
    }
  }

  /// The runtime dies in the middle of a take.
  private static String killed(MonadoService service, As as) throws Exception {
    try (RemoteHands _ = new RemoteHands();
        LabRig rig = rig("openxr:", as);
        Library library = Library.open(Files.createTempDirectory("killed"));
        EpisodeRecorder recorder = recorder(rig, library)) {
      rig.await("headset", DeviceState.LIVE);
      recorder.start(TakePlan.of("lab"));
      Bench.await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
      rig.awaitMore("headset", 2 * HZ);
      service.kill();
      Device headset = rig.await("headset", DeviceState.RECONNECTING);
      String trouble = headset.trouble();
      try (MonadoService _ = new MonadoService();
          RemoteHands _ = new RemoteHands()) {
        rig.await("headset", DeviceState.LIVE);
        rig.awaitMore("headset", 2 * HZ);
        EpisodeReader episode = EpisodeReader.open(stop(recorder).bundle());
        StreamSamples head = stream(episode, "headset/head");
        long gap = 0;
        for (int i = 1; i < head.size(); i++) {
          Scenario.must(head.captureNanos(i) > head.captureNanos(i - 1), "Capture times go back");
          gap = Math.max(gap, head.captureNanos(i) - head.captureNanos(i - 1));
        }
        Scenario.must(
            headset.streams().getFirst().health().reconnects() >= 1,
            "Connected again " + headset.streams().getFirst().health().reconnects() + " times");
        return String.format(
            Locale.ROOT,
            "%s, killed in the middle (\"%s\"), back by itself; a gap of %.1f s in a take of %d"
                + " samples",
            as.words,
            trouble,
            gap / 1e9,
            head.size());
      }
    }
  }
}
