package dev.handloom.app.ui.settings;

/// Who wears the gloves, and how long their calibrations are trusted.
///
/// @param person who was named last; empty where nobody was
/// @param staleHours after which a profile is to be checked or made anew
public record CalibrationChoices(String person, int staleHours) {
  /// A glove is put on anew every day at least.
  public static final CalibrationChoices DEFAULT = new CalibrationChoices("", 24);

  public static final int LONGEST_HOURS = 24 * 365;

  public CalibrationChoices {
    person = person.strip();
    staleHours = Math.clamp(staleHours, 1, LONGEST_HOURS);
  }

  public CalibrationChoices withStaleHours(int hours) {
    return new CalibrationChoices(person, hours);
  }

  public CalibrationChoices withPerson(String who) {
    return new CalibrationChoices(who, staleHours);
  }
}
