package dev.handloom.store.review;

/// What a person decided about an episode.
public enum Verdict {
  /// Nobody decided yet.
  NONE,
  SUCCESS,
  FAIL,
  UNSURE
}
