package dev.handloom.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// The flight recorder's view of the garbage collector.
final class Flight implements AutoCloseable {
  /// @param count of the pauses, their longest and their sum
  record Pauses(int count, long longestNanos, long sumNanos) {}

  private final Recording recording;

  private Flight(Recording recording) {
    this.recording = recording;
  }

  static Flight start() {
    Recording recording = new Recording();
    recording.enable("jdk.GCPhasePause");
    recording.start();
    return new Flight(recording);
  }

  Pauses pauses() throws IOException {
    Path file = Files.createTempFile("handloom-bench", ".jfr");
    try {
      recording.dump(file);
      int count = 0;
      long longest = 0;
      long sum = 0;
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        long nanos = event.getDuration().toNanos();
        count++;
        longest = Math.max(longest, nanos);
        sum += nanos;
      }
      return new Pauses(count, longest, sum);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    recording.close();
  }
}
