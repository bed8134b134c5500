package dev.handloom.store.importer.mcap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The times of a topic's messages: three may be there, and one is taken.
final class TopicTimes {
  /// Farther from when it was written, a stamp is of a clock of its own, and would not fit those of
  /// other topics.
  static final long FARTHEST_NANOS = 10_000_000_000L;

  private static final int FIRST = 256;

  private long[] logs = new long[FIRST];
  private long[] sent = new long[FIRST];
  private long[] stamps = new long[FIRST];
  private boolean stamped = true;
  private int count;

  /// Which of them it is.
  enum Taken {
    STAMP("the stamps in the messages"),
    SENT("the times at which the messages were sent"),
    WRITTEN("the times at which the messages were written");

    private final String words;

    Taken(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// @param nanos of each message, in the order of the file
  /// @param whyNot why not the stamps in the messages; empty where it is they or there are none
  record Choice(Taken taken, long[] nanos, String whyNot) {}

  void add(long log, long published, @Nullable Stamp stamp) {
    if (count == logs.length) {
      logs = Arrays.copyOf(logs, 2 * count);
      sent = Arrays.copyOf(sent, 2 * count);
      stamps = Arrays.copyOf(stamps, 2 * count);
    }
    logs[count] = log;
    sent[count] = published;
    stamps[count] = stamp == null ? 0 : stamp.nanos();
    stamped &= stamp != null && stamp.nanos() != 0;
    count++;
  }

  int count() {
    return count;
  }

  /// @param inOrder whether what comes later in the file must be later
  Choice choose(boolean inOrder) {
    long[] written = Arrays.copyOf(logs, count);
    String whyNot = "";
    if (stamped) {
      long[] own = Arrays.copyOf(stamps, count);
      if (!near(own, written)) {
        whyNot = "they are of a clock of their own";
      } else if (constant(own)) {
        whyNot = "they are all the same";
      } else if (inOrder && !rising(own)) {
        whyNot = "they go back";
      } else {
        return new Choice(Taken.STAMP, own, "");
      }
    }
    long[] published = Arrays.copyOf(sent, count);
    boolean usable =
        near(published, written) && !constant(published) && (!inOrder || rising(published));
    return usable && !Arrays.equals(published, written)
        ? new Choice(Taken.SENT, published, whyNot)
        : new Choice(Taken.WRITTEN, written, whyNot);
  }

  private static boolean near(long[] some, long[] written) {
    long[] apart = new long[some.length];
    for (int i = 0; i < some.length; i++) {
      apart[i] = Math.abs(some[i] - written[i]);
    }
    Arrays.sort(apart);
    return apart.length > 0 && apart[apart.length / 2] <= FARTHEST_NANOS;
  }

  private static boolean constant(long[] some) {
    return some.length > 2 && Arrays.stream(some).distinct().count() == 1;
  }

  private static boolean rising(long[] some) {
    for (int i = 1; i < some.length; i++) {
      if (some[i] <= some[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
