package dev.handloom.device.sim;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The simulators that are on board, found once by `ServiceLoader`.
public final class Simulators {
  private static final Map<String, WireSimulator> BY_NAME = load();

  private Simulators() {}

  private static Map<String, WireSimulator> load() {
    Map<String, WireSimulator> found = new TreeMap<>();
    for (WireSimulators family : ServiceLoader.load(WireSimulators.class)) {
      for (WireSimulator simulator : family.all()) {
        if (found.put(simulator.name(), simulator) != null) {
          throw new IllegalStateException("Two simulators are called " + simulator.name());
        }
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /// All, by name.
  public static Collection<WireSimulator> all() {
    return BY_NAME.values();
  }

  /// Their names, in order.
  public static Collection<String> names() {
    return BY_NAME.keySet();
  }

  /// Whether there is one for what stands after `sim:` in an address.
  public static boolean knows(String rest) {
    return BY_NAME.containsKey(kind(rest));
  }

  /// The simulator for what stands after `sim:` in an address: its name and, for a second of a
  /// kind, `#2`.
  static WireSimulator of(String rest) throws IOException {
    @Nullable WireSimulator found = BY_NAME.get(kind(rest));
    if (found == null) {
      throw new IOException(
          "There is no such simulated device; there are "
              + String.join(", ", names())
              + ": sim:"
              + rest);
    }
    return found;
  }

  private static String kind(String rest) {
    int hash = rest.indexOf('#');
    return hash < 0 ? rest : rest.substring(0, hash);
  }
}
