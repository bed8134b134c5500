package dev.handloom.test.bench;

import dev.handloom.app.live.LiveHand;
import dev.handloom.app.live.LivePlot;
import dev.handloom.app.live.LiveVideo;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.shell.TileGrid;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamHealth;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// The window with four cameras at 30 pictures a second, 40 plotted channels at 200 samples a
/// second and two hands: how many times a second it draws, and how long the longest wait was. Drawn
/// in software on the headless platform.
final class WindowBenchmark implements Benchmarks.Benchmark {
  private static final int CAMERAS = 4;
  private static final int PLOTS = 4;
  private static final int CHANNELS = 10;
  private static final long WARM_UP_NANOS = 4_000_000_000L;
  private static final long MEASURED_NANOS = 10_000_000_000L;

  private final List<LiveStream> cameras = new ArrayList<>();
  private final List<LiveStream> signals = new ArrayList<>();
  private final List<LiveStream> hands = new ArrayList<>();
  private final AtomicBoolean running = new AtomicBoolean(true);

  @Override
  public int run(List<String> options) throws Exception {
    for (int i = 0; i < CAMERAS; i++) {
      cameras.add(
          stream(
              StreamSpec.video(
                  "camera-" + i, new FrameFormat(640, 480, FrameFormat.Pixels.BGRA), 30, null)));
    }
    for (int i = 0; i < PLOTS; i++) {
      List<Channel> channels =
          IntStream.range(0, CHANNELS)
              .mapToObj(c -> new Channel("channel_" + c, Unit.COUNT, 0, 4095))
              .toList();
      signals.add(stream(StreamSpec.signal("signal-" + i, channels, 200, null)));
    }
    hands.add(stream(HandPose.spec("left/hand", 100, "bench 1")));
    hands.add(stream(HandPose.spec("right/hand", 100, "bench 1")));
    Thread feeder = Thread.ofPlatform().daemon(true).name("bench feeder").start(this::feed);

    BenchToolkit.start();
    FrameCount count = new FrameCount();
    FxThread.runAndWait(() -> show(count), 20_000);
    LockSupport.parkNanos(WARM_UP_NANOS);
    FxThread.runAndWait(count::begin, 20_000);
    long cpuBefore = cpuNanos();
    long begun = System.nanoTime();
    LockSupport.parkNanos(MEASURED_NANOS);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cores = (cpuNanos() - cpuBefore) / 1e9 / seconds;
    FxThread.runAndWait(count::stop, 20_000);
    running.set(false);
    feeder.join();
    Benchmarks.line(
        "4 cameras 640×480, 40 channels, 2 hands, 1360×860",
        "%.1f frames/s, longest wait %.0f ms, 99 %% within %.0f ms, %.2f cores",
        count.frames() / seconds,
        count.longestMillis(),
        count.millisOf99(),
        cores);
    return 0;
  }

  private static long cpuNanos() {
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private static LiveStream stream(StreamSpec spec) {
    return new LiveStream(spec, SampleRing.holding(spec, 4), new StreamHealth());
  }

  private void show(FrameCount count) {
    Theme.shared().install();
    TileGrid tiles = new TileGrid(4.0 / 3);
    cameras.forEach(c -> tiles.getChildren().add(new LiveVideo(c.spec().name(), c).tile()));
    VBox.setVgrow(tiles, Priority.ALWAYS);
    HBox lower = new HBox(8);
    lower.getChildren().add(new LiveHand(HandSide.LEFT, hands.getFirst()).view());
    lower.getChildren().add(new LiveHand(HandSide.RIGHT, hands.getLast()).view());
    for (LiveStream signal : signals) {
      var plot = new LivePlot(signal.spec().name(), signal).plot();
      HBox.setHgrow(plot, Priority.ALWAYS);
      plot.setPrefHeight(320);
      lower.getChildren().add(plot);
    }
    Stage stage = new Stage();
    Scene scene = new Scene(new VBox(8, tiles, lower), 1360, 860);
    Theme.shared().dress(scene);
    stage.setScene(scene);
    stage.show();
    count.start();
  }

  private void feed() {
    double[] angles = new double[HandAngles.COUNT];
    ForwardKinematics kinematics = new ForwardKinematics(HandSide.LEFT, HandSize.ADULT);
    List<Sample> frames = cameras.stream().map(c -> new Sample(c.spec())).toList();
    List<Sample> samples = signals.stream().map(c -> new Sample(c.spec())).toList();
    Sample hand = new Sample(hands.getFirst().spec());
    long next = System.nanoTime();
    for (long tick = 0; running.get(); tick++) {
      long now = System.nanoTime();
      for (int s = 0; s < samples.size(); s++) {
        Sample sample = samples.get(s);
        for (int c = 0; c < CHANNELS; c++) {
          sample.values[c] = 2048 + 1900 * Math.sin(tick * 0.02 + c + s);
        }
        publish(signals.get(s), sample, now);
      }
      if (tick % 2 == 0) {
        Arrays.fill(angles, 0.4 + 0.4 * Math.sin(tick * 0.01));
        kinematics.solve(angles, hand.values);
        hands.forEach(h -> publish(h, hand, now));
      }
      // 200 ticks a second; the cameras take turns, 30 pictures a second each.
      int camera = (int) (tick * 3 / 5 % CAMERAS);
      if (tick * 3 / 5 != (tick - 1) * 3 / 5) {
        Sample frame = frames.get(camera);
        frame.payloadLength = 640 * 480 * 4;
        frame.payload.fill((byte) (tick & 0x7f));
        frame.payload.set(ValueLayout.JAVA_INT, tick % 1000 * 4, -1);
        publish(cameras.get(camera), frame, now);
      }
      next += 5_000_000L;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
  }

  private static void publish(LiveStream stream, Sample sample, long now) {
    sample.arrivalNanos = now;
    sample.captureNanos = now;
    stream.ring().publish(sample);
  }

  /// Counts what the animation clock delivers: a pulse that cannot be drawn in time is not
  /// delivered.
  private static final class FrameCount extends AnimationTimer {
    private final long[] gaps = new long[10_000];
    private int frames;
    private long last;
    private boolean counting;

    void begin() {
      counting = true;
      last = System.nanoTime();
    }

    @Override
    public void handle(long now) {
      if (counting && frames < gaps.length) {
        long time = System.nanoTime();
        gaps[frames++] = time - last;
        last = time;
      }
    }

    int frames() {
      return frames;
    }

    double longestMillis() {
      return Arrays.stream(gaps, 0, frames).max().orElse(0) / 1e6;
    }

    double millisOf99() {
      long[] sorted = Arrays.copyOf(gaps, frames);
      Arrays.sort(sorted);
      return sorted[(int) (0.99 * (frames - 1))] / 1e6;
    }
  }
}
