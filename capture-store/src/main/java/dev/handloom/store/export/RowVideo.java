package dev.handloom.store.export;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.video.PictureRate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Encodes what one camera saw in an episode, a picture for every row.
public final class RowVideo {
  private static final int BYTES_PER_PIXEL = 4;
  private static final int RED = 2;
  private static final int GREEN = 1;
  private static final int BLUE = 0;
  private static final double WHITE = 255;

  /// Figures of pictures come from so many of an episode, and no more than so many pixels each.
  private static final int FEWEST_PICTURES = 100;

  private static final int MOST_PIXELS = 150;

  private RowVideo() {}

  /// @param into the video
  /// @return the figures of red, green and blue, from 0 to 1
  public static List<ColumnFigures> encode(
      DatasetEpisode episode,
      int view,
      View wanted,
      PictureRate rate,
      EvenVideo.Coding coding,
      Path into,
      DatasetWriter.Steps steps)
      throws IOException {
    List<ColumnFigures> colours =
        Stream.generate(ColumnFigures::new).limit(BYTES_PER_PIXEL - 1).toList();
    int every = Math.max(1, episode.rows() / FEWEST_PICTURES);
    try (RowPictures pictures = RowPictures.open(episode, view);
        EvenVideo out =
            EvenVideo.create(
                into,
                pictures.width(),
                pictures.height(),
                wanted.width(),
                wanted.height(),
                rate,
                coding)) {
      for (int row = 0; row < episode.rows(); row++) {
        if (pictures.at(row)) {
          pictures.addTo(out);
        } else {
          out.again();
        }
        if (row % every == 0) {
          count(pictures.bgra(), pictures.width(), pictures.height(), colours);
        }
        steps.add(1);
      }
      out.finish();
    }
    return colours;
  }

  private static void count(ByteBuffer bgra, int width, int height, List<ColumnFigures> colours) {
    int apart = Math.max(1, Math.max(width, height) / MOST_PIXELS);
    for (int y = 0; y < height; y += apart) {
      for (int x = 0; x < width; x += apart) {
        int at = BYTES_PER_PIXEL * (y * width + x);
        colours.get(0).add((bgra.get(at + RED) & 0xFF) / WHITE);
        colours.get(1).add((bgra.get(at + GREEN) & 0xFF) / WHITE);
        colours.get(2).add((bgra.get(at + BLUE) & 0xFF) / WHITE);
      }
    }
  }
}
