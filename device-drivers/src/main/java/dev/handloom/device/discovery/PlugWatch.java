package dev.handloom.device.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says what was plugged and unplugged between two looks. Belongs to one thread.
public final class PlugWatch {
  /// How often one looks.
  public static final long PERIOD_NANOS = 1_000_000_000L;

  /// A change since the last look.
  public sealed interface Change {
    Attached device();

    record Plugged(Attached device) implements Change {}

    record Unplugged(Attached device) implements Change {}
  }

  private Map<String, Attached> known = new LinkedHashMap<>();

  /// What changed; at first everything that is there. What comes back at another path, or another
  /// device at the same address, is an unplug and a plug.
  public List<Change> update(List<Attached> now) {
    Map<String, Attached> next = new LinkedHashMap<>();
    now.forEach(device -> next.put(device.address(), device));
    List<Change> changes = new ArrayList<>();
    known.forEach((address, device) -> {
      if (!device.equals(next.get(address))) {
        changes.add(new Change.Unplugged(device));
      }
    });
    next.forEach((address, device) -> {
      if (!device.equals(known.get(address))) {
        changes.add(new Change.Plugged(device));
      }
    });
    known = next;
    return changes;
  }
}
