package dev.handloom.app.workspace.progress;

import dev.handloom.app.run.KeptRun;
import dev.handloom.store.library.TaskCount;
import dev.handloom.store.progress.Goal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a task is.
///
/// @param rig with which; empty for any
/// @param done takes that nobody judged to have failed
/// @param target 0 where nobody set a goal
/// @param ofRun whether the goal is that of a run
record GoalLine(String task, String rig, int done, int target, boolean ofRun, long nanos) {

  /// The goals first, then what was recorded without one.
  static List<GoalLine> of(List<TaskCount> counts, List<Goal> goals, List<KeptRun> runs) {
    List<GoalLine> lines = new ArrayList<>();
    List<TaskCount> left = new ArrayList<>(counts);
    for (Goal goal : goals) {
      lines.add(line(goal, false, counts));
      left.removeIf(count -> covers(goal, count));
    }
    Map<String, Integer> targets = new TreeMap<>();
    for (KeptRun run : runs) {
      targets.merge(run.plan().task(), run.plan().target(), Math::max);
    }
    targets.forEach((task, target) -> {
      if (!task.isEmpty() && goals.stream().noneMatch(goal -> goal.task().equals(task))) {
        Goal goal = new Goal(task, "", target);
        lines.add(line(goal, true, counts));
        left.removeIf(count -> covers(goal, count));
      }
    });
    lines.sort(Comparator.comparing(GoalLine::task).thenComparing(GoalLine::rig));
    for (TaskCount count : left) {
      lines.add(new GoalLine(count.task(), count.rig(), count.good(), 0, false, count.nanos()));
    }
    return lines;
  }

  private static boolean covers(Goal goal, TaskCount count) {
    return goal.task().equals(count.task())
        && (goal.rig().isEmpty() || goal.rig().equals(count.rig()));
  }

  private static GoalLine line(Goal goal, boolean ofRun, List<TaskCount> counts) {
    int done = 0;
    long nanos = 0;
    for (TaskCount count : counts) {
      if (covers(goal, count)) {
        done += count.good();
        nanos += count.nanos();
      }
    }
    return new GoalLine(goal.task(), goal.rig(), done, goal.takes(), ofRun, nanos);
  }
}
