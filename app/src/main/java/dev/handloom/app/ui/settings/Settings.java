package dev.handloom.app.ui.settings;

import dev.handloom.app.ui.theme.ThemeChoice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is remembered. Null where the person never chose.
///
/// @param library folder of the library
/// @param rig the rig file that was open; null for the simulated rig
/// @param window where the window stood
/// @param workspace id of the workspace seen last
/// @param recording how takes are recorded
/// @param buttons which action a pedal or button of a device does, by its name
/// @param cues what is heard, and whether hands may speak
/// @param calibration who wears the gloves, and how long their calibrations are trusted
public record Settings(
    ThemeChoice theme,
    @Nullable String library,
    @Nullable String rig,
    @Nullable WindowPlace window,
    @Nullable String workspace,
    RecordingChoices recording,
    Map<String, String> buttons,
    CueChoices cues,
    CalibrationChoices calibration) {

  public Settings {
    buttons = Map.copyOf(buttons);
  }

  /// Before the first launch.
  public static final Settings DEFAULT =
      new Settings(
          ThemeChoice.SYSTEM,
          null,
          null,
          null,
          null,
          RecordingChoices.DEFAULT,
          Map.of(),
          CueChoices.DEFAULT,
          CalibrationChoices.DEFAULT);

  public Settings withTheme(ThemeChoice value) {
    return new Settings(
        value, library, rig, window, workspace, recording, buttons, cues, calibration);
  }

  public Settings withLibrary(@Nullable String value) {
    return new Settings(
        theme, value, rig, window, workspace, recording, buttons, cues, calibration);
  }

  public Settings withRig(@Nullable String value) {
    return new Settings(
        theme, library, value, window, workspace, recording, buttons, cues, calibration);
  }

  public Settings withWindow(@Nullable WindowPlace value) {
    return new Settings(
        theme, library, rig, value, workspace, recording, buttons, cues, calibration);
  }

  public Settings withWorkspace(@Nullable String value) {
    return new Settings(theme, library, rig, window, value, recording, buttons, cues, calibration);
  }

  public Settings withRecording(RecordingChoices value) {
    return new Settings(theme, library, rig, window, workspace, value, buttons, cues, calibration);
  }

  public Settings withButtons(Map<String, String> value) {
    return new Settings(
        theme, library, rig, window, workspace, recording, value, cues, calibration);
  }

  public Settings withCues(CueChoices value) {
    return new Settings(
        theme, library, rig, window, workspace, recording, buttons, value, calibration);
  }

  public Settings withCalibration(CalibrationChoices value) {
    return new Settings(theme, library, rig, window, workspace, recording, buttons, cues, value);
  }
}
