package dev.handloom.store.recover;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.mcap.McapException;
import dev.handloom.store.mcap.McapRecovery;
import dev.handloom.store.video.VideoJoin;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the files together that a take was written into because one failed: afterwards there is one
/// of each, as in any other bundle. The joined file is written beside, forced, and put in place
/// whole; doing it again after a crash gives the same.
public final class PartJoin {
  private static final Pattern PART = Pattern.compile("(.+)\\.part(\\d{1,4})(\\.mcap|\\.mp4)");
  private static final String JOINED = ".joined";

  private PartJoin() {}

  /// What was in parts, for a person; empty if nothing was.
  public static List<String> join(Bundle bundle) throws IOException {
    List<String> notes = new ArrayList<>();
    for (Map.Entry<String, Map<Integer, Path>> entry : parts(bundle).entrySet()) {
      String name = entry.getKey();
      Path base = bundle.folder().resolve(name);
      List<Path> all = new ArrayList<>();
      if (Files.exists(base)) {
        all.add(base);
      }
      all.addAll(entry.getValue().values());
      Path joined = bundle.folder().resolve(name + JOINED);
      Files.deleteIfExists(joined);
      List<Path> files = new ArrayList<>();
      String note = "";
      for (Path file : all) {
        if (readable(file)) {
          files.add(file);
        } else {
          // It failed before anything of it was on the disk, or is damaged.
          note += "; nothing could be read of " + file.getFileName() + setAside(file);
        }
      }
      if (!files.isEmpty()) {
        note += name.endsWith(Bundle.VIDEO_SUFFIX) ? video(files, joined) : log(files, joined);
        Files.move(
            joined, base, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      Durable.forceFolder(bundle.folder());
      // In this order: whatever of them a crash leaves continues the joined file as it is.
      for (Path part : entry.getValue().values()) {
        Durable.delete(part);
      }
      notes.add(name + " was written in " + all.size() + " files and is joined" + note);
    }
    return notes;
  }

  private static Map<String, Map<Integer, Path>> parts(Bundle bundle) throws IOException {
    Map<String, Map<Integer, Path>> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bundle.folder())) {
      for (Path file : files) {
        Matcher match = PART.matcher(String.valueOf(file.getFileName()));
        if (match.matches()) {
          found
              .computeIfAbsent(match.group(1) + match.group(3), _ -> new TreeMap<>())
              .put(Integer.parseInt(match.group(2)), file);
        }
      }
    }
    return found;
  }

  private static boolean readable(Path file) throws IOException {
    if (String.valueOf(file.getFileName()).endsWith(Bundle.VIDEO_SUFFIX)) {
      return VideoJoin.readable(file);
    }
    try {
      McapRecovery.recover(file);
      return true;
    } catch (McapException e) {
      return false;
    }
  }

  /// Keeps what somebody may want to look at.
  private static String setAside(Path file) throws IOException {
    if (Files.size(file) == 0) {
      return "";
    }
    Path aside = file.resolveSibling(file.getFileName() + Recovery.DAMAGED_SUFFIX);
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return ", which is kept as " + aside.getFileName();
  }

  private static String video(List<Path> files, Path joined) throws IOException {
    try (DiskFile into = Disk.ofThisMachine().create(joined)) {
      VideoJoin.join(files, into);
      into.force();
    }
    return "";
  }

  private static String log(List<Path> files, Path joined) throws IOException {
    long missing = LogJoin.join(files, joined);
    return missing == 0 ? "" : "; " + missing + " messages between them are missing";
  }
}
