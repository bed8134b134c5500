package dev.handloom.app.cue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The speech program of this system, if it has one.
final class Voice {
  /// A voice that hangs must not keep the next tone from being heard.
  private static final long MOST_SECONDS = 4;

  private final List<String> command;
  private volatile @Nullable Process speaking;

  private Voice(List<String> command) {
    this.command = command;
  }

  static Optional<Voice> ofThisSystem() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      return Optional.of(
          new Voice(
              List.of(
                  "powershell",
                  "-NoProfile",
                  "-Command",
                  "Add-Type -AssemblyName System.Speech; (New-Object"
                      + " System.Speech.Synthesis.SpeechSynthesizer).Speak($args[0])")));
    }
    for (String program :
        system.contains("mac") ? List.of("say") : List.of("spd-say", "espeak-ng", "espeak")) {
      if (onPath(program)) {
        return Optional.of(new Voice(List.of(program)));
      }
    }
    return Optional.empty();
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(java.io.File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  void say(String words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add(words);
    Process process =
        new ProcessBuilder(all)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    speaking = process;
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
    }
    speaking = null;
  }

  /// Ends what is being said. From any thread.
  void hush() {
    Process process = speaking;
    if (process != null) {
      process.destroy();
    }
  }
}
