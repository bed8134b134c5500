package dev.handloom.preview.monitor;

/// Two questions that are independent: is the dream right, and does the plan follow the dream?
public enum Reading {
  NOMINAL("As it should be", "The dream came true, and the plan leads where the dream shows."),
  PLAN_OFF(
      "The plan does not follow the dream",
      "The dream is right and the plan is not: look at the units and scales of the actions, the"
          + " order of the cameras, and how old the pictures are."),
  DREAM_OFF(
      "It dreams something else",
      "The plan follows a dream that does not come true. Do not trust it here; collect takes of"
          + " this scene."),
  BOTH_OFF(
      "It does not know this",
      "Neither dream nor plan is right: this is unlike what it was trained on. Do not trust it;"
          + " mark the take, and collect more like it.");

  private final String title;
  private final String advice;

  Reading(String title, String advice) {
    this.title = title;
    this.advice = advice;
  }

  public String title() {
    return title;
  }

  public String advice() {
    return advice;
  }

  public static Reading of(boolean dreamRight, boolean planFollows) {
    if (dreamRight) {
      return planFollows ? NOMINAL : PLAN_OFF;
    }
    return planFollows ? DREAM_OFF : BOTH_OFF;
  }
}
