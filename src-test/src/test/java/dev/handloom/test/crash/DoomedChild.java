package dev.handloom.test.crash;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecordingStatus.StreamStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.recover.Recovery;
import dev.handloom.store.video.VideoEncoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A program made to be killed. It records, or recovers, and says on its output what it
/// acknowledges; each line ends with a full stop, so that one cut short is not taken for a promise.
///
/// `record LIBRARY` says `starting NANOS`, then `durable NANOS STREAM COUNT …` for ever; a line on
/// its input ends the take, and it says `saved`. `recover LIBRARY` says `recovering` and
/// `recovered`.
public final class DoomedChild {
  private static final long TELL_EVERY_NANOS = 4_000_000L;

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private DoomedChild() {}

  public static void main(String[] args) throws Exception {
    Path library = Path.of(args[1]);
    switch (args[0]) {
      case "record" -> record(library);
      case "recover" -> recover(library);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void say(String line) {
    OUT.println(line + " .");
  }

  private static void record(Path folder) throws Exception {
    try (NumberedRig rig = new NumberedRig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("child"))) {
      Thread.ofPlatform().daemon(true).start(() -> listen(recorder));
      warmUp(folder);
      say("starting " + StudioClock.now());
      recorder.start(TakePlan.of("be killed"));
      boolean said = false;
      while (!Thread.currentThread().isInterrupted()) {
        StringBuilder line = new StringBuilder("durable ").append(StudioClock.now());
        for (StreamStatus stream : recorder.status().streams()) {
          line.append(' ').append(stream.name()).append(' ').append(stream.durable());
        }
        say(line.toString());
        if (!said && recorder.result().isPresent()) {
          said = true;
          say("saved " + recorder.result().orElseThrow().state());
        }
        LockSupport.parkNanos(TELL_EVERY_NANOS);
      }
    }
  }

  /// Waits until the video library is loaded, as a person does who looks at the pictures first.
  private static void warmUp(Path folder) throws IOException {
    FrameFormat format =
        new FrameFormat(NumberedPicture.WIDTH, NumberedPicture.HEIGHT, FrameFormat.Pixels.BGRA);
    Path file = folder.resolve("warm-up.mp4");
    try (DiskFile disk = Disk.ofThisMachine().create(file)) {
      VideoEncoder.open(format, 30, disk).close();
    }
    Files.delete(file);
  }

  /// A line ends the take. The end of the input is the end of the one who watches: then of us, too.
  private static void listen(EpisodeRecorder recorder) {
    try {
      int next;
      while ((next = System.in.read()) >= 0) {
        if (next == '\n') {
          recorder.requestStop("asked to");
        }
      }
    } catch (IOException e) {
      // The same as its end.
    }
    Runtime.getRuntime().halt(1);
  }

  private static void recover(Path folder) throws IOException {
    try (Library library = Library.open(folder)) {
      say("recovering");
      Recovery.recoverAll(library);
      say("recovered");
    }
  }
}
