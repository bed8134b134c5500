package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.PackedPicture;
import dev.handloom.store.video.VideoCodec;
import dev.handloom.store.video.VideoEncoder;
import dev.handloom.store.video.VideoReader;
import dev.handloom.store.video.VideoTarget;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowEncoderTest {
  private static final int WIDTH = 288;
  private static final int HEIGHT = 64;

  @TempDir Path folder;

  /// Takes four times as long as there is.
  private static final class Slow implements VideoEncoder {
    private final VideoEncoder real;

    Slow(FrameFormat format, double hz, VideoTarget file) throws IOException {
      real = VideoEncoder.open(format, hz, file);
    }

    @Override
    public void encode(MemorySegment picture, int length, long ptsMicros) throws IOException {
      long until = System.nanoTime() + 40_000_000L;
      real.encode(picture, length, ptsMicros);
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }

    @Override
    public VideoCodec codec() {
      return real.codec();
    }

    @Override
    public String title() {
      return "A slow one";
    }

    @Override
    public @Nullable PackedPicture poll() {
      return real.poll();
    }

    @Override
    public void finish() throws IOException {
      real.finish();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  @Test
  void whatAnEncoderDoesNotGetToIsRecordedAsNotEncodedAndCountedEverywhere() throws Exception {
    RecorderOptions options = new RecorderOptions(Disk.ofThisMachine(), 1 << 20, "test", Slow::new);
    try (FakeRig rig = new FakeRig(FakeRig.camera("camera", WIDTH, HEIGHT, 100));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, options)) {
      recorder.start(TakePlan.of("too fast"));
      Wait.until(
          () -> recorder.status().streams().stream().anyMatch(s -> s.notEncoded() >= 60),
          recorder::status);
      RecordingStatus.StreamStatus live = recorder.status().streams().getFirst();
      assertEquals("A slow one", live.encoder());
      assertTrue(recorder.status().missing() >= 60);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());

      EpisodeReader episode = EpisodeReader.open(result.bundle());
      Manifest.CameraEntry entry = episode.manifest().cameras().getFirst();
      CameraFrames frames = episode.camera("camera/picture").orElseThrow();
      assertTrue(entry.notEncoded() >= 60, entry.toString());
      assertEquals("A slow one", entry.encoder());
      assertEquals(entry.notEncoded(), frames.notEncoded().size());
      assertEquals(entry.frames(), frames.size());
      assertEquals(entry.notEncoded(), episode.manifest().missing());
      assertEquals(
          entry.notEncoded(),
          episode.events().stream()
              .filter(e -> e.kind() == EventKind.NOT_ENCODED)
              .mapToLong(e -> e.count())
              .sum());
      everyPictureThatCameHasARecord(result, frames);
      theVideoHoldsTheOthers(frames);

      CheckReport report = EpisodeCheck.check(result.bundle(), true, (_, _, _) -> {});
      assertEquals(
          List.of(),
          report.findings().stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList());
      assertTrue(
          report.findings().stream().anyMatch(f -> f.code() == Finding.Code.LOSS),
          report.findings().toString());
    }
  }

  /// A disk that answers is not blamed for an encoder that takes its time.
  @Test
  void anEncoderThatOpensSlowlyIsNoDiskThatDoesNotAnswer() throws Exception {
    CountDownLatch opens = new CountDownLatch(1);
    VideoEncoder.Opener slow =
        (format, hz, file) -> {
          try {
            opens.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return VideoEncoder.open(format, hz, file);
        };
    Duration limit = Duration.ofMillis(1500);
    RecorderOptions options =
        new RecorderOptions(Disk.ofThisMachine(), 1 << 20, "test", slow).withFinishLimit(limit);
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "200")),
                FakeRig.camera("camera", WIDTH, HEIGHT, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, options)) {
      recorder.start(TakePlan.of("slow to open"));
      Wait.until(() -> recorder.status().streams().getFirst().written() > 50, recorder::status);
      long longer = System.nanoTime() + limit.toNanos() * 5 / 4;
      Thread stopping = Thread.ofPlatform().start(() -> stop(recorder));
      Wait.until(() -> System.nanoTime() > longer, recorder::status);
      assertEquals(Optional.empty(), recorder.result(), "it still waits for the encoder");
      opens.countDown();
      stopping.join();
    } finally {
      opens.countDown();
    }
  }

  private static void stop(EpisodeRecorder recorder) {
    try {
      recorder.stop("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void everyPictureThatCameHasARecord(TakeResult result, CameraFrames frames)
      throws IOException {
    List<Long> sequences = new ArrayList<>();
    EpisodeLogReader.read(
        result.bundle().mcap(),
        new LogVisitor() {
          @Override
          public void stream(int number, StreamSpec spec, @Nullable String videoFile) {}

          @Override
          public void sample(int number, PayloadReader payload) {
            sequences.add(payload.sequence());
            assertEquals(StampSource.DEVICE_CLOCK, payload.stampSource(StampSource.ARRIVAL));
            assertTrue(payload.arrivalNanos() >= payload.captureNanos());
          }
        });
    assertEquals(frames.size() + frames.notEncoded().size(), sequences.size());
    for (int i = 0; i < sequences.size(); i++) {
      assertEquals(sequences.getFirst() + i, sequences.get(i), "in order, none left out");
    }
  }

  private static void theVideoHoldsTheOthers(CameraFrames frames) throws IOException {
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    try (VideoReader video = frames.open()) {
      assertEquals(frames.size(), video.frameCount());
      for (int i = 0; i < frames.size(); i++) {
        int picture = video.frameAt(frames.row(i).ptsMicros());
        video.read(picture, bgra);
        assertEquals(frames.times().sequence(i) & 0xFFFF, pictures.read(bgra));
        assertEquals(frames.row(i).byteOffset(), video.byteOffset(picture));
      }
    }
  }
}
