package dev.handloom.test.bench;

import dev.handloom.test.bench.calibration.CalibrationBenchmark;
import dev.handloom.test.bench.calibration.ExoBenchmark;
import dev.handloom.test.bench.clock.ClockBenchmark;
import dev.handloom.test.bench.delay.DelayBenchmark;
import dev.handloom.test.bench.delay.GestureBenchmark;
import dev.handloom.test.bench.delay.MotionBenchmark;
import dev.handloom.test.bench.gripper.GripperBenchmark;
import dev.handloom.test.bench.lens.LensBenchmark;
import dev.handloom.test.bench.model.ModelsBenchmark;
import dev.handloom.test.bench.model.TrainBenchmark;
import dev.handloom.test.bench.monitor.MonitorsBenchmark;
import dev.handloom.test.bench.retarget.RetargetBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Runs the benchmarks that are named, or all.
public final class Benchmarks {
  /// A benchmark prints its own lines.
  public interface Benchmark {
    /// @param options what followed its name
    /// @return an exit code: 0 unless what was measured contradicts itself
    int run(List<String> options) throws Exception;
  }

  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("ring", new RingBenchmark());
    ALL.put("window", new WindowBenchmark());
    ALL.put("mcap", new McapBenchmark());
    ALL.put("export", new ExportBenchmark());
    ALL.put("record", new RecordBenchmark());
    ALL.put("catalogue", new CatalogueBenchmark());
    ALL.put("encode", new EncodeBenchmark());
    ALL.put("seek", new SeekBenchmark());
    ALL.put("review", new ReviewBenchmark());
    ALL.put("recover", new RecoverBenchmark());
    ALL.put("ambient", new CutBenchmark());
    ALL.put("alarm", new AlarmBenchmark());
    ALL.put("clock", new ClockBenchmark());
    ALL.put("pictures", new PictureBenchmark());
    ALL.put("devices", new DevicesBenchmark());
    ALL.put("soak", new Soak());
    ALL.put("delay", new DelayBenchmark());
    ALL.put("motion", new MotionBenchmark());
    ALL.put("gesture", new GestureBenchmark());
    ALL.put("calibration", new CalibrationBenchmark());
    ALL.put("gripper", new GripperBenchmark());
    ALL.put("lens", new LensBenchmark());
    ALL.put("retarget", new RetargetBenchmark());
    ALL.put("exo", new ExoBenchmark());
    ALL.put("preview", new PreviewBenchmark());
    ALL.put("models", new ModelsBenchmark());
    ALL.put("train", new TrainBenchmark());
    ALL.put("monitors", new MonitorsBenchmark());
  }

  /// Of the process, when a benchmark could not run.
  private static final int FAILED = 3;

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    if (args.length == 0) {
      ALL.keySet().forEach(name -> wanted.put(name, List.of()));
    }
    for (int i = 0; i < args.length; ) {
      String name = args[i];
      if (!ALL.containsKey(name)) {
        System.out.println("Benchmarks: " + String.join(", ", ALL.keySet()));
        System.exit(name.equals("list") ? 0 : 2);
        return;
      }
      List<String> options = new ArrayList<>();
      for (i++; i < args.length && !ALL.containsKey(args[i]); i++) {
        options.add(args[i]);
      }
      wanted.put(name, options);
    }
    System.out.printf(
        Locale.ROOT,
        "%s%d processors, %d MB heap, Java %s, %s %s%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    int code = 0;
    for (Map.Entry<String, List<String>> each : wanted.entrySet()) {
      System.out.println();
      System.out.println(each.getKey());
      try {
        code = Math.max(code, Objects.requireNonNull(ALL.get(each.getKey())).run(each.getValue()));
      } catch (Exception e) {
        // One that fails ends itself alone; the window system would keep the process otherwise.
        e.printStackTrace();
        code = FAILED;
      }
    }
    System.exit(code);
  }

  /// What the processor calls itself, where the system tells.
  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
          .orElse("");
    }
  }

  static void line(String what, String format, Object... figures) {
    System.out.printf("  %-52s %s%n", what, String.format(Locale.ROOT, format, figures));
  }
}
