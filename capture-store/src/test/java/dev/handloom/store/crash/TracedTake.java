package dev.handloom.store.crash;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus.StreamStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.review.ReviewEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A take with a review, with every file operation and every promise in one trace.
final class TracedTake {
  static final String TASK = "lose power";
  static final String SAVED = "saved";
  static final String REVIEWED = "reviewed";
  static final int WIDTH = 256;
  static final int HEIGHT = 64;

  private TracedTake() {}

  static FakeRig rig() throws Exception {
    return new FakeRig(
        FakeRig.glove("glove", Map.of("hz", "400", "streams", "2", "channels", "6")),
        FakeRig.camera("camera", WIDTH, HEIGHT, 30));
  }

  static void record(TracedFiles files, FakeRig rig, long durable) throws Exception {
    try (Library library = Library.open(files.root());
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("test"))) {
      recorder.start(TakePlan.of(TASK));
      Wait.until(
          () -> {
            promise(files, recorder);
            return recorder.result().isPresent() || enough(recorder, durable);
          },
          recorder::status);
      recorder.requestStop("enough");
      Wait.until(
          () -> {
            promise(files, recorder);
            return recorder.result().isPresent();
          },
          recorder::status);
      TakeResult result = recorder.result().orElseThrow();
      if (result.state() == RecorderState.SAVED) {
        files.trace.add(new DiskOp.Promise(Map.of(SAVED, 1L)));
      }
      Bundle bundle = result.bundle();
      for (long n = 1; n <= 3; n++) {
        library.review(
            bundle.id(), List.of(new ReviewEntry(n, "p", ReviewEntry.What.TAG, "tag" + n)));
        files.trace.add(new DiskOp.Promise(Map.of(REVIEWED, n)));
      }
    }
  }

  /// A camera may have failed: then it does not keep the gloves waiting.
  private static boolean enough(EpisodeRecorder recorder, long durable) {
    List<StreamStatus> streams = recorder.status().streams();
    return streams.stream().allMatch(s -> s.durable() >= durable)
        || streams.stream().anyMatch(s -> s.durable() >= 40 * durable);
  }

  private static void promise(TracedFiles files, EpisodeRecorder recorder) {
    Map<String, Long> counts = new HashMap<>();
    for (StreamStatus stream : recorder.status().streams()) {
      counts.put(stream.name(), stream.durable());
    }
    files.trace.add(new DiskOp.Promise(counts));
  }
}
