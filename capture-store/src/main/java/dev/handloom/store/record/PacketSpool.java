package dev.handloom.store.record;

import dev.handloom.store.video.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last packed pictures of one camera in memory, in whole groups: what is kept can be decoded
/// by itself. One thread fills and empties it; any may ask.
final class PacketSpool {
  /// A picture that came.
  ///
  /// @param packet null when the encoder did not get to it
  record Held(Picture picture, @Nullable Packet packet) {
    private boolean key() {
      return packet != null && packet.key();
    }

    private int bytes() {
      return packet == null ? 0 : packet.bytes().length;
    }
  }

  private static final long NOTHING = Long.MAX_VALUE;

  private final ArrayDeque<List<Held>> groups = new ArrayDeque<>();

  /// Of pictures that belong to a take, and for whose packets there was no room any more.
  private final List<Held> withoutPackets = new ArrayList<>();

  private final long keepNanos;
  private final long mostBytes;
  private long bytes;

  /// From here on all belongs to a take that has begun.
  private long promisedNanos = NOTHING;

  /// @param mostBytes of packed pictures; beyond them the oldest group goes early
  PacketSpool(long keepNanos, long mostBytes) {
    this.keepNanos = keepNanos;
    this.mostBytes = mostBytes;
  }

  synchronized void add(Held held, long nowNanos) {
    if (held.key() || groups.isEmpty()) {
      groups.addLast(new ArrayList<>());
    }
    groups.getLast().add(held);
    bytes += held.bytes();
    long oldest = Math.min(nowNanos - keepNanos, promisedNanos);
    while (groups.size() > 1
        && (bytes > mostBytes || second().getFirst().picture().nanos() <= oldest)) {
      for (Held old : groups.removeFirst()) {
        bytes -= old.bytes();
        if (old.picture().nanos() >= promisedNanos) {
          withoutPackets.add(new Held(old.picture(), null));
        }
      }
    }
  }

  /// From this moment on everything is kept until it is taken out, however long that takes: a disk
  /// may be slow to open a file.
  synchronized void promise(long nanos) {
    promisedNanos = nanos;
  }

  private List<Held> second() {
    Iterator<List<Held>> all = groups.iterator();
    all.next();
    return all.next();
  }

  /// The time of the last picture at or before a moment that can be decoded by itself; the moment
  /// itself if there is none.
  synchronized long keyAtOrBefore(long nanos) {
    long found = nanos;
    boolean any = false;
    for (List<Held> group : groups) {
      long time = group.getFirst().picture().nanos();
      if (time <= nanos && group.getFirst().key()) {
        found = time;
        any = true;
      }
    }
    return any ? found : nanos;
  }

  /// Takes everything out from the first group on that begins at or after a moment. Of pictures for
  /// which there was no room nothing but their times is there.
  synchronized List<Held> takeFrom(long nanos) {
    List<Held> out = new ArrayList<>(withoutPackets);
    withoutPackets.clear();
    promisedNanos = NOTHING;
    for (List<Held> group : groups) {
      boolean begins = group.getFirst().key() && group.getFirst().picture().nanos() >= nanos;
      if (!out.isEmpty() || begins) {
        out.addAll(group);
      }
    }
    groups.clear();
    bytes = 0;
    return out;
  }

  synchronized long bytes() {
    return bytes;
  }

  /// The time of the oldest picture that is kept; [Long#MAX_VALUE] while there is none.
  synchronized long oldestNanos() {
    return groups.isEmpty() ? Long.MAX_VALUE : groups.getFirst().getFirst().picture().nanos();
  }
}
