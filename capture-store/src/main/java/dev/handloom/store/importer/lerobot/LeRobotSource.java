package dev.handloom.store.importer.lerobot;

import dev.handloom.device.stream.Sample;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.lerobot.EpisodeRows;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotEpisode.VideoPlace;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.Pointers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A dataset of LeRobot that is being imported.
final class LeRobotSource implements ImportSource {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final double SECOND_NANOS = 1e9;
  private static final long MOST_ROWS = 10_000_000;
  private static final double LATEST_SECONDS = 1e9;

  private final LeRobotFolder dataset;
  private final DatasetFindings findings;
  private final List<LeRobotEpisode> episodes;
  private final EpisodeRows rows;
  private final StreamNames names;
  private final long datedUnixNanos;

  LeRobotSource(LeRobotFolder dataset, DatasetFindings findings) throws IOException {
    this.dataset = dataset;
    this.findings = findings;
    episodes = dataset.found();
    rows = new EpisodeRows(dataset);
    names = new StreamNames(dataset.info().features().values());
    datedUnixNanos =
        Files.getLastModifiedTime(dataset.folder().resolve("meta/info.json")).toMillis()
            * 1_000_000L;
  }

  @Override
  public String format() {
    return "LeRobot " + dataset.info().version();
  }

  @Override
  public int episodes() {
    return episodes.size();
  }

  @Override
  public String name(int at) {
    return "episode " + episodes.get(at).number();
  }

  /// Without a date of its own an episode follows the one before.
  private long begun(int at) {
    double seconds = 0;
    for (int i = 0; i < at; i++) {
      seconds += Math.clamp(episodes.get(i).length(), 0, MOST_ROWS) / dataset.info().fps() + 1;
    }
    return datedUnixNanos + Math.round(Math.min(seconds, LATEST_SECONDS) * SECOND_NANOS);
  }

  @Override
  public EpisodeDraft read(int at) throws IOException {
    LeRobotEpisode episode = episodes.get(at);
    int count = rows.open(episode);
    if (episode.length() >= 0 && episode.length() != count) {
      findings.add(
          Code.ROW_COUNT,
          "",
          episode.number(),
          "It should have " + episode.length() + " rows, and has " + count);
    }
    RowTimes times = RowTimes.of(rows, dataset.info().fps(), count);
    List<String> notes = new ArrayList<>();
    times.notes(notes, dataset.info().fps());
    List<Numbers> numbers = numbers(episode, times);
    List<Pictures> pictures = new ArrayList<>();
    for (LeRobotFeature camera : dataset.info().features().values()) {
      if (camera.isPicture()) {
        Pictures made =
            camera.isVideo() ? video(episode, camera, times, notes) : stills(camera, times, count);
        if (made != null) {
          pictures.add(made);
        }
      }
    }
    if (numbers.isEmpty() && pictures.isEmpty()) {
      throw new IOException("It has neither numbers nor pictures that can be read");
    }
    Instructions instructions =
        Instructions.of(dataset, episode, rows, times.nanos(), times.stopNanos());
    return new EpisodeDraft(
        "episode "
            + episode.number()
            + " of “"
            + dataset.folder().toAbsolutePath().normalize().getFileName()
            + "”, "
            + format(),
        instructions.task(),
        "",
        dataset.info().robot(),
        times.beganUnixNanos() == null ? begun(at) : times.beganUnixNanos(),
        times.beganUnixNanos() == null ? DAY_NANOS : 1_000_000_000L,
        times.stopNanos(),
        numbers,
        pictures,
        notes,
        instructions.review());
  }

  private List<Numbers> numbers(LeRobotEpisode episode, RowTimes times) throws IOException {
    List<Numbers> all = new ArrayList<>();
    for (LeRobotFeature feature : dataset.info().features().values()) {
      if (!feature.isNumber()
          || feature.isUsual()
          || feature.key().startsWith(RowTimes.OURS)
          || Instructions.isWords(feature)) {
        continue;
      }
      String stream = names.of(feature);
      if (feature.width() < 1 || feature.width() > StreamNames.MOST_CHANNELS) {
        findings.add(
            Code.COLUMN_SHAPE,
            feature.key(),
            episode.number(),
            "A row has " + feature.width() + " numbers of it; it was left out");
        continue;
      }
      double[][] values = null;
      try {
        values = rows.numbers(feature);
      } catch (IOException e) {
        findings.add(
            Code.UNREADABLE,
            feature.key(),
            episode.number(),
            "It cannot be read and was left out: " + e.getMessage());
        continue;
      }
      if (values == null) {
        findings.add(
            Code.COLUMN_MISSING, feature.key(), episode.number(), "It has no such numbers");
        continue;
      }
      bad(feature, episode, values);
      all.add(
          new Numbers(
              StreamNames.spec(stream, feature, values, dataset.info().fps()),
              times.nanos(),
              values,
              Sample.UNBOUNDED));
    }
    return all;
  }

  private void bad(LeRobotFeature feature, LeRobotEpisode episode, double[][] values) {
    long bad = 0;
    long first = -1;
    for (int row = 0; row < values.length; row++) {
      for (double value : values[row]) {
        if (!Double.isFinite(value)) {
          bad++;
          first = first < 0 ? row : first;
        }
      }
    }
    if (bad > 0) {
      findings.add(
          Code.VALUE_BAD,
          feature.key(),
          episode.number(),
          first,
          bad == 1 ? "A number is none" : bad + " numbers are none");
    }
  }

  private @Nullable Pictures video(
      LeRobotEpisode episode, LeRobotFeature camera, RowTimes times, List<String> notes)
      throws IOException {
    VideoPlace place = episode.videos().get(camera.key());
    String trouble = "";
    if (place == null) {
      trouble = "It is not said where the video is";
    } else if (!Files.isRegularFile(place.file())) {
      trouble = "The video is missing: " + dataset.name(place.file());
    } else if (Pointers.is(place.file())) {
      trouble =
          "Only a pointer to the video is here, not the video itself: "
              + dataset.name(place.file());
    }
    if (place == null || !trouble.isEmpty()) {
      findings.add(
          trouble.startsWith("Only") ? Code.POINTER : Code.FILE_MISSING,
          camera.key(),
          episode.number(),
          trouble);
      notes.add(trouble);
      return null;
    }
    return new Pictures(
        names.of(camera),
        dataset.info().fps(),
        times.ofPictures(rows, names.plain(camera)),
        true,
        new From.Video(place.file(), place.fromSeconds()));
  }

  private @Nullable Pictures stills(LeRobotFeature camera, RowTimes times, int count)
      throws IOException {
    RowStills stills = RowStills.of(rows, camera, count);
    return stills == null
        ? null
        : new Pictures(
            names.of(camera), dataset.info().fps(), times.nanos(), true, new From.Stills(stills));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of %d episodes", format(), episodes.size());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
