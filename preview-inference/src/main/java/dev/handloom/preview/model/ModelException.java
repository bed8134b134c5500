package dev.handloom.preview.model;

/// A model that gave no answer. The message can be shown as it stands.
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1;

  /// What went wrong, as far as the next step depends on it.
  public enum Kind {
    /// Nobody is there, or it hung up: worth another try.
    AWAY,
    /// It took too long.
    LATE,
    /// It said that it cannot, in its own words.
    REFUSED,
    /// What it said makes no sense.
    UNCLEAR,
    /// We closed it.
    CLOSED
  }

  private final Kind kind;
  private final String said;

  public ModelException(Kind kind, String message) {
    this(kind, message, "");
  }

  /// @param said the model's own words, whole, as a traceback of many lines
  public ModelException(Kind kind, String message, String said) {
    super(message);
    this.kind = kind;
    this.said = said;
  }

  public Kind kind() {
    return kind;
  }

  public String said() {
    return said;
  }

  /// It refused, in its own words; the last line of a traceback is the one that says why.
  public static ModelException refused(String said) {
    String last = said.strip();
    last = last.substring(last.lastIndexOf('\n') + 1).strip();
    return new ModelException(
        Kind.REFUSED,
        last.isEmpty() ? "The model refused without a word" : "The model says: " + last,
        said);
  }
}
