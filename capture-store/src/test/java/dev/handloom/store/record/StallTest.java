package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that takes nothing for a second, longer than the ring of a camera at 60 pictures a second
/// lasts.
class StallTest {
  private static final long STALL_NANOS = 1_000_000_000L;

  @TempDir Path folder;

  private static final class StallingDisk implements Disk {
    private final Disk real = Disk.ofThisMachine();
    private volatile long until = Long.MIN_VALUE;
    private volatile int held;
    private volatile long videoWaitsNanos;

    @Override
    public DiskFile create(Path path) throws IOException {
      long ready = System.nanoTime() + (path.toString().endsWith(".mp4") ? videoWaitsNanos : 0);
      for (long left; (left = ready - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      DiskFile file = real.create(path);
      return new DiskFile() {
        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // Only looked at for more than zero.
        public void write(ByteBuffer source, long offset) throws IOException {
          for (long left; until != Long.MIN_VALUE && (left = until - System.nanoTime()) > 0; ) {
            held++;
            LockSupport.parkNanos(left);
          }
          file.write(source, offset);
        }

        @Override
        public void force() throws IOException {
          file.force();
        }

        @Override
        public long size() {
          return file.size();
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    }

    @Override
    public long freeBytes(Path path) throws IOException {
      return real.freeBytes(path);
    }
  }

  @Test
  void aDiskThatStandsStillForASecondCostsNothing() throws Exception {
    StallingDisk disk = new StallingDisk();
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "1000")),
                FakeRig.camera("head", 160, 120, 60));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(),
                rig.rig().devices(),
                library,
                new RecorderOptions(disk, 1 << 20, "test"))) {
      recorder.start(TakePlan.of("stall"));
      Wait.until(() -> least(recorder) > 10, recorder::status);
      disk.until = System.nanoTime() + STALL_NANOS;
      Wait.until(() -> System.nanoTime() > disk.until, recorder::status);
      long before = least(recorder);
      Wait.until(() -> least(recorder) > before + 10, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result::message);
      assertTrue(disk.held > 0, "the disk was in nobody's way");
      assertEquals(0, Objects.requireNonNull(result.manifest()).missing());
      assertTrue(EpisodeCheck.check(result.bundle(), false, CheckProgress.none()).good());
    }
  }

  /// What is lost before the first picture leaves no gap in the file, and is told all the same.
  @Test
  void picturesLostAtTheStartAreCountedAndTheCheckAgrees() throws Exception {
    StallingDisk disk = new StallingDisk();
    disk.videoWaitsNanos = STALL_NANOS;
    try (FakeRig rig = new FakeRig(FakeRig.camera("head", 160, 120, 60));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(),
                rig.rig().devices(),
                library,
                new RecorderOptions(disk, 1 << 20, "test"))) {
      recorder.start(TakePlan.of("late"));
      Wait.until(() -> least(recorder) > 10, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      Manifest manifest = Objects.requireNonNull(result.manifest(), result.message());
      assertTrue(manifest.missing() > 0, "the ring was longer than the wait");
      CheckReport report = EpisodeCheck.check(result.bundle(), false, CheckProgress.none());
      assertTrue(report.good(), () -> report.findings().toString());
    }
  }

  private static long least(EpisodeRecorder recorder) {
    return recorder.status().streams().stream().mapToLong(s -> s.written()).min().orElse(0);
  }
}
