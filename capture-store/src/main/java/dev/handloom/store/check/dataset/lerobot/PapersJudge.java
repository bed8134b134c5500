package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.LeRobotInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds what the papers say against the rows.
final class PapersJudge {
  private static final String INFO = "meta/info.json";

  private final LeRobotFolder dataset;
  private final LeRobotInfo info;
  private final DatasetFindings findings;

  PapersJudge(LeRobotFolder dataset, DatasetFindings findings) {
    this.dataset = dataset;
    this.info = dataset.info();
    this.findings = findings;
  }

  /// @param rows of all files
  /// @param whole whether every file could be read; else nothing follows from what is not there
  void judge(Map<Long, EpisodeSeen> seen, long rows, boolean whole) {
    if (dataset.episodes().isEmpty() && seen.isEmpty()) {
      findings.add(Code.EMPTY, "", "There is not one episode in it");
    }
    order();
    total(Code.EPISODE_COUNT, "total_episodes", info.episodes(), dataset.episodes().size());
    if (whole) {
      total(Code.ROW_COUNT, "total_frames", info.frames(), rows);
    }
    total(Code.TASK, "total_tasks", info.tasks(), dataset.tasks().size());
    Map<Long, LeRobotEpisode> known = new HashMap<>();
    for (LeRobotEpisode episode : dataset.episodes()) {
      known.put(episode.number(), episode);
      EpisodeSeen own = seen.get(episode.number());
      if (own != null) {
        episode(episode, own, whole);
      } else if (whole) {
        findings.add(
            Code.EPISODE_COUNT, "", episode.number(), "It is written down and has no rows");
      }
    }
    for (EpisodeSeen own : seen.values()) {
      LeRobotEpisode said = known.get(own.number);
      if (said == null) {
        findings.add(Code.EPISODE_COUNT, "", own.number, "It has rows and is not written down");
      }
      tasks(own, said == null ? List.of() : said.tasks());
    }
    splits();
  }

  private void order() {
    long expected = 0;
    for (LeRobotEpisode episode : dataset.episodes()) {
      if (episode.number() != expected) {
        findings.add(
            Code.EPISODE_ORDER,
            "meta/episodes",
            episode.number(),
            info.major() == 3
                ? "It is written down where a loader takes it for episode " + expected
                : "It is written down where episode " + expected + " should be");
      }
      expected = episode.number() + 1;
    }
  }

  private void total(Code code, String key, @Nullable Long said, long counted) {
    if (said != null && said != counted) {
      findings.add(code, INFO, "“" + key + "” is " + said + ", and there are " + counted);
    }
  }

  private void episode(LeRobotEpisode said, EpisodeSeen own, boolean whole) {
    if (said.length() != own.rows) {
      findings.add(
          Code.ROW_COUNT,
          "meta/episodes",
          own.number,
          said.length() < 0
              ? "It does not say how many rows it has"
              : "It should have " + said.length() + " rows, and has " + own.rows);
    }
    if (info.major() < 3) {
      return;
    }
    if (whole && (said.from() != own.position || said.to() != own.position + own.rows)) {
      findings.add(
          Code.EPISODE_PLACE,
          "meta/episodes",
          own.number,
          "Its rows should be "
              + said.from()
              + " to "
              + said.to()
              + ", and are "
              + own.position
              + " to "
              + (own.position + own.rows));
    }
    if (said.table() == null || !said.table().normalize().equals(own.table.normalize())) {
      findings.add(
          Code.EPISODE_PLACE,
          "meta/episodes",
          own.number,
          "Its rows should be in "
              + (said.table() == null
                  ? "a file that is not named"
                  : dataset.name(Objects.requireNonNull(said.table())))
              + ", and are in "
              + dataset.name(own.table));
    }
  }

  private void tasks(EpisodeSeen own, List<String> said) {
    Set<String> words = new HashSet<>();
    said.forEach(each -> words.add(each.strip()));
    for (Long task : own.tasks) {
      String text = dataset.tasks().get(task);
      if (text == null) {
        findings.add(
            Code.TASK,
            "task_index",
            own.number,
            "Rows are of task " + task + ", which has no words");
      } else if (!words.isEmpty() && !words.contains(text)) {
        findings.add(
            Code.TASK_WORDS,
            "task_index",
            own.number,
            "Its rows are of task " + task + ", whose words the episode does not have");
      }
    }
  }

  private void splits() {
    for (Map.Entry<String, String> split : info.splits().entrySet()) {
      String[] ends = split.getValue().split(":", -1);
      long from = ends.length == 2 ? number(ends[0]) : -1;
      long to = ends.length == 2 ? number(ends[1]) : -1;
      if (from < 0 || to < from || to > dataset.episodes().size()) {
        findings.add(
            Code.SPLIT,
            INFO,
            "The split “"
                + split.getKey()
                + "” is “"
                + split.getValue()
                + "”, and there are "
                + dataset.episodes().size()
                + " episodes");
      }
    }
  }

  private static long number(String text) {
    return text.strip().matches("\\d{1,15}") ? Long.parseLong(text.strip()) : -1;
  }
}
