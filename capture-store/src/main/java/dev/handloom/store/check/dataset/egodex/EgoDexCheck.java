package dev.handloom.store.check.dataset.egodex;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.DatasetFormatCheck;
import dev.handloom.store.egodex.EgoDexFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks episodes in the layout of EgoDex.
public final class EgoDexCheck implements DatasetFormatCheck {
  private static final String FORMAT = "EgoDex";

  @Override
  public boolean knows(Path dataset) {
    return EgoDexFolder.knows(dataset);
  }

  @Override
  public Outcome check(
      Path dataset, boolean pictures, DatasetFindings findings, CheckProgress progress) {
    long rows = 0;
    long seen = 0;
    List<Path> files;
    try {
      files = EgoDexFolder.episodes(dataset);
      strangers(dataset, files, findings);
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, "", "The folder cannot be listed: " + dataset);
      return new Outcome(FORMAT, 0, 0, 0);
    }
    for (int i = 0; i < files.size(); i++) {
      int before = i;
      String name =
          dataset.equals(files.get(i))
              ? String.valueOf(dataset.getFileName())
              : dataset.relativize(files.get(i)).toString().replace('\\', '/');
      EpisodeJudge judge = new EpisodeJudge(files.get(i), name, i, findings);
      judge.judge(pictures, share -> progress.at(before + share, files.size(), name));
      rows += judge.rows();
      seen += judge.pictures();
    }
    return new Outcome(FORMAT, files.size(), rows, seen);
  }

  private static void strangers(Path dataset, List<Path> files, DatasetFindings findings)
      throws IOException {
    if (!Files.isDirectory(dataset)) {
      return;
    }
    Set<Path> wanted = new HashSet<>();
    files.forEach(file -> wanted.add(EgoDexFolder.video(file)));
    for (Path video : EgoDexFolder.files(dataset, ".mp4", Integer.MAX_VALUE)) {
      if (!wanted.contains(video)) {
        findings.add(
            Code.FILE_MISSING,
            dataset.relativize(video).toString(),
            "The file of transforms of this video is missing");
      }
    }
  }
}
