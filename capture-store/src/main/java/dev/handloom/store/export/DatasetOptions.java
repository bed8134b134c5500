package dev.handloom.store.export;

import dev.handloom.store.video.EvenVideo;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How a dataset is written, whatever is in it.
///
/// @param coding of the videos
/// @param tableMegabytes beyond which another table is begun, where a format has several
/// @param videoMegabytes beyond which another video is begun
/// @param extra what one format alone knows, by name
public record DatasetOptions(
    EvenVideo.Coding coding, int tableMegabytes, int videoMegabytes, Map<String, String> extra) {
  /// Of a video in which every second picture stands alone; measured on pictures of rooms.
  static final double BITS_PER_PIXEL = 0.35;

  /// Of [#extra]: whether any episode has segments that a person made, `yes` or `no`.
  public static final String SEGMENTS = "segments";

  /// Of [#extra]: `columns` for what is said as columns of language, which older readers refuse.
  public static final String LANGUAGE = "language";

  public static final DatasetOptions USUAL =
      new DatasetOptions(EvenVideo.Coding.H264, 100, 200, Map.of());

  public DatasetOptions {
    // In order: what was prepared is known again by it.
    extra = Collections.unmodifiableMap(new TreeMap<>(extra));
  }

  /// The same, and this where nobody said otherwise.
  DatasetOptions withUsual(String name, String value) {
    if (extra.containsKey(name)) {
      return this;
    }
    Map<String, String> more = new TreeMap<>(extra);
    more.put(name, value);
    return new DatasetOptions(coding, tableMegabytes, videoMegabytes, more);
  }
}
