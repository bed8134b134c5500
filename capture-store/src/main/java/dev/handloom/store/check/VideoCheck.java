package dev.handloom.store.check;

import dev.handloom.device.stream.Counted;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// Holds a video against the records of its pictures.
final class VideoCheck {
  private final Findings findings;
  private final boolean recovered;
  private final boolean decodeAll;

  VideoCheck(Findings findings, Manifest.State state, boolean decodeAll) {
    this.findings = findings;
    this.recovered = state == Manifest.State.RECOVERED;
    this.decodeAll = decodeAll;
  }

  void check(Manifest.CameraEntry camera, Path path, List<FrameRow> rows) {
    String file = camera.file();
    if (!camera.trouble().isEmpty()) {
      findings.add(Code.CAMERA_FAILED, file, camera.trouble());
    }
    // Of what was lost at the end of a take the times may be there and the pictures not.
    boolean fewer = recovered && camera.frames() < rows.size();
    if (camera.frames() != rows.size() && !fewer) {
      findings.add(
          Code.VIDEO_DIFFERS,
          file,
          rows.size() + " records of pictures, and " + camera.frames() + " in the manifest");
    }
    if (rows.isEmpty()) {
      return;
    }
    if (recovered && camera.frames() == 0) {
      // None reached the disk, and the manifest says so.
      return;
    }
    try (VideoReader video = VideoReader.open(path)) {
      if (video.width() != camera.width()
          || video.height() != camera.height()
          || !video.codec().equals(camera.codec())) {
        findings.add(
            Code.VIDEO_DIFFERS,
            file,
            String.format(
                "%d×%d in %s, and %d×%d in %s in the manifest",
                video.width(),
                video.height(),
                video.codec(),
                camera.width(),
                camera.height(),
                camera.codec()));
      }
      List<FrameRow> shown = fewer ? rows.subList(0, (int) camera.frames()) : rows;
      count(camera, video.frameCount(), shown.size());
      if (!camera.trouble().isEmpty() && video.frameCount() < shown.size()) {
        // That they are lost is said once, not picture by picture.
        shown = shown.subList(0, video.frameCount());
      }
      records(file, video, shown, video.packetCrcs());
      if (decodeAll) {
        decode(file, video);
      }
    } catch (IOException e) {
      findings.add(Code.VIDEO_DAMAGED, file, String.valueOf(e.getMessage()));
    }
  }

  private void count(Manifest.CameraEntry camera, int pictures, int records) {
    if (pictures == records) {
      return;
    }
    boolean failed = !camera.trouble().isEmpty();
    if (failed && pictures < records) {
      findings.add(
          Code.VIDEO_LOST,
          camera.file(),
          "Of "
              + Counted.of(records, "picture")
              + " that were stored before it failed, "
              + (pictures == 0 ? "none is" : "the first " + pictures + " are")
              + " in the video");
      return;
    }
    boolean cut = recovered || failed;
    findings.add(
        pictures > records && cut ? Code.VIDEO_MORE : Code.VIDEO_COUNT,
        camera.file(),
        pictures + " pictures in the video, " + records + " records of pictures");
  }

  private void records(String file, VideoReader video, List<FrameRow> rows, int[] crcs) {
    long expected = 0;
    for (FrameRow row : rows) {
      int frame = video.frameAt(row.ptsMicros());
      if (frame < 0) {
        findings.add(
            Code.VIDEO_RECORD,
            file,
            "The picture of record " + row.index() + " is not in the video");
      } else if (video.keyFrame(frame) != row.keyFrame()
          || row.index() != expected
          || row.packetCrc() != crcs[frame]
          || !liesWhere(row, video, frame)) {
        findings.add(
            Code.VIDEO_RECORD, file, "Record " + row.index() + " does not fit its picture");
      }
      expected++;
    }
  }

  private static boolean liesWhere(FrameRow row, VideoReader video, int frame) {
    return row.byteOffset() == FrameRow.NO_OFFSET
        || (row.byteOffset() == video.byteOffset(frame)
            && row.packetBytes() == video.packetBytes(frame));
  }

  private void decode(String file, VideoReader video) {
    ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * 4);
    for (int i = 0; i < video.frameCount(); i++) {
      try {
        video.read(i, bgra);
      } catch (IOException e) {
        findings.add(Code.VIDEO_UNDECODABLE, file, "Picture " + i + ": " + e.getMessage());
      }
    }
  }
}
