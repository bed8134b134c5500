package dev.handloom.store.record;

import dev.handloom.store.disk.WriteBehind;
import dev.handloom.store.video.PackedPicture;
import dev.handloom.store.video.Packet;
import dev.handloom.store.video.PacketEncoder;
import dev.handloom.store.video.VideoFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One file of a camera's video. Its camera's thread writes, another forces.
final class VideoPart implements AutoCloseable {
  private final int number;
  private final WriteBehind file;
  private final VideoFile video;
  private volatile long synced;
  private volatile boolean everSynced;
  private volatile @Nullable IOException failure;

  VideoPart(int number, WriteBehind file, PacketEncoder encoder, long beginMicros)
      throws IOException {
    this.number = number;
    this.file = file;
    video = encoder.newFile(file, beginMicros);
  }

  int number() {
    return number;
  }

  PackedPicture write(Packet packet, long ptsMicros) throws IOException {
    return video.write(packet, ptsMicros);
  }

  /// How many bytes must be in the file for all that was written to be there.
  long accepted() {
    return file.accepted();
  }

  /// Ends the file as an ordinary MP4 and sees it onto the disk.
  void finish() throws IOException {
    video.finish();
    file.force();
    synced = Long.MAX_VALUE;
    everSynced = true;
  }

  /// Forces what is in the file. A failure is kept: nothing here can be trusted any more.
  ///
  /// @return whether all that was in the file is on the disk
  boolean force() {
    if (failure != null) {
      return false;
    }
    try {
      if (!file.settle()) {
        // The thread that writes is told why by its next write.
        return false;
      }
      long upTo = file.inFile();
      file.force();
      synced = Math.max(synced, upTo);
      everSynced |= upTo > 0;
      return true;
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  @Nullable IOException failure() {
    return failure;
  }

  boolean everSynced() {
    return everSynced;
  }

  boolean inFile(long mark) {
    return file.inFile() >= mark;
  }

  boolean onDisk(long mark) {
    return synced >= mark;
  }

  /// As the operating system sees it.
  long bytes() {
    return file.sizeOnDisk();
  }

  @Override
  public void close() throws IOException {
    video.close();
    file.close();
  }
}
