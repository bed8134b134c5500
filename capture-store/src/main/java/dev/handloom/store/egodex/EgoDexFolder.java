package dev.handloom.store.egodex;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The files of a dataset: `task/0.hdf5` and `task/0.mp4`, or a single one.
public final class EgoDexFolder {
  private static final int DEEPEST = 4;
  private static final int MOST_LOOKED_AT = 64;

  private EgoDexFolder() {}

  /// Whether a file or one in a folder is such an episode, even a broken one.
  public static boolean knows(Path dataset) {
    try {
      if (Files.isRegularFile(dataset)) {
        return named(dataset) && EgoDexEpisode.likely(dataset);
      }
      if (!Files.isDirectory(dataset)) {
        return false;
      }
      List<Path> some = files(dataset, ".hdf5", MOST_LOOKED_AT);
      if (some.isEmpty()) {
        return false;
      }
      // A folder is known by its first sound file, or by a video beside each where none is.
      boolean beside = true;
      for (Path each : some) {
        if (EgoDexEpisode.likely(each)) {
          return true;
        }
        beside &= Files.exists(video(each));
      }
      return beside;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean named(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".hdf5") || name.endsWith(".h5");
  }

  /// The video that belongs to a file of transforms.
  public static Path video(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".mp4");
  }

  /// All files of transforms, by task and number.
  public static List<Path> episodes(Path dataset) throws IOException {
    return Files.isRegularFile(dataset)
        ? List.of(dataset)
        : files(dataset, ".hdf5", Integer.MAX_VALUE);
  }

  /// All files that end so, by folder and number.
  public static List<Path> files(Path folder, String end, int most) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.<FileVisitOption>of(),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(end)) {
              found.add(file);
            }
            return found.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }
        });
    found.sort(
        Comparator.comparing((Path file) -> String.valueOf(file.getParent()))
            .thenComparingLong(EgoDexFolder::number)
            .thenComparing(file -> String.valueOf(file.getFileName())));
    return found;
  }

  private static long number(Path file) {
    String name = String.valueOf(file.getFileName()).replaceAll("\\..*", "");
    return name.matches("[0-9]{1,15}") ? Long.parseLong(name) : Long.MAX_VALUE;
  }
}
