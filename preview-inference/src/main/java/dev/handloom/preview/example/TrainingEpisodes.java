package dev.handloom.preview.example;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which episodes the weights of a pack were fitted to, by id, in a file of the pack: only so can
/// be said later whether others judge it. Episodes that were held out are not among them.
public final class TrainingEpisodes {
  public static final String FILE = "episodes.txt";

  private static final long MOST_BYTES = 64L << 20;

  private TrainingEpisodes() {}

  /// Writes the file into a pack, before it is signed.
  ///
  /// @param learnt ids of those that were learnt from
  public static void write(Path pack, Collection<String> learnt) throws IOException {
    Durable.replace(pack.resolve(FILE), String.join("\n", new TreeSet<>(learnt)) + "\n");
  }

  /// Nothing where the pack does not say.
  public static Optional<Set<String>> read(Path pack) throws IOException {
    Path file = pack.resolve(FILE);
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return Optional.empty();
    }
    Set<String> learnt = new LinkedHashSet<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.isBlank()) {
        learnt.add(line.strip());
      }
    }
    return Optional.of(learnt);
  }
}
