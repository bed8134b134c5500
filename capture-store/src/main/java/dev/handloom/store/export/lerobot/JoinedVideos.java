package dev.handloom.store.export.lerobot;

import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.video.EvenJoin;
import dev.handloom.store.video.PictureRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The videos of one camera: episodes stand one behind the other in a file until it is large
/// enough.
final class JoinedVideos {
  static final String VIDEOS = "videos/";
  private static final long MEGA = 1_000_000;

  private final NumberedFiles files;
  private final String key;
  private final PictureRate rate;
  private final DatasetOptions options;
  private final List<Path> waiting = new ArrayList<>();
  private int file;
  private long bytes;
  private long pictures;

  /// @param key of the camera's column
  /// @param first number of the first file
  JoinedVideos(
      NumberedFiles files, String key, PictureRate rate, DatasetOptions options, int first) {
    this.files = files;
    this.key = key;
    this.rate = rate;
    this.options = options;
    file = first;
  }

  /// Puts an episode's video behind those that wait, or begins another file with it.
  ///
  /// @param line of the episode, which is told where its video is
  void add(Path video, int rows, Map<String, @Nullable Object> line) throws IOException {
    long more = Files.size(video);
    if (pictures > 0 && bytes + more > options.videoMegabytes() * MEGA) {
      join();
      file++;
      bytes = 0;
      pictures = 0;
    }
    waiting.add(video);
    String columns = VIDEOS + key + "/";
    line.put(columns + "chunk_index", files.folder(file));
    line.put(columns + "file_index", files.file(file));
    line.put(columns + "from_timestamp", pictures / rate.hz());
    pictures += rows;
    bytes += more;
    line.put(columns + "to_timestamp", pictures / rate.hz());
  }

  /// Writes the file of those that wait.
  void join() throws IOException {
    if (!waiting.isEmpty()) {
      EvenJoin.join(waiting, files.path(VIDEOS + key, file, "mp4"), rate);
      waiting.clear();
    }
  }
}
