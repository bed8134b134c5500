package dev.handloom.store.crash;

import java.util.Map;

/// Something that was done to files, in the order in which it was done. Paths are relative to the
/// root of the [TracedFiles].
sealed interface DiskOp {
  record MakeFolder(String path) implements DiskOp {}

  record Create(int file, String path) implements DiskOp {}

  record Write(int file, long offset, byte[] bytes) implements DiskOp {}

  record Truncate(int file, long size) implements DiskOp {}

  /// What was written before this is on the disk once the end of the same number comes.
  record ForceBegins(int file, int number) implements DiskOp {}

  record ForceEnds(int file, int number) implements DiskOp {}

  record FolderBegins(String path, int number) implements DiskOp {}

  record FolderEnds(String path, int number) implements DiskOp {}

  record Rename(String from, String to) implements DiskOp {}

  record Delete(String path) implements DiskOp {}

  /// The program has promised that so much of every stream is safe; `saved` and `reviewed` stand
  /// for the whole take and its review.
  record Promise(Map<String, Long> counts) implements DiskOp {}
}
