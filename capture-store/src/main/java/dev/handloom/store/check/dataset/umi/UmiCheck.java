package dev.handloom.store.check.dataset.umi;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.DatasetFormatCheck;
import dev.handloom.store.umi.UmiBuffer;
import dev.handloom.store.zarr.ZarrArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks replay buffers.
public final class UmiCheck implements DatasetFormatCheck {
  private static final String FORMAT = "UMI replay buffer";

  /// UMI's sampler leaves out episodes that are shorter.
  private static final int SHORTEST_EPISODE = 24;

  @Override
  public boolean knows(Path dataset) {
    return UmiBuffer.locate(dataset).isPresent();
  }

  @Override
  public Outcome check(
      Path dataset, boolean pictures, DatasetFindings findings, CheckProgress progress) {
    Optional<Path> place = UmiBuffer.locate(dataset);
    if (place.isEmpty()) {
      return new Outcome(FORMAT, 0, 0, 0);
    }
    try (UmiBuffer buffer = UmiBuffer.open(place.get())) {
      return look(buffer, pictures, findings, progress);
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, name(place.get()), message(e));
      return new Outcome(FORMAT, 0, 0, 0);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  static String message(IOException e) {
    String said = e.getMessage();
    return said == null ? "It cannot be read" : said.replaceAll("\\.$", "");
  }

  private static Outcome look(
      UmiBuffer buffer, boolean pictures, DatasetFindings findings, CheckProgress progress) {
    buffer
        .file()
        .unreadable()
        .forEach((name, why) -> findings.add(Code.COLUMN_TYPE, name, why.replaceAll("\\.$", "")));
    List<Stretch> episodes = episodes(buffer, findings);
    long rows = episodes.isEmpty() ? 0 : episodes.getLast().to();
    if (rows == 0) {
      findings.add(Code.EMPTY, "", "It has no rows");
      return new Outcome(FORMAT, episodes.size(), 0, 0);
    }
    List<String> sound = new ArrayList<>();
    for (String name : buffer.columns()) {
      ZarrArray column = buffer.column(name);
      if (column.header().shape().isEmpty() || column.header().rows() != rows) {
        findings.add(
            Code.ROW_COUNT,
            name,
            "It has "
                + column.header().rows()
                + " rows, and the last episode ends at "
                + rows
                + "; loaders refuse the whole buffer");
      } else {
        sound.add(name);
      }
    }
    if (buffer.columns().isEmpty()) {
      findings.add(Code.COLUMN_MISSING, "data", "It holds nothing but where episodes end");
    }
    new ColumnJudge(buffer, episodes, findings).judge(sound);
    long seen = 0;
    List<String> cameras =
        sound.stream().filter(one -> UmiBuffer.pictures(buffer.column(one).header())).toList();
    PictureRows judge = new PictureRows(buffer, episodes, findings);
    for (int c = 0; c < cameras.size(); c++) {
      int before = c;
      seen +=
          judge.judge(
              cameras.get(c),
              pictures,
              share -> progress.at(before + share, cameras.size(), cameras.get(before)));
    }
    return new Outcome(FORMAT, episodes.size(), rows, seen);
  }

  /// The rows of an episode.
  record Stretch(int number, long from, long to) {
    int rows() {
      return (int) Math.min(Integer.MAX_VALUE, to - from);
    }
  }

  private static List<Stretch> episodes(UmiBuffer buffer, DatasetFindings findings) {
    List<Stretch> episodes = new ArrayList<>();
    try {
      long[] ends = buffer.ends();
      long before = 0;
      for (int e = 0; e < ends.length; e++) {
        if (ends[e] <= before) {
          findings.add(
              Code.EPISODE_ORDER,
              UmiBuffer.ENDS,
              e,
              "It ends at row " + ends[e] + ", and the one before at " + before);
          return episodes;
        }
        if (ends[e] - before < SHORTEST_EPISODE) {
          findings.add(
              Code.PAPERS_THIN,
              UmiBuffer.ENDS,
              e,
              "It has only "
                  + (ends[e] - before)
                  + " rows; UMI leaves out what has fewer than "
                  + SHORTEST_EPISODE);
        }
        episodes.add(new Stretch(e, before, ends[e]));
        before = ends[e];
      }
    } catch (IOException e) {
      findings.add(Code.PAPERS_WRONG, UmiBuffer.ENDS, message(e));
    }
    return episodes;
  }
}
