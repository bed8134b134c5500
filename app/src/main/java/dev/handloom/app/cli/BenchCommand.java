package dev.handloom.app.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs the benchmarks of `src-test`, which only a checkout has.
@Command(
    name = "bench",
    description = "Run the benchmarks of src-test, from a checkout, and print what was measured.")
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME [OPTION…]",
      description =
          "Which ones, each with options of its own; all if none is named. 'list' lists them.")
  private List<String> names = new ArrayList<>();

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!names.isEmpty() && names.getFirst().startsWith("-")) {
      // Options belong to a benchmark, so its name comes first.
      throw new UnmatchedArgumentException(spec.commandLine(), List.of(names.getFirst()));
    }
    String root = System.getProperty("handloom.root", "");
    Path tests = Path.of(root, "src-test");
    if (root.isEmpty() || !Files.isDirectory(tests)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "The benchmarks are part of the source; run ./handloom bench in a checkout.");
    }
    terminal.tell("Building the benchmarks…");
    String mvn = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    Path log = Path.of(root, ".handloom", "bench-build.log");
    Process build;
    try {
      build =
          new ProcessBuilder(
                  mvn, "-B", "-pl", "src-test", "-am", "-DskipTests", "process-test-classes")
              .directory(new File(root))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "Maven could not be started. Is it installed, as mvn?");
    }
    if (build.waitFor() != 0) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "The benchmarks could not be built; the whole story is in " + log);
    }
    Path target = tests.resolve("target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "--module-path",
            target.resolve("javafx").toString(),
            "--add-modules",
            "javafx.controls",
            "--enable-native-access=javafx.graphics,ALL-UNNAMED",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-cp",
            target.resolve("test-classes")
                + File.pathSeparator
                + Files.readString(target.resolve("class-path.txt")).strip(),
            "dev.handloom.test.bench.Benchmarks"));
    command.addAll(names);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
