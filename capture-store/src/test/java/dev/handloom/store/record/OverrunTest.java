package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamHealth;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.PayloadReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverrunTest {
  private static final StreamSpec SPEC =
      StreamSpec.signal("glove/s0", List.of(new Channel("c", Unit.COUNT, 0, 1e9)), 1000, null);

  @TempDir Path folder;

  private final LiveStream stream =
      new LiveStream(SPEC, new SampleRing(SPEC, 16), new StreamHealth());
  private final Sample sample = new Sample(SPEC);
  private long sequence;

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      sample.sequence = sequence++;
      sample.captureNanos = 1_000 + sample.sequence;
      sample.arrivalNanos = sample.captureNanos;
      sample.boundNanos = 10;
      stream.ring().publish(sample);
    }
  }

  /// A writer that comes too late, at random, and a device that leaves numbers out, at random:
  /// every missing number is told of exactly once, and told apart.
  @Test
  void everythingMissingIsCountedOnceAndForWhatItIs() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TakeMarker marker =
        new TakeMarker("id", "task", "", "", 0, new StudioClock.Anchor(0, 1_000_000, 1), "test");
    Path path = folder.resolve("episode.mcap");
    SignalTrack track = new SignalTrack(stream);
    Incidents incidents = new Incidents();
    long never = 0;
    try (DiskFile file = Disk.ofThisMachine().create(path)) {
      EpisodeLog log = new EpisodeLog(_ -> file, marker, incidents);
      track.open(log);
      publish(1);
      for (int n = 0; n < 400; n++) {
        track.drain(log, new Window(0), incidents, Integer.MAX_VALUE);
        int gap = random.nextInt(4) == 0 ? random.nextInt(9) : 0;
        never += gap;
        sequence += gap;
        publish(1 + random.nextInt(random.nextInt(5) == 0 ? 60 : 10));
      }
      track.drain(log, new Window(0), incidents, Integer.MAX_VALUE);
      incidents.drain(log);
      log.close();
    }
    Manifest.StreamEntry entry = track.tally().entry();
    assertTrue(entry.overruns() > 100, "seed " + seed);
    assertEquals(sequence, entry.samples() + entry.lost() + entry.overruns(), "seed " + seed);
    assertEquals(never, entry.lost(), "seed " + seed);
    long[] told = {0, 0, 0};
    EpisodeLogReader.read(
        path,
        new LogVisitor() {
          @Override
          public void stream(int number, StreamSpec spec, @Nullable String videoFile) {}

          @Override
          public void sample(int number, PayloadReader payload) {
            told[2]++;
          }

          @Override
          public void event(EpisodeEvent event) {
            told[event.kind() == EventKind.OVERRUN ? 0 : 1] += event.count();
          }
        });
    assertEquals(entry.overruns(), told[0], "seed " + seed);
    assertEquals(entry.lost(), told[1], "seed " + seed);
    assertEquals(entry.samples(), told[2], "seed " + seed);
  }

  @Test
  void aTakeHoldsExactlyWhatWasCapturedWithinIt() throws Exception {
    TakeMarker marker =
        new TakeMarker("id", "task", "", "", 0, new StudioClock.Anchor(0, 1_000_000, 1), "test");
    Incidents incidents = new Incidents();
    try (DiskFile file = Disk.ofThisMachine().create(folder.resolve("window.mcap"))) {
      EpisodeLog log = new EpisodeLog(_ -> file, marker, incidents);
      SignalTrack track = new SignalTrack(stream);
      track.open(log);
      publish(14);
      Window window = new Window(1_004);
      window.close(1_009);
      track.drain(log, window, incidents, Integer.MAX_VALUE);
      incidents.drain(log);
      log.close();
      assertEquals(6, track.tally().samples());
      assertEquals(List.of(), incidents.written());
      assertTrue(track.done());
    }
  }
}
