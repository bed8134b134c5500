package dev.handloom.test.lab;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A camera of the kernel is found, refuses what it does not offer in words, and is recorded: the
/// kernel's stamps and its count stand in the records of the pictures.
final class CameraScenario implements Scenario {
  static final Map<String, String> SMALL =
      Map.of("format", "yuyv", "width", "320", "height", "180", "fps", "5");

  private static final int PICTURES = 25;

  /// On an emulated processor a picture may wait for seconds; no clock is a minute off.
  private static final long LONGEST_WAY_NANOS = 60_000_000_000L;

  /// Of one picture, as the episode has it.
  record Stamped(
      long ticks, long arrival, long capture, long bound, long sequence, StampSource source) {}

  @Override
  public String name() {
    return "camera";
  }

  @Override
  public String shows() {
    return "the kernel's stamps of a camera stand in an episode";
  }

  @Override
  public String run(Bench bench) throws Exception {
    List<Attached> cameras =
        Surroundings.ofThisMachine().look().devices().stream()
            .filter(each -> each.kind() == Attached.Kind.CAMERA)
            .toList();
    Scenario.must(
        cameras.size() == 1 && cameras.getFirst().address().equals(Vivid.ADDRESS),
        "There is one camera, and found: " + cameras);
    refusals();
    // The first encoder of a machine is fetched over its slow file system; that take is not judged.
    take(1);
    StringBuilder seen = new StringBuilder();
    for (String source : List.of("End of Frame", "Start of Exposure")) {
      try (Vivid vivid = new Vivid()) {
        vivid.set("Timestamp Source", source.startsWith("Start") ? 1 : 0);
      }
      StampSource meant =
          source.startsWith("Start")
              ? StampSource.KERNEL_EXPOSURE_START
              : StampSource.KERNEL_FRAME_END;
      seen.append(source).append(": ").append(recorded(meant)).append("; ");
    }
    return seen + formats();
  }

  private static void refusals() throws Exception {
    for (Map<String, String> wrong :
        List.of(
            Map.of("format", "mjpeg"),
            Map.of("format", "yuyv", "width", "322", "height", "180", "fps", "5"),
            Map.of("format", "yuyv", "width", "320", "height", "180", "fps", "7"))) {
      try (LabRig rig = new LabRig(camera(wrong))) {
        Device device = rig.await("camera", DeviceState.FAILED);
        System.out.println("refused: " + device.trouble());
        Scenario.must(
            device.trouble().contains("it offers")
                && (device.trouble().contains("320×180") || device.trouble().contains("fps")),
            "What is offered is not said: " + device.trouble());
      }
    }
  }

  static DeviceConfig camera(Map<String, String> settings) {
    return LabRig.device("camera", "usb-camera", Vivid.ADDRESS, settings);
  }

  /// A take, and what the camera's own thread used of the processor.
  private record Took(TakeResult result, long nanosAPicture) {}

  private static Took take(int pictures) throws Exception {
    try (LabRig rig = new LabRig(camera(SMALL));
        Library library = Library.open(Files.createTempDirectory("camera"));
        EpisodeRecorder recorder =
            new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, Bench.recording())) {
      rig.await("camera", DeviceState.LIVE);
      recorder.start(TakePlan.of("lab"));
      Bench.await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
      long before = deviceNanos();
      rig.awaitMore("camera", pictures);
      long nanos = (deviceNanos() - before) / pictures;
      return new Took(recorder.stop("").orElseThrow(), nanos);
    }
  }

  private static String recorded(StampSource meant) throws Exception {
    Took took = take(PICTURES);
    TakeResult result = took.result();
    Scenario.must(
        result.state() == RecorderState.SAVED, "The take was not saved: " + result.message());
    CheckReport check = EpisodeCheck.check(result.bundle(), true, CheckProgress.none());
    Scenario.must(check.good(), "The check says " + check.findings());
    List<Stamped> frames = frames(result);
    Scenario.must(frames.size() >= PICTURES, "Only " + frames.size() + " pictures were recorded");
    long shortest = Long.MAX_VALUE;
    long longest = Long.MIN_VALUE;
    long lag = Long.MIN_VALUE;
    long bound = 0;
    int disbelieved = 0;
    for (int i = 0; i < frames.size(); i++) {
      Stamped frame = frames.get(i);
      long way = frame.arrival() - frame.ticks() * 1000;
      shortest = Math.min(shortest, way);
      longest = Math.max(longest, way);
      Scenario.must(frame.source() == meant, "Stamped by " + frame.source());
      Scenario.must(
          Math.abs(way) < LONGEST_WAY_NANOS, "A stamp lies " + way + " ns from its arrival");
      if (way < -1_000_000L) {
        // vivid reckons the end of a picture that it has handed over already. Nobody may believe
        // it.
        Scenario.must(
            meant == StampSource.KERNEL_FRAME_END && frame.bound() == Sample.UNBOUNDED,
            "A stamp " + way + " ns before its arrival is believed");
        disbelieved++;
        continue;
      }
      long now = frame.ticks() * 1000 - frame.capture();
      // The quickest picture so far may rule out more of what is possible, never less.
      Scenario.must(
          now >= lag && frame.capture() <= frame.arrival(),
          "The times are not the kernel's stamps less the lag");
      lag = now;
      bound = frame.bound();
      Scenario.must(
          i == 0 || frame.sequence() > frames.get(i - 1).sequence(), "The count does not go on");
    }
    if (lag == Long.MIN_VALUE) {
      return "%d pictures, stamped %.0f ms before their end, not believed"
          .formatted(disbelieved, -shortest / 1e6);
    }
    return "%d pictures, stamped %.1f to %.1f ms before they were had, "
            .formatted(frames.size(), shortest / 1e6, longest / 1e6)
        + "capture %.0f ms later ±%.0f ms, %.1f ms of an emulated processor each"
            .formatted(-lag / 1e6, bound / 1e6, took.nanosAPicture() / 1e6);
  }

  /// What the camera's own thread has used of the processor.
  private static long deviceNanos() throws Wrong {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().equals("device camera")) {
        return threads.getThreadCpuTime(info.getThreadId());
      }
    }
    throw new Wrong("The camera has no thread");
  }

  static List<Stamped> frames(TakeResult result) throws Exception {
    List<Stamped> frames = new ArrayList<>();
    EpisodeLogReader.read(
        result.bundle().mcap(),
        new LogVisitor() {
          @Override
          public void stream(int number, StreamSpec spec, @Nullable String videoFile) {}

          @Override
          public void sample(int number, PayloadReader payload) {
            frames.add(
                new Stamped(
                    payload.deviceTicks(),
                    payload.arrivalNanos(),
                    payload.captureNanos(),
                    payload.boundNanos(),
                    payload.sequence(),
                    payload.stampSource(StampSource.ARRIVAL)));
          }
        });
    return frames;
  }

  /// Every layout that is understood here and that the kernel has gives pictures.
  private static String formats() throws Exception {
    List<String> words = List.of("uyvy", "nv12", "yu12", "grey", "bgr24", "rgb24");
    for (String word : words) {
      Map<String, String> settings =
          Map.of("format", word, "width", "320", "height", "180", "fps", "5");
      try (LabRig rig = new LabRig(camera(settings))) {
        rig.await("camera", DeviceState.LIVE);
        rig.awaitMore("camera", 2);
        long bad = rig.device("camera").streams().getFirst().health().badFrames();
        Scenario.must(bad == 0, word + " has " + bad + " bad pictures");
      }
    }
    return "yuyv, " + String.join(", ", words) + " read";
  }
}
