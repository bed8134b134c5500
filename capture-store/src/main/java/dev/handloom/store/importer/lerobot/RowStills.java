package dev.handloom.store.importer.lerobot;

import dev.handloom.store.importer.EpisodeDraft.Decoded;
import dev.handloom.store.lerobot.EpisodeRows;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.video.StillDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Pictures that stand in the rows of an episode.
final class RowStills implements Decoded {
  private final EpisodeRows rows;
  private final String key;
  private final int count;
  private final int width;
  private final int height;

  private RowStills(EpisodeRows rows, String key, int count, int width, int height) {
    this.rows = rows;
    this.key = key;
    this.count = count;
    this.width = width;
    this.height = height;
  }

  /// @return null where there is no picture in the first row
  static @Nullable RowStills of(EpisodeRows rows, LeRobotFeature camera, int count)
      throws IOException {
    byte[] first = rows.picture(camera.key(), 0);
    if (first == null) {
      return null;
    }
    try (StillDecoder decoder = StillDecoder.create()) {
      decoder.decode(first);
      return new RowStills(rows, camera.key(), count, decoder.width(), decoder.height());
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public void read(int at, ByteBuffer bgra) throws IOException {
    byte[] bytes = rows.picture(key, at);
    if (bytes == null) {
      throw new IOException("The picture of row " + at + " is missing");
    }
    try (StillDecoder decoder = StillDecoder.create()) {
      decoder.decode(bytes);
      decoder.read(width, height, bgra);
    }
  }
}
