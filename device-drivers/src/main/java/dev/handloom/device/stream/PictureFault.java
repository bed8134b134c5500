package dev.handloom.device.stream;

/// What can be wrong with pictures that come in time and are whole.
public enum PictureFault {
  /// The same picture, byte for byte, again and again for a second or longer.
  FROZEN(
      "Its picture stands still: the same again and again",
      "Look at the camera and its cable; take its power away and give it back"),
  /// A picture, byte for byte, once more.
  REPEATED(
      "Some of its pictures come twice",
      "It is slower than it should be: set fps to what it can, or give it more light"),
  /// There is nothing to be seen.
  BLACK("Its picture is black", "Look at its lens cap, its exposure and the light"),
  /// Its fine detail is gone, and its coarse is not.
  BLURRED("Its picture has become blurred", "Clean its lens and focus it");

  private final String what;
  private final String remedy;

  PictureFault(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  /// What a person sees.
  public String what() {
    return what;
  }

  /// What a person can do.
  public String remedy() {
    return remedy;
  }
}
