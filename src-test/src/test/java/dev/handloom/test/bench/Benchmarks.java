package dev.handloom.test.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Runs the benchmarks that are named, or all.
public final class Benchmarks {
  /// A benchmark prints its own lines.
  interface Benchmark {
    void run() throws Exception;
  }

  private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    ALL.put("ring", new RingBenchmark());
    ALL.put("window", new WindowBenchmark());
    ALL.put("encode", new EncodeBenchmark());
    ALL.put("seek", new SeekBenchmark());
  }

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    Map<String, Benchmark> wanted = new LinkedHashMap<>();
    for (String name : args.length == 0 ? ALL.keySet() : List.of(args)) {
      Benchmark benchmark = ALL.get(name);
      if (benchmark == null) {
        System.out.println("Benchmarks: " + String.join(", ", ALL.keySet()));
        System.exit(name.equals("list") ? 0 : 2);
        return;
      }
      wanted.put(name, benchmark);
    }
    System.out.printf(
        Locale.ROOT,
        "%d processors, %d MB heap, Java %s, %s %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    for (Map.Entry<String, Benchmark> each : wanted.entrySet()) {
      System.out.println();
      System.out.println(each.getKey());
      each.getValue().run();
    }
    System.exit(0);
  }

  static void line(String what, String format, Object... figures) {
    System.out.printf("  %-52s %s%n", what, String.format(Locale.ROOT, format, figures));
  }
}
