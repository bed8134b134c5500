package dev.handloom.store.record;

import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One file of a take's log, as the thread sees it that forces it to the disk.
final class LogPart {
  /// A disk on which more files fail than this is not fit to record on.
  static final int MOST = 8;

  private final int number;
  private final DiskFile file;
  private volatile long flushed;

  /// Of two that force at the same time an operating system tells only one that it failed.
  private final Object forcing = new Object();

  private volatile long synced = -1;
  private volatile @Nullable IOException failure;

  LogPart(int number, DiskFile file) {
    this.number = number;
    this.file = file;
  }

  int number() {
    return number;
  }

  DiskFile file() {
    return file;
  }

  /// All messages before this one are in the file.
  void flushed(long index) {
    flushed = index;
  }

  /// Forces what is in the file. A failure is kept: nothing here can be trusted any more.
  boolean force() {
    synchronized (forcing) {
      if (failure != null) {
        return false;
      }
      long upTo = flushed;
      try {
        file.force();
        synced = upTo;
        return true;
      } catch (IOException e) {
        failure = e;
        return false;
      }
    }
  }

  /// The same, at the end of the file.
  void forceAll() throws IOException {
    synchronized (forcing) {
      IOException before = failure;
      if (before != null) {
        throw new IOException(before.getMessage(), before);
      }
      try {
        file.force();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  /// A write failed.
  void fail(IOException cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  /// All messages before this one are on the disk; -1 while nothing is.
  long synced() {
    return synced;
  }

  @Nullable IOException failure() {
    return failure;
  }
}
