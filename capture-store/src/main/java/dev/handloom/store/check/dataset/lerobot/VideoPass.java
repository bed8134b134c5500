package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.lerobot.CameraVideo.Part;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.Pointers;
import dev.handloom.store.video.VideoWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;

/// Looks at one video: every picture, or only how many there are and when.
final class VideoPass {
  private static final String POINTER = "Only a pointer to the video is here, not the video itself";

  /// A picture farther than this from its row's time is not found by loaders.
  private static final double TOLERANCE_SECONDS = 1e-4;

  private static final int TELL_EVERY = 64;
  private static final int FAR_KEYS = 60;

  private final String name;
  private final CameraVideo video;
  private final double fps;
  private final DatasetFindings findings;
  private double[] times = new double[0];
  private int count;

  VideoPass(String name, CameraVideo video, double fps, DatasetFindings findings) {
    this.name = name;
    this.video = video;
    this.fps = fps;
    this.findings = findings;
  }

  /// @param decode whether every picture is decoded
  /// @param progress is told how many pictures were seen since the last time; may throw
  /// @return the colours of a part of the pictures
  RowFigures look(boolean decode, LongConsumer progress) {
    RowFigures colours = new RowFigures(3);
    if (!Files.isRegularFile(video.file())) {
      findings.add(
          Code.FILE_MISSING,
          name,
          video.parts().size() == 1
              ? video.parts().getFirst().episode().number
              : DatasetFinding.NONE,
          "The video is missing");
      return colours;
    }
    if (Pointers.is(video.file())) {
      findings.add(Code.POINTER, name, POINTER);
      return colours;
    }
    try {
      if (decode) {
        decoded(colours, progress);
      } else {
        packed();
      }
      times();
    } catch (IOException e) {
      findings.add(Code.VIDEO_DAMAGED, name, plain(e));
    }
    return colours;
  }

  /// The file stands before the message already.
  private String plain(IOException e) {
    return RowsPass.reason(e).replace(": " + video.file(), "");
  }

  long pictures() {
    return count;
  }

  private void packed() throws IOException {
    VideoWalk.Packed packed = VideoWalk.count(video.file());
    size(packed.width(), packed.height(), packed.codec());
    times = packed.seconds();
    count = times.length;
    int last = 0;
    int far = 0;
    for (int i = 0; i < count; i++) {
      if (packed.keys()[i]) {
        last = i;
      }
      far = Math.max(far, i - last);
    }
    if (far >= FAR_KEYS) {
      findings.add(
          Code.VIDEO_KEYS, name, "Up to " + (far + 1) + " pictures from one key frame to the next");
    }
  }

  private void size(int width, int height, String codec) {
    LeRobotFeature camera = video.camera();
    if (camera.pictureWidth() > 0
        && (width != camera.pictureWidth() || height != camera.pictureHeight())) {
      findings.add(
          Code.VIDEO_SIZE,
          name,
          String.format(
              Locale.ROOT,
              "Its pictures have %d×%d pixels, and %d×%d are declared",
              width,
              height,
              camera.pictureWidth(),
              camera.pictureHeight()));
    }
    String declared = camera.codec().replace("libsvtav1", "av1").replace("libdav1d", "av1");
    if (!declared.isEmpty() && !declared.startsWith(codec) && !codec.startsWith(declared)) {
      findings.add(
          Code.VIDEO_CODEC, name, "It is packed as " + codec + ", and declared as " + declared);
    }
  }

  private void decoded(RowFigures colours, LongConsumer progress) throws IOException {
    try (VideoWalk walk = VideoWalk.open(video.file())) {
      size(walk.width(), walk.height(), walk.codec());
      PictureJudge judge = new PictureJudge(name, video, fps, walk, colours, findings);
      int far = 0;
      int lastKey = 0;
      times = new double[Math.clamp(video.rows(), 64, 1 << 20)];
      while (walk.next()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count] = walk.seconds();
        lastKey = walk.key() ? count : lastKey;
        far = Math.max(far, count - lastKey);
        judge.picture(count, times[count]);
        count++;
        if (count % TELL_EVERY == 0) {
          progress.accept(TELL_EVERY);
        }
      }
      judge.end();
      progress.accept(count % TELL_EVERY);
      if (far >= FAR_KEYS) {
        findings.add(
            Code.VIDEO_KEYS,
            name,
            "Up to " + (far + 1) + " pictures from one key frame to the next");
      }
      if (walk.refused() > 0) {
        findings.add(
            Code.VIDEO_DAMAGED,
            name,
            walk.refused() == 1
                ? "One picture cannot be decoded"
                : walk.refused() + " pictures cannot be decoded");
      }
    } finally {
      times = Arrays.copyOf(times, count);
    }
  }

  /// Holds the pictures' times against those of the rows.
  private void times() {
    if (count == 0) {
      findings.add(Code.VIDEO_COUNT, name, "There is no picture in it");
      return;
    }
    int used = 0;
    for (Part part : video.parts()) {
      int first = nearest(part.fromSeconds());
      used = Math.max(used, (int) Math.min(count, first + part.rows()));
      part(part, first);
    }
    long rows = video.rows();
    if (count != rows && (count > used || video.parts().size() > 1)) {
      findings.add(
          Code.VIDEO_COUNT,
          name,
          video.parts().size() == 1
              ? video.parts().getFirst().episode().number
              : DatasetFinding.NONE,
          count + " pictures, and " + rows + " rows");
    }
  }

  private int nearest(double seconds) {
    int at = Arrays.binarySearch(times, seconds);
    if (at >= 0) {
      return at;
    }
    int above = -at - 1;
    if (above == 0) {
      return 0;
    }
    return above < count && times[above] - seconds < seconds - times[above - 1] ? above : above - 1;
  }

  private void part(Part part, int first) {
    double worst = 0;
    int worstRow = -1;
    int badRows = 0;
    double firstOff = 0;
    double lastOff = 0;
    long there = Math.min(part.rows(), count - first);
    for (int row = 0; row < there; row++) {
      double off = times[first + row] - (part.fromSeconds() + row / fps);
      if (row == 0) {
        firstOff = off;
      }
      lastOff = off;
      if (!(Math.abs(off) <= TOLERANCE_SECONDS)) {
        badRows++;
        if (!(Math.abs(off) <= Math.abs(worst))) {
          worst = off;
          worstRow = row;
        }
      }
    }
    long number = part.episode().number;
    if (there < part.rows()) {
      findings.add(
          Code.VIDEO_COUNT,
          name,
          number,
          there,
          "The video ends " + (part.rows() - there) + " pictures before the episode's rows do");
    }
    double length = part.rows() / fps;
    if (Math.abs(part.toSeconds() - part.fromSeconds() - length) > TOLERANCE_SECONDS) {
      findings.add(
          Code.EPISODE_PLACE,
          name,
          number,
          String.format(
              Locale.ROOT,
              "Its stretch of the video is said to last %.4f s, and its rows last %.4f s",
              part.toSeconds() - part.fromSeconds(),
              length));
    }
    if (badRows == 0) {
      return;
    }
    boolean drifts = Math.abs(lastOff - firstOff) > 0.5 / fps;
    findings.add(
        drifts ? Code.VIDEO_DRIFT : Code.VIDEO_TIMES,
        name,
        number,
        worstRow,
        drifts
            ? String.format(
                Locale.ROOT,
                "At its last row the picture is %.4f s %s",
                Math.abs(lastOff),
                lastOff > 0 ? "late" : "early")
            : String.format(
                Locale.ROOT,
                "The pictures of %d rows stand up to %.4f s from where they should",
                badRows,
                Math.abs(worst)));
  }
}
