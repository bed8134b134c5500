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
  }

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    List<String> wanted = args.length == 0 ? List.copyOf(ALL.keySet()) : List.of(args);
    for (String name : wanted) {
      if (!ALL.containsKey(name)) {
        System.out.println("Benchmarks: " + String.join(", ", ALL.keySet()));
        System.exit(name.equals("list") ? 0 : 2);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d processors, %d MB heap, Java %s, %s %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    for (String name : wanted) {
      System.out.println();
      System.out.println(name);
      ALL.get(name).run();
    }
    System.exit(0);
  }

  static void line(String what, String format, Object... figures) {
    System.out.printf("  %-52s %s%n", what, String.format(Locale.ROOT, format, figures));
  }
}
