package dev.handloom.app.preview;

/// What of a dreamed picture is looked at.
enum Look {
  PICTURE("Picture", "What it expects to see"),
  CHANGES("Changes", "Bright where it expects something else than there is now"),
  DIFFERENCE("Difference", "Bright where the dream was wrong; after the truth has come");

  private final String title;
  private final String words;

  Look(String title, String words) {
    this.title = title;
    this.words = words;
  }

  String title() {
    return title;
  }

  String words() {
    return words;
  }
}
