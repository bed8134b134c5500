package dev.handloom.device.timecode;

/// Why a picture says nothing of the time.
public enum Hindrance {
  NONE(""),
  NO_CODE("The code is not in the picture. Point the camera at this screen."),
  TOO_DARK("The picture is too dark, or the screen too dim."),
  FAINT("Black and white are too alike: look for glare on the screen, or lock the exposure."),
  TOO_SMALL("The code is too small in the picture. Move the camera closer."),
  HIDDEN("The strips above and below the code are not seen whole."),
  OTHER_CODE("The code in the picture is that of another window."),
  UNREADABLE("The strips cannot be read. Is the picture sharp, and the camera at rest?");

  private final String words;

  Hindrance(String words) {
    this.words = words;
  }

  /// What hinders and what to do, for a person.
  public String words() {
    return words;
  }
}
