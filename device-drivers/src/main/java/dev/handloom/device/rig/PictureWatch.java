package dev.handloom.device.rig;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.picture.PictureJudge;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Looks at the pictures of all cameras of a rig, on a thread of its own. If it falls behind it
/// leaves pictures out; no device and no take waits for it.
final class PictureWatch {
  private static final long EVERY_NANOS = 20_000_000L;
  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final long JOIN_MILLIS = 2000;

  private static final class Camera {
    final LiveStream stream;
    final RingReader reader;
    final Sample sample;
    final PictureJudge judge;
    long overruns;
    boolean paused = true;

    Camera(LiveStream stream, FrameFormat format) {
      this.stream = stream;
      reader = stream.ring().reader();
      sample = new Sample(stream.spec());
      judge = new PictureJudge(format, stream.health().pictures());
    }

    void look() {
      while (reader.poll(sample)) {
        long missed = reader.overruns();
        judge.look(sample, missed == overruns);
        overruns = missed;
        paused = false;
      }
      if (!paused && stream.health().silentNanos(StudioClock.now()) > PAUSE_NANOS) {
        paused = true;
        judge.pause();
      }
    }
  }

  private final List<Camera> cameras = new ArrayList<>();
  private volatile boolean running;
  private @Nullable Thread thread;

  PictureWatch(List<Device> devices) {
    for (Device device : devices) {
      for (LiveStream stream : device.streams()) {
        FrameFormat format = stream.spec().frame();
        if (format != null) {
          cameras.add(new Camera(stream, format));
        }
      }
    }
  }

  synchronized void start() {
    if (!running && !cameras.isEmpty()) {
      running = true;
      thread = Thread.ofPlatform().name("picture watch").daemon(true).start(this::run);
    }
  }

  synchronized void stop() {
    Thread watching = thread;
    running = false;
    if (watching != null) {
      LockSupport.unpark(watching);
      try {
        watching.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  private void run() {
    while (running) {
      cameras.forEach(Camera::look);
      LockSupport.parkNanos(this, EVERY_NANOS);
    }
  }
}
