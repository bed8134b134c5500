package dev.handloom.device.rig;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Where streams are found by name. A stream appears when its device is set up and stays until the
/// rig is closed, connected or not; a derived one until something else is derived in its place.
public final class Hub {
  private final Map<String, LiveStream> streams = new ConcurrentSkipListMap<>();
  private final List<Consumer<LiveStream>> listeners = new CopyOnWriteArrayList<>();

  void add(LiveStream stream) {
    if (streams.putIfAbsent(stream.spec().name(), stream) != null) {
      throw new IllegalArgumentException("Two streams are called " + stream.spec().name());
    }
    for (Consumer<LiveStream> listener : listeners) {
      listener.accept(stream);
    }
  }

  void remove(String name) {
    streams.remove(name);
  }

  /// The stream of a name.
  public Optional<LiveStream> find(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  /// All streams, by name.
  public Collection<LiveStream> all() {
    return List.copyOf(streams.values());
  }

  /// Calls back for every stream that appears from now on, on the thread that adds it.
  public void onAppear(Consumer<LiveStream> listener) {
    listeners.add(listener);
  }
}
