package dev.handloom.store.recover;

import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecordingStatus.StreamStatus;
import dev.handloom.store.record.TakePlan;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A program that records until it is killed, and tells on its standard output what it has
/// acknowledged: a line `stream count` whenever more is durable.
public final class RecordingChild {
  private RecordingChild() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "1000", "streams", "3", "channels", "8")),
                FakeRig.camera("camera", 320, 240, 30));
        Library library = Library.open(Path.of(args[0]));
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("child"))) {
      recorder.start(TakePlan.of("be killed"));
      while (!Thread.currentThread().isInterrupted()) {
        StringBuilder line = new StringBuilder();
        for (StreamStatus stream : recorder.status().streams()) {
          line.append(stream.name()).append(' ').append(stream.durable()).append(' ');
        }
        out.println(line.toString().strip());
        LockSupport.parkNanos(10_000_000L);
      }
    }
  }
}
