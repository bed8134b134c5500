package dev.handloom.store.episode;

import dev.handloom.store.disk.Durable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A bundle's marker, locked while somebody works on it. The operating system lets go of the lock
/// when the program dies, however it dies.
public final class MarkerLock implements Closeable {
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
    FileChannel channel =
        FileChannel.open(bundle.marker(), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new MarkerLock(bundle, channel);
      }
    } catch (OverlappingFileLockException e) {
      // This program holds it: a take is being recorded.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /// The manifest is in place: the marker is not needed any more.
  public void finished() throws IOException {
    channel.close();
    if (Files.exists(bundle.manifest())) {
      Durable.delete(bundle.marker());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
