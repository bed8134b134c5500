package dev.handloom.app.ui.settings;

/// What a person wants to hear and feel, and whether their hands may speak.
///
/// @param tones whether short tones tell the phases
/// @param speech whether the system's own voice says them, where there is one
/// @param pinch whether a held pinch of thumb and little finger leads on
/// @param touch whether a headset's controllers buzz when a take begins, ends or goes wrong
public record CueChoices(boolean tones, boolean speech, boolean pinch, boolean touch) {
  public static final CueChoices DEFAULT = new CueChoices(true, false, false, false);

  /// Whether there is nothing to be heard.
  public boolean silent() {
    return !tones && !speech;
  }
}
