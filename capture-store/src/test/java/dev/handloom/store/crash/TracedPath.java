package dev.handloom.store.crash;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/// A path of [TracedFiles]; reads as the real one.
record TracedPath(TracedFiles files, Path real) implements Path {
  private static Path plain(Path path) {
    return path instanceof TracedPath traced ? traced.real() : path;
  }

  private Path traced(Path path) {
    return new TracedPath(files, path);
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return real.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    Path root = real.getRoot();
    return root == null ? null : traced(root);
  }

  @Override
  public @Nullable Path getFileName() {
    Path name = real.getFileName();
    return name == null ? null : traced(name);
  }

  @Override
  public @Nullable Path getParent() {
    Path parent = real.getParent();
    return parent == null ? null : traced(parent);
  }

  @Override
  public int getNameCount() {
    return real.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return traced(real.getName(index));
  }

  @Override
  public Path subpath(int begin, int end) {
    return traced(real.subpath(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return real.startsWith(plain(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return real.endsWith(plain(other));
  }

  @Override
  public Path normalize() {
    return traced(real.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return traced(real.resolve(plain(other)));
  }

  @Override
  public Path relativize(Path other) {
    return traced(real.relativize(plain(other)));
  }

  @Override
  public URI toUri() {
    return real.toUri();
  }

  /// Libraries that know only names read the real one; nobody writes through it.
  @Override
  public File toFile() {
    return real.toFile();
  }

  @Override
  public Path toAbsolutePath() {
    return traced(real.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return traced(real.toRealPath(options));
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return real.compareTo(plain(other));
  }

  @Override
  public String toString() {
    return real.toString();
  }
}
