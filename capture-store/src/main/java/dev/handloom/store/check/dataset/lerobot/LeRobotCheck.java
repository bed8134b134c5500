package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.DatasetFormatCheck;
import dev.handloom.store.check.dataset.lerobot.CameraVideo.Part;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotEpisode.VideoPlace;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.LeRobotFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks datasets in LeRobot's formats.
public final class LeRobotCheck implements DatasetFormatCheck {
  /// Reading a row takes this much of what decoding a picture takes.
  private static final double ROW_WORK = 0.05;

  private static final double COUNTED_WORK = 0.02;

  @Override
  public boolean knows(Path dataset) {
    return LeRobotFolder.knows(dataset);
  }

  @Override
  public Outcome check(
      Path folder, boolean pictures, DatasetFindings findings, CheckProgress progress) {
    LeRobotFolder dataset = LeRobotFolder.open(folder, findings).orElse(null);
    if (dataset == null) {
      return new Outcome("LeRobot", 0, 0, 0);
    }
    int unread = unread(findings);
    double rowsToRead =
        dataset.episodes().stream().mapToLong(e -> Math.max(0, e.length())).sum() * ROW_WORK;
    double pictureWork = pictures ? 1 : COUNTED_WORK;
    double picturesToSee = rowsToRead / ROW_WORK * dataset.info().videos().size() * pictureWork;
    double all = Math.max(1, rowsToRead + picturesToSee);
    Work work = new Work(all, progress);

    RowsPass rows = new RowsPass(dataset, findings);
    rows.read((file, count) -> work.rows(count * ROW_WORK, file));
    boolean whole = unread(findings) == unread;
    new PapersJudge(dataset, findings).judge(rows.episodes(), rows.rows(), whole);
    work.rows(rowsToRead, "statistics");

    Videos videos = new Videos(dataset, findings, pictures);
    videos.look(
        cameras(dataset, rows, findings),
        (count, file) -> work.pictures(count * pictureWork, file));

    FiguresJudge figures = new FiguresJudge(dataset, findings);
    figures.whole(rows.figures(), videos.colours());
    figures.each(rows.episodes());
    strangers(dataset, findings);
    return new Outcome(
        "LeRobot " + dataset.info().version(),
        rows.episodes().size(),
        rows.rows(),
        videos.pictures());
  }

  private static int unread(DatasetFindings findings) {
    return findings.count(Code.UNREADABLE)
        + findings.count(Code.FILE_MISSING)
        + findings.count(Code.POINTER)
        + findings.count(Code.PATH_OUTSIDE);
  }

  /// How far it has come, in pictures.
  private static final class Work {
    private static final int SHARES = 1000;
    private final double all;
    private final CheckProgress progress;
    private double rows;
    private double pictures;

    private Work(double all, CheckProgress progress) {
      this.all = all;
      this.progress = progress;
    }

    private synchronized void rows(double done, String what) {
      rows = done;
      tell(what);
    }

    private synchronized void pictures(double more, String what) {
      pictures += more;
      tell(what);
    }

    private void tell(String what) {
      progress.at(Math.min(SHARES, (rows + pictures) / all * SHARES), SHARES, what);
    }
  }

  /// The videos that the papers name, with those of their episodes that have rows.
  private static List<CameraVideo> cameras(
      LeRobotFolder dataset, RowsPass rows, DatasetFindings findings) {
    List<CameraVideo> videos = new ArrayList<>();
    for (LeRobotFeature camera : dataset.info().videos()) {
      Map<Path, List<Part>> files = new LinkedHashMap<>();
      for (LeRobotEpisode episode : dataset.episodes()) {
        VideoPlace place = episode.videos().get(camera.key());
        if (place == null) {
          continue;
        }
        EpisodeSeen seen = rows.episodes().get(episode.number());
        EpisodeSeen own =
            seen == null ? new EpisodeSeen(episode.number(), dataset.folder(), -1) : seen;
        files
            .computeIfAbsent(place.file(), file -> new ArrayList<>())
            .add(
                new Part(
                    own,
                    place.fromSeconds(),
                    place.toSeconds(),
                    seen == null ? Math.max(0, episode.length()) : seen.rows));
      }
      files.forEach((file, parts) -> {
        parts.sort(Comparator.comparingDouble(Part::fromSeconds));
        for (int i = 1; i < parts.size(); i++) {
          double before =
              parts.get(i - 1).fromSeconds() + parts.get(i - 1).rows() / dataset.info().fps();
          if (Math.abs(before - parts.get(i).fromSeconds()) > 1e-4) {
            findings.add(
                Code.EPISODE_PLACE,
                dataset.name(file),
                parts.get(i).episode().number,
                String.format(
                    java.util.Locale.ROOT,
                    "Its video should begin at %.4f s, where the one before ends, and begins at %.4f s",
                    before,
                    parts.get(i).fromSeconds()));
          }
        }
        videos.add(new CameraVideo(camera, file, parts));
      });
    }
    return videos;
  }

  /// Videos that nothing refers to.
  private static void strangers(LeRobotFolder dataset, DatasetFindings findings) {
    Set<Path> named = new HashSet<>();
    dataset
        .episodes()
        .forEach(episode ->
            episode.videos().values().forEach(place -> named.add(place.file().normalize())));
    try {
      for (Path file : LeRobotFolder.files(dataset.folder(), ".mp4")) {
        if (!named.contains(file.normalize())) {
          findings.add(Code.FILE_UNKNOWN, dataset.name(file), "No episode refers to this video");
        }
      }
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, "", "The folder cannot be listed: " + RowsPass.reason(e));
    }
  }
}
