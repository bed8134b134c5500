package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.lerobot.CameraVideo.Part;
import dev.handloom.store.video.VideoException;
import dev.handloom.store.video.VideoWalk;
import java.nio.ByteBuffer;
import java.util.Locale;

/// Looks at the pictures of a video as they are decoded: whether they stand still, are black, and
/// which colours they have.
final class PictureJudge {
  private static final int SMALL_WIDTH = 64;
  private static final int SMALL_HEIGHT = 48;
  private static final int BYTES = 4;

  /// Levels of 255. A camera's own noise is above, what an encoder makes of the same picture below.
  private static final double SAME_MEAN = 0.12;

  private static final int SAME_MOST = 3;
  private static final double NEARLY_MEAN = 1.5;
  private static final int NEARLY_MOST = 24;
  private static final double BLACK_MEAN = 6;
  private static final int BLACK_MOST = 40;
  private static final double LEAST_SECONDS = 1;

  /// So far a state must move, in shares of its extent, for a still picture to be wrong.
  private static final double MOVED = 0.3;

  private static final int COLOUR_PICTURES = 60;
  private static final int COLOUR_SIDE = 150;
  private static final double FULL = 255.0;

  private final String name;
  private final CameraVideo video;
  private final double fps;
  private final VideoWalk walk;
  private final RowFigures colours;
  private final DatasetFindings findings;
  private final ByteBuffer small = ByteBuffer.allocateDirect(SMALL_WIDTH * SMALL_HEIGHT * BYTES);
  private final byte[] now = new byte[SMALL_WIDTH * SMALL_HEIGHT * BYTES];
  private final byte[] before = new byte[SMALL_WIDTH * SMALL_HEIGHT * BYTES];
  private final byte[] beforeThat = new byte[SMALL_WIDTH * SMALL_HEIGHT * BYTES];
  private boolean lastSame;
  private final int colourWidth;
  private final int colourHeight;
  private final ByteBuffer coloured;
  private final long every;
  private int part = -1;
  private int row;
  private int stillFrom = -1;
  private int blackFrom = -1;

  PictureJudge(
      String name,
      CameraVideo video,
      double fps,
      VideoWalk walk,
      RowFigures colours,
      DatasetFindings findings) {
    this.name = name;
    this.video = video;
    this.fps = fps;
    this.walk = walk;
    this.colours = colours;
    this.findings = findings;
    int longer = Math.max(walk.width(), walk.height());
    int step = longer < 2 * COLOUR_SIDE ? 1 : longer / COLOUR_SIDE;
    colourWidth = Math.max(1, walk.width() / step);
    colourHeight = Math.max(1, walk.height() / step);
    coloured = ByteBuffer.allocateDirect(colourWidth * colourHeight * BYTES);
    long rows = Math.max(1, video.rows());
    every = Math.max(1, rows / Math.max(1, (long) COLOUR_PICTURES * video.parts().size()));
  }

  /// The next picture.
  void picture(int number, double seconds) throws VideoException {
    boolean begins =
        part + 1 < video.parts().size()
            && seconds >= video.parts().get(part + 1).fromSeconds() - 0.5 / fps;
    if (begins) {
      close();
      part++;
      row = 0;
      stillFrom = -1;
      blackFrom = -1;
    } else {
      row++;
    }
    walk.pick(SMALL_WIDTH, SMALL_HEIGHT, small);
    small.get(0, now);
    if (!video.camera().depth()) {
      black();
    }
    if (!begins && number > 0) {
      still();
    }
    System.arraycopy(before, 0, beforeThat, 0, now.length);
    System.arraycopy(now, 0, before, 0, now.length);
    if (number % every == every / 2) {
      colours();
    }
  }

  void end() {
    row++;
    close();
  }

  private void close() {
    closeStill(row);
    closeBlack(row);
  }

  private void black() {
    long sum = 0;
    int most = 0;
    for (int i = 0; i < now.length; i += BYTES) {
      int green = now[i + 1] & 0xFF;
      sum += green;
      most = Math.max(most, green);
    }
    boolean black = (double) sum * BYTES / now.length < BLACK_MEAN && most < BLACK_MOST;
    if (black && blackFrom < 0) {
      blackFrom = row;
    } else if (!black) {
      closeBlack(row);
    }
  }

  /// Encoders make something else of the same picture when it is a key frame: the picture before it
  /// may differ a little, and with a key frame every second time that two before it does not at
  /// all.
  private void still() {
    boolean same =
        alike(before, SAME_MEAN, SAME_MOST) || (row > 1 && alike(beforeThat, SAME_MEAN, SAME_MOST));
    boolean nearly = !same && lastSame && alike(before, NEARLY_MEAN, NEARLY_MOST);
    if (same && stillFrom < 0) {
      stillFrom = row - 1;
    } else if (!same && !nearly) {
      closeStill(row);
    }
    lastSame = same;
  }

  private boolean alike(byte[] other, double mean, int largest) {
    long sum = 0;
    for (int i = 0; i < now.length; i += BYTES) {
      for (int colour = 0; colour < 3; colour++) {
        int off = Math.abs((now[i + colour] & 0xFF) - (other[i + colour] & 0xFF));
        if (off > largest) {
          return false;
        }
        sum += off;
      }
    }
    return sum < mean * 3 * now.length / BYTES;
  }

  /// @param to one behind the last picture that stands still
  private void closeStill(int to) {
    if (stillFrom >= 0 && part >= 0 && (to - stillFrom) / fps >= LEAST_SECONDS) {
      Part of = video.parts().get(part);
      int last = (int) Math.min(to, of.rows()) - 1;
      boolean whole = stillFrom == 0 && last >= of.rows() - 1;
      if (of.episode().motion(stillFrom, last) >= MOVED || (whole && !of.episode().tellsMotion())) {
        findings.add(
            Code.VIDEO_FROZEN,
            name,
            of.episode().number,
            stillFrom,
            String.format(
                Locale.ROOT,
                "The picture stands still for %.1f s%s",
                (to - stillFrom) / fps,
                of.episode().tellsMotion() ? " while the state moves" : ", the whole episode"));
      }
    }
    stillFrom = -1;
  }

  private void closeBlack(int to) {
    if (blackFrom >= 0 && part >= 0 && (to - blackFrom) / fps >= LEAST_SECONDS) {
      findings.add(
          Code.VIDEO_BLACK,
          name,
          video.parts().get(part).episode().number,
          blackFrom,
          String.format(Locale.ROOT, "The picture is black for %.1f s", (to - blackFrom) / fps));
    }
    blackFrom = -1;
  }

  private void colours() throws VideoException {
    walk.pick(colourWidth, colourHeight, coloured);
    for (int at = 0; at < coloured.capacity(); at += BYTES) {
      colours.add(0, (coloured.get(at + 2) & 0xFF) / FULL);
      colours.add(1, (coloured.get(at + 1) & 0xFF) / FULL);
      colours.add(2, (coloured.get(at) & 0xFF) / FULL);
    }
  }
}
