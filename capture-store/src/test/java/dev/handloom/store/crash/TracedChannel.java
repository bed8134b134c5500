package dev.handloom.store.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// A file that is written to, with all that is done to it written down.
final class TracedChannel extends FileChannel {
  private final FileChannel real;
  private final TracedFiles files;
  private final String name;
  private final int file;
  private final boolean append;

  /// The number of a folder: it is only forced.
  static final int FOLDER = -1;

  TracedChannel(FileChannel real, TracedFiles files, String name, int file, boolean append) {
    this.real = real;
    this.files = files;
    this.name = name;
    this.file = file;
    this.append = append;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int count = write(source, append ? real.size() : real.position());
    if (!append) {
      real.position(real.position() + count);
    }
    return count;
  }

  @Override
  public int write(ByteBuffer source, long offset) throws IOException {
    files.before(DiskFault.Kind.WRITE, name);
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    files.trace.add(new DiskOp.Write(file, offset, bytes));
    ByteBuffer copy = ByteBuffer.wrap(bytes);
    while (copy.hasRemaining()) {
      if (append) {
        real.write(copy);
      } else {
        real.write(copy, offset + copy.position());
      }
    }
    return bytes.length;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    files.before(DiskFault.Kind.WRITE, name);
    files.trace.add(new DiskOp.Truncate(file, size));
    real.truncate(size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    int number = files.trace.forceNumber();
    boolean folder = file == FOLDER;
    files.trace.add(
        folder ? new DiskOp.FolderBegins(name, number) : new DiskOp.ForceBegins(file, number));
    files.before(DiskFault.Kind.FORCE, name);
    files.trace.add(
        folder ? new DiskOp.FolderEnds(name, number) : new DiskOp.ForceEnds(file, number));
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return real.read(target);
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    return real.read(target, offset);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return real.read(targets, offset, length);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return real.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }
}
