package dev.handloom.app.cli;

/// The limits of a run of takes.
final class Lengths {
  private static final int MOST_EPISODES = 10_000;
  private static final double LONGEST_SECONDS = 24 * 3600;

  private Lengths() {}

  static void check(int episodes, double seconds) {
    if (episodes < 1 || episodes > MOST_EPISODES) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "--episodes must be from 1 to " + MOST_EPISODES + ", not " + episodes);
    }
    if (!(seconds > 0) || seconds > LONGEST_SECONDS) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--seconds must be more than 0 and at most a day, not " + seconds);
    }
  }
}
