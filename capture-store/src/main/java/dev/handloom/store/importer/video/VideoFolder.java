package dev.handloom.store.importer.video;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.lerobot.Pointers;
import dev.handloom.store.video.VideoWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A folder of videos that is being imported.
final class VideoFolder implements ImportSource {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final double SECOND_NANOS = 1e9;
  private static final double FASTEST = 1000;
  private static final double USUAL_HZ = 30;

  private final Path folder;
  private final List<List<Path>> episodes;
  private final DatasetFindings findings;

  VideoFolder(Path folder, List<List<Path>> episodes, DatasetFindings findings) {
    this.folder = folder;
    this.episodes = episodes;
    this.findings = findings;
  }

  @Override
  public String format() {
    return "a folder of videos";
  }

  @Override
  public int episodes() {
    return episodes.size();
  }

  @Override
  public String name(int at) {
    List<Path> videos = episodes.get(at);
    Path named = videos.size() == 1 ? videos.getFirst() : videos.getFirst().getParent();
    return String.valueOf(named == null ? videos.getFirst() : named.getFileName());
  }

  @Override
  public EpisodeDraft read(int at) throws IOException {
    List<Pictures> pictures = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    long stop = 0;
    long dated = Long.MAX_VALUE;
    String trouble = "";
    for (Path video : episodes.get(at)) {
      String file = String.valueOf(video.getFileName());
      if (Pointers.is(video)) {
        findings.add(
            Code.POINTER, file, "Only a pointer to the video is here, not the video itself");
        trouble = "Only a pointer to the video is here, not the video itself";
        continue;
      }
      try {
        double[] seconds = VideoWalk.count(video).seconds();
        if (seconds.length == 0 || !Double.isFinite(seconds[seconds.length - 1])) {
          throw new IOException("There is no whole picture in it");
        }
        double length = seconds[seconds.length - 1] - seconds[0];
        double hz = length > 0 ? (seconds.length - 1) / length : USUAL_HZ;
        hz = Math.clamp(hz, 0.1, FASTEST);
        long[] nanos = new long[seconds.length];
        for (int i = 0; i < nanos.length; i++) {
          nanos[i] = Math.round((seconds[i] - seconds[0]) * SECOND_NANOS);
        }
        stop = Math.max(stop, nanos[nanos.length - 1] + Math.round(0.5 * SECOND_NANOS / hz));
        dated = Math.min(dated, Files.getLastModifiedTime(video).toMillis() * 1_000_000L);
        pictures.add(
            new Pictures(
                stream(file, episodes.get(at).size() == 1, taken),
                hz,
                nanos,
                false,
                new From.Video(video, seconds[0])));
      } catch (IOException e) {
        trouble = String.valueOf(e.getMessage()).replace(": " + video, "");
        findings.add(Code.VIDEO_DAMAGED, file, trouble);
        notes.add("“" + file + "” was left out. " + trouble);
      }
    }
    if (pictures.isEmpty()) {
      throw new IOException(trouble);
    }
    notes.add("Its pictures keep the times of their files; the date is that of the file");
    return new EpisodeDraft(
        "“" + name(at) + "”",
        task(),
        "",
        "",
        dated,
        DAY_NANOS,
        stop,
        List.of(),
        pictures,
        notes,
        List.of());
  }

  private String task() {
    Path named = folder.toAbsolutePath().normalize();
    if (Files.isRegularFile(named) && named.getParent() != null) {
      named = named.getParent();
    }
    return named.getFileName() == null ? "imported" : named.getFileName().toString();
  }

  private static String stream(String file, boolean alone, Set<String> taken) {
    int dot = file.lastIndexOf('.');
    String slug =
        file.substring(0, dot < 0 ? file.length() : dot)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String name = alone ? "camera" : slug.isEmpty() ? "camera" : slug;
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "-" + i;
    }
    return free + "/video";
  }

  @Override
  public void close() {}
}
