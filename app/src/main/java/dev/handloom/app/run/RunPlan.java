package dev.handloom.app.run;

/// What is shown in a run, how often, and by whom.
///
/// @param task the name that every take carries
/// @param instruction how it is to be done, for the person; may be empty
/// @param picture the file of a picture that shows how the scene should look; may be empty
/// @param target how many takes are wanted
/// @param person who wears the devices; may be empty
/// @param countdownSeconds before each take; 0 for none
public record RunPlan(
    String task,
    String instruction,
    String picture,
    int target,
    String person,
    int countdownSeconds) {
  public static final int MOST_TAKES = 10_000;
  public static final int LONGEST_COUNTDOWN_SECONDS = 30;

  public RunPlan {
    task = task.strip();
    instruction = instruction.strip();
    picture = picture.strip();
    person = person.strip();
    target = Math.clamp(target, 1, MOST_TAKES);
    countdownSeconds = Math.clamp(countdownSeconds, 0, LONGEST_COUNTDOWN_SECONDS);
  }
}
