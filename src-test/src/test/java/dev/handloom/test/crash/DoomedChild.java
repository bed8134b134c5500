package dev.handloom.test.crash;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecordingStatus;
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
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A program made to be killed. It records, or recovers, and says on its output what it
/// acknowledges; each line ends with a full stop, so that one cut short is not taken for a promise.
///
/// `record LIBRARY KIND SEED` says `starting NANOS` and `started NANOS BEGIN`, then `durable NANOS
/// STREAM COUNT …` for ever, and whenever it is so `paused NANOS`, `resumed NANOS` and `parts
/// COUNT`; a line on its input ends the take, and it says `saved STATE`. `recover LIBRARY` says
/// `recovering` and `recovered`.
public final class DoomedChild {
  private static final long TELL_EVERY_NANOS = 4_000_000L;

  private static final Duration PRE_ROLL = Duration.ofSeconds(1);

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private DoomedChild() {}

  public static void main(String[] args) throws Exception {
    Path library = Path.of(args[1]);
    switch (args[0]) {
      case "record" -> record(library, Doom.Take.valueOf(args[2]), Long.parseLong(args[3]));
      case "recover" -> recover(library);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void say(String line) {
    OUT.println(line + " .");
  }

  private static void record(Path folder, Doom.Take kind, long seed) throws Exception {
    Disk disk = kind == Doom.Take.PARTS ? new BreakingDisk(seed) : Disk.ofThisMachine();
    try (NumberedRig rig = new NumberedRig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(),
                rig.rig().devices(),
                library,
                new RecorderOptions(disk, RecorderOptions.DEFAULT_RESERVE_BYTES, "child"))) {
      Thread.ofPlatform().daemon(true).start(() -> listen(recorder));
      warmUp(folder);
      start(recorder, kind == Doom.Take.ARMED);
      Pauser pauser = new Pauser(recorder, new Random(seed), kind == Doom.Take.PAUSED);
      int parts = 1;
      boolean said = false;
      while (!Thread.currentThread().isInterrupted()) {
        RecordingStatus status = recorder.status();
        StringBuilder line = new StringBuilder("durable ").append(StudioClock.now());
        for (StreamStatus stream : status.streams()) {
          line.append(' ').append(stream.name()).append(' ').append(stream.durable());
        }
        say(line.toString());
        if (status.parts() != parts) {
          parts = status.parts();
          say("parts " + parts);
        }
        if (!said && recorder.result().isPresent()) {
          said = true;
          say("saved " + recorder.result().orElseThrow().state());
        }
        pauser.perhaps();
        LockSupport.parkNanos(TELL_EVERY_NANOS);
      }
    }
  }

  /// What the take carries beside its samples, as large as a calibration.
  static final Enclosure ENCLOSED =
      new Enclosure(
          "calibration-doomed.json",
          "application/json",
          "doomed/hand",
          "Calibration of somebody",
          "[0.125,\n".repeat(8000).getBytes(StandardCharsets.UTF_8));

  /// The first take of a program may wait until all for it is loaded, and begins then: what it is
  /// counted on for begins when the call is back.
  private static void start(EpisodeRecorder recorder, boolean armed) throws Exception {
    TakePlan plan = TakePlan.of("be killed").withEnclosures(List.of(ENCLOSED));
    if (!armed) {
      say("starting " + StudioClock.now());
      recorder.start(plan);
      long now = StudioClock.now();
      say("started " + now + " " + now);
      return;
    }
    recorder.arm(plan, PRE_ROLL.multipliedBy(2), false);
    while (recorder.status().heldNanos() < PRE_ROLL.toNanos() * 3 / 2) {
      LockSupport.parkNanos(TELL_EVERY_NANOS);
    }
    long asked = StudioClock.now();
    say("starting " + asked);
    recorder.start(plan.withPreRoll(PRE_ROLL));
    say("started " + StudioClock.now() + " " + (asked - PRE_ROLL.toNanos()));
  }

  /// Pauses and goes on at random. What it says comes before it does it when it stops recording,
  /// and after when it goes on: nobody counts on the time between.
  private static final class Pauser {
    private static final int MOST_MILLIS = 500;

    private final EpisodeRecorder recorder;
    private final Random random;
    private long nextNanos;

    Pauser(EpisodeRecorder recorder, Random random, boolean pauses) {
      this.recorder = recorder;
      this.random = random;
      nextNanos = pauses ? soon() : Long.MAX_VALUE;
    }

    private long soon() {
      return StudioClock.now() + (50 + random.nextInt(MOST_MILLIS)) * 1_000_000L;
    }

    void perhaps() {
      long now = StudioClock.now();
      if (now < nextNanos) {
        return;
      }
      nextNanos = soon();
      if (recorder.pause()) {
        say("paused " + now);
      } else if (recorder.resume()) {
        say("resumed " + StudioClock.now());
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
