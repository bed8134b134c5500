package dev.handloom.app.workspace.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.run.KeptRun;
import dev.handloom.app.run.RunPlan;
import dev.handloom.store.library.TaskCount;
import dev.handloom.store.progress.Goal;
import dev.handloom.store.progress.ScalingLaw;
import dev.handloom.store.progress.TrainingResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressWordsTest {
  private static final long HOUR = 3_600_000_000_000L;

  @Test
  void thirtyByHandAndFiveByRobotAreTwoGoalsOfOneTask() {
    List<TaskCount> counts =
        List.of(
            new TaskCount("pour", "gloves", 20, 18, HOUR),
            new TaskCount("pour", "arm", 5, 5, HOUR),
            new TaskCount("fold", "gloves", 7, 7, HOUR),
            new TaskCount("", "gloves", 2, 2, HOUR));
    List<Goal> goals = List.of(new Goal("pour", "gloves", 30), new Goal("pour", "arm", 5));
    assertEquals(
        List.of(
            new GoalLine("pour", "arm", 5, 5, false, HOUR),
            new GoalLine("pour", "gloves", 18, 30, false, HOUR),
            new GoalLine("fold", "gloves", 7, 0, false, HOUR),
            new GoalLine("", "gloves", 2, 0, false, HOUR)),
        GoalLine.of(counts, goals, List.of()));
  }

  @Test
  void aTaskWithoutAGoalHasThatOfItsRun() {
    List<TaskCount> counts =
        List.of(
            new TaskCount("pour", "gloves", 3, 3, HOUR), new TaskCount("pour", "arm", 1, 1, HOUR));
    List<KeptRun> runs =
        List.of(
            new KeptRun(new RunPlan("pour", "", "", 10, "", 0), List.of()),
            new KeptRun(new RunPlan("pour", "", "", 5, "", 0), List.of()));
    assertEquals(
        List.of(new GoalLine("pour", "", 4, 10, true, 2 * HOUR)),
        GoalLine.of(counts, List.of(), runs));
    assertEquals(
        List.of(new GoalLine("pour", "", 4, 7, false, 2 * HOUR)),
        GoalLine.of(counts, List.of(new Goal("pour", "", 7)), runs));
  }

  @Test
  void beyondWhatWasFittedThereIsAPlainWarning() {
    ScalingLaw published = ScalingLaw.EGOSCALE;
    assertTrue(ProgressWords.warning(published, 12, 100).startsWith("Extrapolated"));
    assertTrue(ProgressWords.warning(published, 12, 100).contains("1,000 h to 20,000 h"));
    assertTrue(ProgressWords.warning(published, 12, 2_000).startsWith("You have 12 h, outside"));
    assertEquals("", ProgressWords.warning(published, 1_500, 2_000));
    assertTrue(ProgressWords.expected(published, 2_000).contains("was not published"));
  }

  @Test
  void whatCannotBeKnownIsNotClaimed() {
    ScalingLaw two = ScalingLaw.fit(List.of(at(10, 0.05), at(100, 0.04)));
    assertTrue(ProgressWords.expected(two, 50).contains("cannot be said before a third result"));
    ScalingLaw three = ScalingLaw.fit(List.of(at(10, 0.05), at(100, 0.04), at(1_000, 0.0302)));
    assertTrue(ProgressWords.expected(three, 50).contains("with 95 % between"));
    assertTrue(ProgressWords.expected(three, 1e9).contains("below zero"));
    ScalingLaw rising = ScalingLaw.fit(List.of(at(10, 0.04), at(100, 0.05), at(1_000, 0.06)));
    assertTrue(ProgressWords.warning(rising, 50, 60).startsWith("Your results do not fall"));
    assertTrue(ProgressWords.law(rising).contains("+ 0.0043"));
  }

  private static TrainingResult at(double hours, double loss) {
    return new TrainingResult(hours, loss, "");
  }

  @Test
  void numbersAreReadAsPeopleTypeThem() {
    assertEquals(1200, ResultSheet.number("1,200"));
    assertEquals(1200, ResultSheet.number("1 200"));
    assertEquals(0.0231, ResultSheet.number("0,0231"));
    assertEquals(0.0231, ResultSheet.number(" .0231"));
    assertThrows(NumberFormatException.class, () -> ResultSheet.number("twelve"));
    assertThrows(NumberFormatException.class, () -> ResultSheet.number(""));
  }

  @Test
  void hoursKeepTheDigitsThatMean() {
    assertEquals("< 0.01 h", ProgressWords.hours(0.001));
    assertEquals("0.42 h", ProgressWords.hours(0.421));
    assertEquals("12.4 h", ProgressWords.hours(12.41));
    assertEquals("12 h", ProgressWords.hours(12.0));
    assertEquals("1,204 h", ProgressWords.hours(1203.9));
    assertEquals("59 min", ProgressWords.length(59 * 60_000_000_000L));
    assertEquals("1 h 00 min", ProgressWords.length(3_599_000_000_000L));
  }
}
