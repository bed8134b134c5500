package dev.handloom.app.ui.settings;

import dev.handloom.app.ui.theme.ThemeChoice;
import org.jspecify.annotations.Nullable;

/// What is remembered. Null where the person never chose.
///
/// @param library folder of the library
/// @param rig the rig file that was open; null for the simulated rig
/// @param window where the window stood
/// @param workspace id of the workspace seen last
/// @param recording how takes are recorded
public record Settings(
    ThemeChoice theme,
    @Nullable String library,
    @Nullable String rig,
    @Nullable WindowPlace window,
    @Nullable String workspace,
    RecordingChoices recording) {

  /// Before the first launch.
  public static final Settings DEFAULT =
      new Settings(ThemeChoice.SYSTEM, null, null, null, null, RecordingChoices.DEFAULT);

  public Settings withTheme(ThemeChoice value) {
    return new Settings(value, library, rig, window, workspace, recording);
  }

  public Settings withLibrary(@Nullable String value) {
    return new Settings(theme, value, rig, window, workspace, recording);
  }

  public Settings withRig(@Nullable String value) {
    return new Settings(theme, library, value, window, workspace, recording);
  }

  public Settings withWindow(@Nullable WindowPlace value) {
    return new Settings(theme, library, rig, value, workspace, recording);
  }

  public Settings withWorkspace(@Nullable String value) {
    return new Settings(theme, library, rig, window, value, recording);
  }

  public Settings withRecording(RecordingChoices value) {
    return new Settings(theme, library, rig, window, workspace, value);
  }
}
