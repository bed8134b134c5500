package dev.handloom.store.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.fake.Wait;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is promised to an encoder, and to those who trust the file.
class WriteBehindTest {
  /// A disk that stands still while its gate is shut, and may fail.
  private static final class SlowFile implements DiskFile {
    private final byte[] bytes = new byte[1 << 20];
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean broken;
    private volatile long size;
    private final AtomicInteger forces = new AtomicInteger();

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (broken) {
        throw new IOException("Input/output error");
      }
      int count = source.remaining();
      source.get(bytes, (int) offset, count);
      size = Math.max(size, offset + count);
    }

    @Override
    public void force() {
      forces.incrementAndGet();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void close() {}
  }

  private final SlowFile disk = new SlowFile();

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.wrap(new byte[count]);
  }

  @Test
  void whatIsWrittenInAnyOrderOfPlacesIsTheSameInTheFile() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] expected = new byte[1 << 20];
    int end = 0;
    try (WriteBehind behind = new WriteBehind(disk, "test", 1 << 16)) {
      for (int i = 0; i < 500; i++) {
        byte[] piece = new byte[random.nextInt(1, 2000)];
        random.nextBytes(piece);
        int at = random.nextInt(4) == 0 ? random.nextInt(end + 1) : end;
        System.arraycopy(piece, 0, expected, at, piece.length);
        behind.write(ByteBuffer.wrap(piece), at);
        // The caller's memory is its own again.
        Arrays.fill(piece, (byte) 0);
        end = Math.max(end, at + piece.length);
        assertEquals(end, behind.size());
      }
      assertTrue(behind.settle());
      assertEquals(behind.accepted(), behind.inFile());
    }
    assertArrayEquals(expected, disk.bytes, "seed " + seed);
  }

  @Test
  void aWriterGoesOnWhileTheDiskStandsStillAndForceWaits() throws Exception {
    disk.gate = new CountDownLatch(1);
    try (WriteBehind behind = new WriteBehind(disk, "test", 1 << 20)) {
      for (int i = 0; i < 100; i++) {
        behind.write(bytes(1000), 1000L * i);
      }
      assertEquals(100_000, behind.size());
      assertEquals(0, behind.sizeOnDisk(), "nothing is claimed that is not there");
      assertEquals(0, behind.inFile());
      Thread forcing =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  behind.force();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      Wait.until(() -> forcing.getState() == Thread.State.WAITING, forcing::getState);
      assertEquals(0, disk.forces.get(), "not before the bytes are in the file");
      disk.gate.countDown();
      forcing.join();
      assertEquals(1, disk.forces.get());
      assertEquals(100_000, behind.sizeOnDisk());
    }
  }

  @Test
  void itsMemoryIsBoundedAlsoForSmallPieces() throws Exception {
    disk.gate = new CountDownLatch(1);
    try (WriteBehind behind = new WriteBehind(disk, "test", 1 << 16)) {
      Thread writing =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int i = 0; i < 1000; i++) {
                    behind.write(bytes(10), 10L * i);
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      Wait.until(() -> writing.getState() == Thread.State.WAITING, writing::getState);
      assertTrue(behind.mostWaitedBytes() <= 1 << 16);
      disk.gate.countDown();
      writing.join();
      assertTrue(behind.settle());
      assertEquals(10_000, behind.sizeOnDisk());
      assertTrue(behind.mostWaitedBytes() <= 1 << 16);
    }
  }

  @Test
  void afterAFailedWriteNothingMoreIsWrittenAndEveryoneIsTold() throws Exception {
    try (WriteBehind behind = new WriteBehind(disk, "test", 1 << 16)) {
      behind.write(bytes(10), 0);
      assertTrue(behind.settle());
      disk.broken = true;
      behind.write(bytes(10), 10);
      assertFalse(behind.settle());
      disk.broken = false;
      assertThrows(IOException.class, () -> behind.write(bytes(10), 20));
      assertThrows(IOException.class, behind::force);
      assertEquals(0, disk.forces.get(), "a hole is not forced as if it were whole");
      assertEquals(10, behind.inFile());
      assertEquals(10, disk.size());
    }
  }
}
