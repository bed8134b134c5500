package dev.handloom.store.episode;

import java.nio.file.Files;
import java.nio.file.Path;

/// An episode's folder and the names in it.
public record Bundle(Path folder) {
  public static final String MCAP = "episode.mcap";
  public static final String MANIFEST = "episode.json";
  public static final String REVIEW = "review.jsonl";

  public static final String CHECK_NOTE = "check.json";

  public static final String SECOND_TIMES = "sync.json";

  /// A folder of streams that were made again; may be deleted.
  public static final String DERIVED = "derived";

  /// There while the take is recorded, and after a crash. Locked by the recorder.
  public static final String MARKER = "recording.json";

  public static final String VIDEO_SUFFIX = ".mp4";

  public EpisodeId id() {
    return new EpisodeId(String.valueOf(folder.getFileName()));
  }

  public Path mcap() {
    return folder.resolve(MCAP);
  }

  public Path manifest() {
    return folder.resolve(MANIFEST);
  }

  public Path review() {
    return folder.resolve(REVIEW);
  }

  /// What the last check found.
  public Path checkNote() {
    return folder.resolve(CHECK_NOTE);
  }

  /// What the second pass over the clocks found.
  public Path secondTimes() {
    return folder.resolve(SECOND_TIMES);
  }

  /// Streams that were made again from what was recorded, under a name of their own.
  public Path derived(String name) {
    return folder.resolve(DERIVED).resolve(name + ".mcap");
  }

  public Path marker() {
    return folder.resolve(MARKER);
  }

  /// Whether this can be the name of a file in a bundle. What a bundle says of itself never leads
  /// out of its folder.
  public static boolean isFileName(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]*+");
  }

  public Path video(String file) {
    return folder.resolve(file);
  }

  /// A file that continues another one that failed, as `head.part2.mp4`; part 1 is the file itself.
  /// No stream has a dot in its name.
  public Path part(String file, int number) {
    int dot = file.lastIndexOf('.');
    return number == 1
        ? folder.resolve(file)
        : folder.resolve(file.substring(0, dot) + ".part" + number + file.substring(dot));
  }

  /// Whether it was ended, by the recorder or by recovery.
  public boolean saved() {
    return Files.isRegularFile(manifest()) && !Files.exists(marker());
  }
}
