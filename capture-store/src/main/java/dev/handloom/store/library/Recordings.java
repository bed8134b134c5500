package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Looks for takes that are being recorded, without touching them: a lock that is tried could be
/// the one that a recorder wants in that moment.
final class Recordings {
  /// A recorder syncs at least once a second.
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final String NO_LETTERS = "00000000";

  private Recordings() {}

  static boolean anyNow(Path episodes) {
    Instant now = Instant.now();
    // A take may have begun before midnight.
    for (Instant day : List.of(now, now.minus(Duration.ofDays(1)))) {
      Path folder =
          new EpisodeId(EpisodeId.at(day).text().substring(0, 19) + NO_LETTERS)
              .under(episodes)
              .getParent();
      if (folder != null && Files.isDirectory(folder) && anyIn(folder, now.minus(QUIET))) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyIn(Path day, Instant since) {
    try (DirectoryStream<Path> bundles = Files.newDirectoryStream(day)) {
      for (Path folder : bundles) {
        if (Files.exists(new Bundle(folder).marker()) && grewSince(folder, since)) {
          return true;
        }
      }
    } catch (IOException e) {
      // It went away while it was looked at.
      return false;
    }
    return false;
  }

  private static boolean grewSince(Path folder, Instant since) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isAfter(since)) {
          return true;
        }
      }
    }
    return false;
  }
}
