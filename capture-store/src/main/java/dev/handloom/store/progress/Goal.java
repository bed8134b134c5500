package dev.handloom.store.progress;

/// How many takes of a task are wanted.
///
/// @param rig with which they are to be recorded, as thirty with gloves and five with the robot;
///   empty for any
public record Goal(String task, String rig, int takes) {
  public static final int MOST_TAKES = 100_000;

  public Goal {
    task = task.strip();
    rig = rig.strip();
    if (task.isEmpty() || takes < 1 || takes > MOST_TAKES) {
      throw new IllegalArgumentException("A goal needs a task and a number of takes");
    }
  }

  /// Whether it is about the same takes as another.
  public boolean replaces(Goal other) {
    return task.equals(other.task) && rig.equals(other.rig);
  }
}
