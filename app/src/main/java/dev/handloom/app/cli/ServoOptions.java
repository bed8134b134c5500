package dev.handloom.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a person wants with the memory of an arm's servos.
final class ServoOptions {
  @Option(
      names = "--servos",
      description =
          "Of an arm, no run: show what its servos keep beside what the profile in use would put"
              + " there. Nothing is written.")
  boolean read;

  @Option(
      names = "--write-servos",
      description =
          "Of an arm, no run: show the same, write it into the servos, and read it back. A profile"
              + " that fits what they report from then on is kept.")
  boolean write;

  @Option(
      names = "--lerobot",
      paramLabel = "FILE",
      description = "With --servos: write a calibration file for LeRobot, too.")
  @Nullable Path lerobot;

  boolean asked() {
    return read || write || lerobot != null;
  }
}
