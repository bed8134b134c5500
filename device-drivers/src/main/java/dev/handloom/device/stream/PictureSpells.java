package dev.handloom.device.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The faults of a stream's pictures: those that go on, and the newest of those that are over. Told
/// by one thread, looked at by any.
public final class PictureSpells {
  private static final int KEPT = 256;

  private final Map<PictureFault, PictureSpell> open = new EnumMap<>(PictureFault.class);
  private final Map<PictureFault, Long> pictures = new EnumMap<>(PictureFault.class);
  private final ArrayDeque<PictureSpell> over = new ArrayDeque<>();
  private long overCount;

  /// A fault began, or goes on.
  public synchronized void goesOn(PictureSpell spell) {
    PictureSpell before = open.put(spell.fault(), spell);
    long known = before == null ? 0 : before.pictures();
    pictures.merge(spell.fault(), spell.pictures() - known, Long::sum);
  }

  /// A fault is over, if there was one.
  public synchronized void ended(PictureFault fault) {
    PictureSpell spell = open.remove(fault);
    if (spell != null) {
      over.add(spell);
      overCount++;
      if (over.size() > KEPT) {
        over.remove();
      }
    }
  }

  /// Those that go on.
  public synchronized List<PictureSpell> now() {
    return List.copyOf(open.values());
  }

  /// Pictures with a fault since the program began.
  public synchronized long pictures(PictureFault fault) {
    return pictures.getOrDefault(fault, 0L);
  }

  /// How many are over.
  public synchronized long overCount() {
    return overCount;
  }

  /// Those that are over, but for the first so many; the newest of them if there are too many.
  public synchronized List<PictureSpell> overAfter(long count) {
    int wanted = Math.clamp(overCount - count, 0, over.size());
    return new ArrayList<>(over).subList(over.size() - wanted, over.size());
  }
}
