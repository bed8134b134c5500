package dev.handloom.store.episode;

import dev.handloom.store.disk.Durable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A bundle's marker, locked while somebody works on it. The operating system lets go of the lock
/// when the program dies, however it dies.
///
/// On POSIX systems closing any open file on the marker lets go of the lock, too. So within this
/// program who holds it is known by name, and nobody opens the marker meanwhile.
public final class MarkerLock implements Closeable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Bundle bundle;
  private final FileChannel channel;

  private MarkerLock(Bundle bundle, FileChannel channel) {
    this.bundle = bundle;
    this.channel = channel;
  }

  /// Writes the marker of a new take and locks it.
  public static MarkerLock take(Bundle bundle, TakeMarker marker) throws IOException {
    Durable.replace(bundle.marker(), ManifestFile.json(marker) + "\n");
    MarkerLock lock = tryLock(bundle);
    if (lock == null) {
      throw new BundleException(
          "Another program works on this episode", "Close it there", bundle.folder());
    }
    return lock;
  }

  /// Locks the marker of a take that was left; null while another works on it. A bundle that has
  /// lost its marker gets an empty one.
  public static @Nullable MarkerLock tryLock(Bundle bundle) throws IOException {
    Path name = name(bundle);
    if (!HELD.add(name)) {
      return null;
    }
    MarkerLock made = null;
    try {
      FileChannel channel =
          FileChannel.open(bundle.marker(), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      try {
        if (channel.tryLock() != null) {
          made = new MarkerLock(bundle, channel);
        }
      } finally {
        if (made == null) {
          channel.close();
        }
      }
    } finally {
      if (made == null) {
        HELD.remove(name);
      }
    }
    return made;
  }

  /// Whether this program holds the lock.
  public static boolean held(Bundle bundle) {
    return HELD.contains(name(bundle));
  }

  private static Path name(Bundle bundle) {
    return bundle.marker().toAbsolutePath().normalize();
  }

  /// The manifest is in place: the marker is not needed any more.
  public void finished() throws IOException {
    if (Files.exists(bundle.manifest())) {
      // Windows deletes no open file.
      channel.close();
      Durable.delete(bundle.marker());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(name(bundle));
    }
  }
}
