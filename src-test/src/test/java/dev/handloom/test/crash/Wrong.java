package dev.handloom.test.crash;

/// What a killed take left is not as it must be.
final class Wrong extends AssertionError {
  private static final long serialVersionUID = 1;

  /// What must hold.
  enum Law {
    /// It is recovered, opens, and passes the check.
    OPENS,
    /// Of each stream, nothing is missing in the midst that is not counted.
    CONTIGUOUS,
    /// Samples and pictures are what they were.
    VALUES,
    /// Nothing that was acknowledged is missing.
    ACKNOWLEDGED,
    /// Of the rest, a second at most.
    LOSS
  }

  private final Law law;

  Wrong(Law law, String message) {
    super(message);
    this.law = law;
  }

  Law law() {
    return law;
  }
}
