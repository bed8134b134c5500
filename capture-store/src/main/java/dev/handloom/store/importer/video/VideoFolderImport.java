package dev.handloom.store.importer.video;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.importer.ImportSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Imports a folder of videos: each video is an episode; each folder of videos below it is one,
/// too, with a camera for each.
public final class VideoFolderImport implements ImportFormat {
  private static final Set<String> SUFFIXES = Set.of("mp4", "mov", "m4v", "mkv", "webm", "avi");

  @Override
  public String name() {
    return "videos";
  }

  @Override
  public String words() {
    return "a folder of videos";
  }

  @Override
  public boolean knows(Path folder) {
    try {
      return isVideo(folder) || !episodes(folder).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public ImportSource open(Path folder, DatasetFindings findings) throws IOException {
    List<List<Path>> episodes = isVideo(folder) ? List.of(List.of(folder)) : episodes(folder);
    if (episodes.isEmpty()) {
      throw new IOException("There is no video in this folder: " + folder);
    }
    return new VideoFolder(folder, episodes, findings);
  }

  private static boolean isVideo(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  /// The videos of each episode.
  private static List<List<Path>> episodes(Path folder) throws IOException {
    List<List<Path>> episodes = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return episodes;
    }
    for (Path each : in(folder)) {
      if (isVideo(each)) {
        episodes.add(List.of(each));
      }
    }
    for (Path each : in(folder)) {
      if (Files.isDirectory(each)) {
        List<Path> cameras = in(each).stream().filter(VideoFolderImport::isVideo).toList();
        if (!cameras.isEmpty()) {
          episodes.add(cameras);
        }
      }
    }
    return episodes;
  }
}
