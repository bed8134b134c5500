package dev.handloom.store.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Everything that was done to the files under a folder, and what was there before.
final class DiskTrace {
  private final List<DiskOp> ops = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();
  private int files;
  private int forces;

  /// What was there, and on the disk, when it began.
  final Map<Integer, byte[]> firstBytes = new HashMap<>();

  final Map<String, Integer> firstFiles = new TreeMap<>();
  final TreeSet<String> firstFolders = new TreeSet<>();

  DiskTrace(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String name = root.relativize(path).toString();
        if (Files.isDirectory(path)) {
          firstFolders.add(name);
        } else {
          int file = files++;
          names.put(name, file);
          firstFiles.put(name, file);
          firstBytes.put(file, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void add(DiskOp op) {
    switch (op) {
      case DiskOp.Rename rename -> {
        Integer file = names.remove(rename.from());
        if (file != null) {
          names.put(rename.to(), file);
        }
      }
      case DiskOp.Delete delete -> names.remove(delete.path());
      default -> {
        // Names stay.
      }
    }
    ops.add(op);
  }

  /// The number of the file of that name; a new one if there is none.
  synchronized int open(String path) {
    Integer known = names.get(path);
    if (known != null) {
      return known;
    }
    int file = files++;
    names.put(path, file);
    ops.add(new DiskOp.Create(file, path));
    return file;
  }

  synchronized int forceNumber() {
    return forces++;
  }

  synchronized List<DiskOp> ops() {
    return List.copyOf(ops);
  }
}
