package dev.handloom.device.driver.bus;

import dev.handloom.device.clock.StudioClock;

/// Whose turn it is beside the cycles: first everybody is asked who it is, then, where somebody is
/// missing, whether another id answers instead.
public final class Acquaintance {
  private static final int MOST_TRIES = 20;

  private final Roster roster;
  private final int highestId;
  private final int[] tries;

  /// Who has said who it is, or was asked in vain so often that it is left alone.
  private int known;

  private int scanned = -1;

  /// @param highestId that there can be on the bus
  public Acquaintance(Roster roster, int highestId) {
    this.roster = roster;
    this.highestId = highestId;
    tries = new int[roster.size()];
  }

  public boolean knows(int place) {
    return (known & 1 << place) != 0;
  }

  /// The next after a place who is to be asked who it is; −1 if nobody is, or it does not answer.
  public int nextUnknown(int after) {
    for (int step = 1; step <= tries.length; step++) {
      int next = (after + step) % tries.length;
      if (!knows(next)) {
        return (roster.missing() & 1 << next) == 0 ? next : -1;
      }
    }
    return -1;
  }

  /// The next id of none of ours to be asked whether it is there; −1 if nobody is missing, or all
  /// were asked.
  public int nextStranger() {
    if (roster.missing() == 0) {
      return -1;
    }
    while (scanned < highestId) {
      scanned++;
      if (roster.place(scanned) < 0) {
        return scanned;
      }
    }
    return -1;
  }

  /// It has said who it is.
  public void met(int place) {
    known |= 1 << place;
  }

  /// It did not answer who it is.
  public void silent(int place) {
    if (++tries[place] == MOST_TRIES) {
      met(place);
    }
  }

  /// Those of a cycle who did not answer.
  public static void unanswered(Roster roster, int answered) {
    long now = StudioClock.now();
    for (int i = 0; i < roster.size(); i++) {
      if ((answered & 1 << i) == 0) {
        roster.unanswered(i, now);
      }
    }
  }
}
