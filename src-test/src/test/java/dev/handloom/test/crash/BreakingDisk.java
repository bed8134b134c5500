package dev.handloom.test.crash;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A disk on which files break while they are written, so that they are continued in new ones; the
/// first few do, then it holds. What a force that fails had to bring to the disk is lost, as it may
/// be.
final class BreakingDisk implements Disk {
  private static final int MOST_BREAKS = 4;

  private final Disk real = Disk.ofThisMachine();
  private final Random random;
  private final AtomicInteger breaksLeft = new AtomicInteger(MOST_BREAKS);

  BreakingDisk(long seed) {
    random = new Random(seed);
  }

  @Override
  public synchronized DiskFile create(Path path) throws IOException {
    // A new file that fails before anything of it is safe means that the disk is gone.
    return new Breaking(
        real.create(path), 1 + random.nextInt(3), random.nextBoolean(), random.nextInt(100_000));
  }

  @Override
  public long freeBytes(Path path) throws IOException {
    return real.freeBytes(path);
  }

  private final class Breaking implements DiskFile {
    private final DiskFile file;
    private final boolean atForce;
    private int forcesLeft;
    private long bytesLeft;
    private volatile long forcedBytes;
    private volatile boolean broken;

    Breaking(DiskFile file, int forces, boolean atForce, long bytes) {
      this.file = file;
      this.atForce = atForce;
      forcesLeft = forces;
      bytesLeft = bytes;
    }

    private synchronized boolean breaks(boolean force, int bytes) {
      boolean due;
      if (forcesLeft > 0) {
        forcesLeft -= force ? 1 : 0;
        due = false;
      } else if (force) {
        due = atForce;
      } else {
        bytesLeft -= bytes;
        due = !atForce && bytesLeft < 0;
      }
      if (due && !broken) {
        broken = breaksLeft.getAndDecrement() > 0;
      }
      return broken;
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      if (breaks(false, source.remaining())) {
        throw new IOException("Input/output error");
      }
      file.write(source, offset);
    }

    @Override
    public void force() throws IOException {
      // One that has nothing to bring does not count.
      if (file.size() > forcedBytes && breaks(true, 0)) {
        int lost = (int) Math.max(0, file.size() - forcedBytes);
        file.write(ByteBuffer.allocate(lost), forcedBytes);
        throw new IOException("Input/output error");
      }
      if (broken) {
        throw new IOException("Input/output error");
      }
      long upTo = file.size();
      file.force();
      forcedBytes = upTo;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
