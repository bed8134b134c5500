package dev.handloom.preview.monitor;

/// By what a model is trusted or not; the higher, the worse, all of them.
public enum Trust {
  /// How much of what moved the dream got wrong: 1 is as good as a dream in which nothing happens.
  /// For each horizon.
  DREAM("Dream", ""),
  /// How unlike the dreamed motion is to the real one: 0 the same way, 1 across, 2 opposite.
  MOTION("Motion", ""),
  /// How far a plan is from the plan a moment before it, where they speak of the same time.
  PLAN("Plan", "spreads"),
  /// How far a plan is from where its own dream has the body.
  FOLLOWS("Aim", "spreads"),
  /// How far the body is from where it was expected. For each horizon.
  BODY("Body", "spreads"),
  /// How far the person is from the plan.
  PERSON("Person", "spreads"),
  /// How much the copies of a model disagree, or the episodes that a plan could be taken from.
  SPREAD("Agreement", "spreads"),
  /// How unlike the moment is to all accepted ones: all of it, each camera, the body.
  FAMILIAR("Scene", ""),
  /// How far the body has moved since a camera's picture last changed. For each camera.
  STILL("Picture", "spreads"),
  /// How old the observation is when its answer comes. Judged by how long a plan lasts, as it is
  /// the computer's doing and not the episode's.
  TIME("Time", "ms");

  private final String title;
  private final String unit;

  Trust(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  public String title() {
    return title;
  }

  public String unit() {
    return unit;
  }
}
