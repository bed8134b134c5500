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

  public ModelException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ModelException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
