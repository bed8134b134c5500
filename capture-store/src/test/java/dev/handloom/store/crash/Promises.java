package dev.handloom.store.crash;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.Library;
import dev.handloom.store.recover.Recovery;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Recovers a library and holds it against what was promised before the power failed.
final class Promises {
  private final Map<String, Long> promised;

  private Promises(Map<String, Long> promised) {
    this.promised = promised;
  }

  static void kept(Path folder, Map<String, Long> promised) throws IOException {
    try (Library library = Library.open(folder)) {
      kept(library, Recovery.recoverAll(library), promised);
    }
  }

  static void kept(Library library, List<Recovery.Outcome> outcomes, Map<String, Long> promised)
      throws IOException {
    for (Recovery.Outcome outcome : outcomes) {
      require(outcome.manifest() != null, "Not recovered: " + outcome.message());
    }
    require(Recovery.recoverAll(library).isEmpty(), "Recovery finds work a second time");
    List<Bundle> bundles = library.bundles();
    require(library.list().size() == bundles.size(), "Not all are in the catalogue");
    Promises promises = new Promises(promised);
    if (bundles.isEmpty()) {
      require(promised.values().stream().allMatch(count -> count == 0), "All is gone");
      return;
    }
    promises.bundle(bundles.getFirst());
  }

  private void bundle(Bundle bundle) throws IOException {
    CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
    require(report.good(), report.findings().toString());
    EpisodeReader episode = EpisodeReader.open(bundle);
    if (promised.containsKey(TracedTake.SAVED)) {
      require(episode.manifest().state() == Manifest.State.COMPLETE, "The saved take is gone");
    }
    require(
        episode.manifest().task().equals(TracedTake.TASK) || nothingPromised(),
        "What was recorded is lost");
    List<String> tags = new ReviewJournal(bundle.review()).read().tags();
    long reviewed = promised.getOrDefault(TracedTake.REVIEWED, 0L);
    for (long n = 1; n <= reviewed; n++) {
      require(tags.contains("tag" + n), "The review " + n + " is lost: " + tags);
    }
    for (StreamSamples stream : episode.signals().values()) {
      times(stream);
      for (int i = 0; i < stream.size(); i++) {
        require(
            stream.value(i, 3) == stream.sequence(i) * 1000.0 + 3,
            stream.spec().name() + ": a false value in sample " + i);
      }
    }
    for (CameraFrames camera : episode.cameras().values()) {
      times(camera.times());
      pictures(camera, promised.getOrDefault(camera.times().spec().name(), 0L));
    }
    for (Map.Entry<String, Long> promise : promised.entrySet()) {
      String name = promise.getKey();
      require(
          promise.getValue() == 0
              || !name.contains("/")
              || episode.signals().containsKey(name)
              || episode.cameras().containsKey(name),
          name + " is gone");
    }
  }

  /// A review alone does not tell what was recorded.
  private boolean nothingPromised() {
    return promised.entrySet().stream()
        .allMatch(each -> each.getValue() == 0 || each.getKey().equals(TracedTake.REVIEWED));
  }

  private void times(StreamSamples stream) {
    String name = stream.spec().name();
    long most = promised.getOrDefault(name, 0L);
    require(stream.size() >= most, name + ": " + stream.size() + " of " + most + " promised");
    for (int i = 1; i < stream.size(); i++) {
      require(stream.sequence(i) == stream.sequence(0) + i, name + ": a gap before " + i);
    }
  }

  private static void pictures(CameraFrames camera, long most) throws IOException {
    if (camera.size() == 0) {
      return;
    }
    NumberedPictures pictures = new NumberedPictures(TracedTake.WIDTH, TracedTake.HEIGHT);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    long shown = 0;
    try (VideoReader video = camera.open()) {
      for (int i = 0; i < camera.size(); i++) {
        int frame = video.frameAt(camera.row(i).ptsMicros());
        if (frame < 0) {
          break;
        }
        video.read(frame, bgra);
        require(
            pictures.read(bgra) == (camera.times().sequence(i) & 0xFFFF),
            "Record " + i + " shows another picture");
        shown++;
      }
    } catch (IOException e) {
      require(most == 0, "The video cannot be read: " + e.getMessage());
    }
    require(shown >= most, shown + " pictures of " + most + " promised");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
