package dev.handloom.store.check.dataset.umi;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.umi.UmiCheck.Stretch;
import dev.handloom.store.umi.PackedBeyond;
import dev.handloom.store.umi.UmiBuffer;
import dev.handloom.store.zarr.ZarrArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// Looks at every picture of a camera of a buffer.
final class PictureRows {
  private static final int BLACK = 16;

  /// So many rows alike, a second and more of most buffers, are a camera that hung.
  private static final int FROZEN_ROWS = 60;

  private static final int TELL_EVERY = 50;

  private final UmiBuffer buffer;
  private final List<Stretch> episodes;
  private final DatasetFindings findings;

  PictureRows(UmiBuffer buffer, List<Stretch> episodes, DatasetFindings findings) {
    this.buffer = buffer;
    this.episodes = episodes;
    this.findings = findings;
  }

  /// @param every whether each is unpacked; else it is looked up whether it is there
  /// @param told share done
  /// @return how many there were
  long judge(String name, boolean every, DoubleConsumer told) {
    ZarrArray column = buffer.column(name);
    Optional<PackedBeyond> beyond = UmiBuffer.packedBeyondUs(column);
    beyond.ifPresent(packed ->
        findings.add(
            Code.PICTURE_PACKED,
            name,
            "Its pictures are packed as "
                + packed.how()
                + ", which cannot be unpacked here: they were counted and not looked at. "
                + packed.advice()));
    long seen = 0;
    long all = episodes.getLast().to();
    for (Stretch episode : episodes) {
      int missing = column.missingChunks(episode.from(), episode.rows());
      if (missing > 0) {
        findings.add(
            Code.PICTURE_BAD,
            name,
            episode.number(),
            missing + " pictures are not in the file; loaders see black ones instead");
      }
      if (every && beyond.isEmpty()) {
        look(name, column, episode, told, all);
      }
      seen += episode.rows();
    }
    return seen;
  }

  private void look(String name, ZarrArray column, Stretch episode, DoubleConsumer told, long all) {
    byte[] before = {};
    int same = 0;
    int black = 0;
    for (int row = 0; row < episode.rows(); row++) {
      if (row % TELL_EVERY == 0) {
        told.accept((double) (episode.from() + row) / all);
      }
      try {
        ByteBuffer rows = column.rows(episode.from() + row, 1);
        byte[] now = new byte[rows.remaining()];
        rows.get(now);
        same = Arrays.equals(now, before) ? same + 1 : 0;
        black = dark(now) ? black + 1 : 0;
        before = now;
      } catch (IOException e) {
        findings.add(Code.PICTURE_BAD, name, episode.number(), row, UmiCheck.message(e));
        same = 0;
        black = 0;
      }
      if (same == FROZEN_ROWS) {
        findings.add(
            Code.VIDEO_FROZEN,
            name,
            episode.number(),
            row - FROZEN_ROWS,
            "The picture stands still for " + FROZEN_ROWS + " rows and more");
      }
      if (black == FROZEN_ROWS) {
        findings.add(
            Code.VIDEO_BLACK,
            name,
            episode.number(),
            row - FROZEN_ROWS + 1,
            "The picture is black for " + FROZEN_ROWS + " rows and more");
      }
    }
  }

  private static boolean dark(byte[] picture) {
    for (byte value : picture) {
      if ((value & 0xFF) > BLACK) {
        return false;
      }
    }
    return true;
  }
}
