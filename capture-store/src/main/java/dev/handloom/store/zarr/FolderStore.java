package dev.handloom.store.zarr;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A tree that lies in a folder, a file for every key.
final class FolderStore implements ZarrStore {
  private static final int DEEPEST = 16;

  private final Path folder;

  FolderStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Set<String> keys() throws IOException {
    Set<String> keys = new TreeSet<>();
    Files.walkFileTree(
        folder,
        Set.<FileVisitOption>of(),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.startsWith(".z") || name.equals("zarr.json")) {
              keys.add(folder.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return keys;
  }

  @Override
  public Optional<byte[]> get(String key, int most) throws IOException {
    Path file = folder.resolve(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > most) {
      throw new ZarrException("A piece is larger than it can be: " + file);
    }
    return Optional.of(Files.readAllBytes(file));
  }

  @Override
  public boolean has(String key) {
    return Files.isRegularFile(folder.resolve(key));
  }

  @Override
  public void close() {}
}
