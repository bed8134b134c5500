package dev.handloom.app.workspace.progress;

import dev.handloom.app.run.KeptRun;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Hours;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.LibraryFigures;
import dev.handloom.store.library.TaskCount;
import dev.handloom.store.progress.Day;
import dev.handloom.store.progress.Goal;
import dev.handloom.store.progress.LibraryNotes;
import dev.handloom.store.progress.TrainingResult;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All that the pages show, as it was at one moment.
///
/// @param person whose day it is; empty for everybody
/// @param takes of the day, those in the trash, too
/// @param soFar all takes of that person
/// @param goals that people set
/// @param trouble what could not be read, for a person; empty if all was
record Snapshot(
    LocalDate date,
    String person,
    List<String> people,
    List<EpisodeRow> takes,
    Day day,
    Hours soFar,
    List<TaskCount> tasks,
    List<Goal> goals,
    List<GoalLine> lines,
    Map<Hours.By, List<Hours>> hours,
    List<TrainingResult> results,
    String trouble) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// Reads it. On a background thread.
  static Snapshot read(Library library, LocalDate date, String person, ZoneId zone)
      throws IOException {
    LibraryFigures figures = library.figures();
    Map<Hours.By, List<Hours>> hours = new EnumMap<>(Hours.By.class);
    for (Hours.By by : Hours.By.values()) {
      hours.put(by, figures.hours(by));
    }
    Instant from = date.atStartOfDay(zone).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(zone).toInstant();
    List<EpisodeRow> takes =
        figures.between(unixNanos(from), unixNanos(to)).stream()
            .filter(row -> person.isEmpty() || row.person().equals(person))
            .toList();
    List<KeptRun> runs = KeptRun.of(library);
    List<EpisodeId> begun = new ArrayList<>();
    for (KeptRun run : runs) {
      if (person.isEmpty() || run.plan().person().equals(person)) {
        run.takes().stream()
            .filter(id -> !id.start().isBefore(from) && id.start().isBefore(to))
            .forEach(begun::add);
      }
    }
    StringBuilder trouble = new StringBuilder();
    LibraryNotes notes = new LibraryNotes(library);
    List<Goal> goals = List.of();
    try {
      goals = notes.goals();
    } catch (IOException e) {
      trouble.append(e.getMessage());
    }
    List<TrainingResult> results = List.of();
    try {
      results = notes.results();
    } catch (IOException e) {
      trouble.append(trouble.isEmpty() ? "" : "\n").append(e.getMessage());
    }
    List<TaskCount> tasks = figures.tasks();
    List<Hours> people = hours.getOrDefault(Hours.By.PERSON, List.of());
    return new Snapshot(
        date,
        person,
        people.stream().map(Hours::name).filter(name -> !name.isEmpty()).sorted().toList(),
        takes,
        Day.of(takes, begun),
        sum(people.stream().filter(h -> person.isEmpty() || h.name().equals(person)).toList()),
        tasks,
        goals,
        GoalLine.of(tasks, goals, runs),
        hours,
        results,
        trouble.toString());
  }

  private static Hours sum(List<Hours> all) {
    Hours sum = new Hours("", 0, 0, 0, 0, 0, 0);
    for (Hours each : all) {
      sum =
          new Hours(
              "",
              sum.takes() + each.takes(),
              sum.nanos() + each.nanos(),
              sum.success() + each.success(),
              sum.fail() + each.fail(),
              sum.unsure() + each.unsure(),
              sum.unjudged() + each.unjudged());
    }
    return sum;
  }

  /// All episodes of the library together.
  Hours all() {
    return sum(hours.getOrDefault(Hours.By.VERDICT, List.of()));
  }

  private static long unixNanos(Instant time) {
    return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
  }
}
