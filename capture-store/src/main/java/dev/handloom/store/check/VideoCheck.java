package dev.handloom.store.check;

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

  /// @param stated how many pictures the manifest says there are
  void check(String file, Path path, List<FrameRow> rows, String trouble, long stated) {
    if (!trouble.isEmpty()) {
      findings.warning(Code.CAMERA_FAILED, file, trouble);
    }
    if (rows.isEmpty()) {
      return;
    }
    if (recovered && stated == 0) {
      // None reached the disk, and the manifest says so.
      return;
    }
    try (VideoReader video = VideoReader.open(path)) {
      int more = video.frameCount() - rows.size();
      if (more != 0) {
        String message =
            video.frameCount() + " pictures in the video, " + rows.size() + " records of pictures";
        boolean told = recovered && video.frameCount() == stated;
        if (told || (more > 0 && (recovered || !trouble.isEmpty()))) {
          findings.note(Code.VIDEO_COUNT, file, message);
        } else {
          findings.error(Code.VIDEO_COUNT, file, message, "Do not use this camera");
        }
      }
      // Of what was lost at the end the times may be there and the pictures not.
      List<FrameRow> shown =
          recovered && stated < rows.size() ? rows.subList(0, (int) stated) : rows;
      records(file, video, shown, video.packetCrcs());
      if (decodeAll) {
        decode(video);
      }
    } catch (IOException e) {
      findings.error(
          Code.VIDEO_DAMAGED, file, String.valueOf(e.getMessage()), "Do not use this camera");
    }
  }

  private void records(String file, VideoReader video, List<FrameRow> rows, int[] crcs) {
    long expected = 0;
    for (FrameRow row : rows) {
      int frame = video.frameAt(row.ptsMicros());
      if (frame < 0) {
        findings.error(
            Code.VIDEO_RECORD,
            file,
            "The picture of record " + row.index() + " is not in the video",
            "Do not use this camera");
      } else if (video.keyFrame(frame) != row.keyFrame()
          || row.index() != expected
          || row.packetCrc() != crcs[frame]) {
        findings.error(
            Code.VIDEO_RECORD,
            file,
            "Record " + row.index() + " does not fit its picture",
            "Do not use this camera");
      }
      expected++;
    }
  }

  private static void decode(VideoReader video) throws IOException {
    ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * 4);
    for (int i = 0; i < video.frameCount(); i++) {
      video.read(i, bgra);
    }
  }
}
