package dev.handloom.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.payload.FrameRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoCheckTest {
  @TempDir Path folder;

  /// As a disk that failed leaves it: pictures that it had acknowledged are not there.
  @Test
  void whatACameraLostWhenItFailedIsSaidOnceAndInItsOwnWords() throws Exception {
    Bundle bundle;
    try (FakeRig rig = new FakeRig(FakeRig.camera("camera", 160, 120, 30))) {
      bundle = Takes.record(rig, folder, 12);
    }
    EpisodeReader episode = EpisodeReader.open(bundle);
    CameraFrames camera = episode.camera("camera/picture").orElseThrow();
    List<FrameRow> rows = new ArrayList<>();
    for (int i = 0; i < camera.size(); i++) {
      rows.add(camera.row(i));
    }
    for (int lost = 1; lost <= 3; lost++) {
      FrameRow last = rows.getLast();
      rows.add(
          new FrameRow(
              last.ptsMicros() + 33_333, last.index() + 1, false, 100, lost, 9_999_999, true));
    }
    Manifest.CameraEntry entry = episode.manifest().cameras().getFirst();
    Path video = bundle.video(entry.file());

    assertEquals(
        List.of(Code.CAMERA_FAILED, Code.VIDEO_LOST), codes(check(entry, "No space", video, rows)));
    assertEquals(
        "Of "
            + rows.size()
            + " pictures that were stored before it failed, the first "
            + camera.size()
            + " are in the video",
        check(entry, "No space", video, rows).getLast().message());
    // Of a camera that did not fail that is another matter.
    assertEquals(
        List.of(Code.VIDEO_COUNT, Code.VIDEO_RECORD, Code.VIDEO_RECORD, Code.VIDEO_RECORD),
        codes(check(entry, "", video, rows)));
  }

  private static List<Code> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  private static List<Finding> check(
      Manifest.CameraEntry of, String trouble, Path video, List<FrameRow> rows) {
    Findings findings = new Findings();
    new VideoCheck(findings, Manifest.State.COMPLETE, false)
        .check(
            new Manifest.CameraEntry(
                of.stream(),
                of.file(),
                of.codec(),
                of.width(),
                of.height(),
                rows.size(),
                of.bytes(),
                trouble,
                of.encoder(),
                of.notEncoded()),
            video,
            rows);
    return findings.all();
  }
}
