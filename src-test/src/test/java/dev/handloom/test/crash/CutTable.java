package dev.handloom.test.crash;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.recover.Recovery;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Cuts each file of a small take at every byte, or at every few, and looks at what can be had of
/// it.
///
/// `CutTable [STRIDE]`
public final class CutTable {
  private static final int LEAST_WORDS = 20;
  private static final long MOST_NANOS = 10_000_000_000L;

  private final CutTake take;
  private final Path folder;
  private final int stride;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private CutTable(CutTake take, Path folder, int stride) {
    this.take = take;
    this.folder = folder;
    this.stride = stride;
  }

  /// What was found.
  ///
  /// @param lines for a person
  /// @param wrong what is not as it must be
  record Found(List<String> lines, List<String> wrong) {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(KillTable.place(), "handloom-cuts");
    Found found;
    try {
      found = run(folder, args.length > 0 ? Integer.parseInt(args[0]) : 1);
    } finally {
      KillTable.delete(folder);
    }
    found.lines().forEach(System.out::println);
    found.wrong().stream().limit(20).forEach(each -> System.out.println("WRONG: " + each));
    System.exit(found.wrong().isEmpty() ? 0 : 1);
  }

  static Found run(Path folder, int stride) throws Exception {
    CutTable table = new CutTable(CutTake.record(folder.resolve("library")), folder, stride);
    for (String name : table.take.growing().keySet()) {
      table.growing(name);
    }
    table.savedData();
    table.manifest();
    table.journal();
    return new Found(table.lines, table.wrong);
  }

  /// What one cut came to.
  ///
  /// @param samples and pictures that are there; -1 if it said why there are none
  private record Had(long samples, long pictures) {
    static final Had NOTHING = new Had(-1, -1);
  }

  @FunctionalInterface
  private interface Look {
    Had at(Bundle bundle) throws IOException;
  }

  private void each(String what, Map<String, byte[]> files, String name, Look look)
      throws IOException {
    byte[] whole = files.get(name);
    if (whole == null) {
      wrong.add("There is no " + name);
      return;
    }
    int cuts = 0;
    int had = 0;
    int said = 0;
    Had before = new Had(0, 0);
    for (int length = 0;
        length <= whole.length;
        length += length == whole.length ? 1 : step(whole.length - length)) {
      Bundle bundle = new Bundle(folder.resolve("cut").resolve(take.id()));
      KillTable.delete(bundle.folder());
      Files.createDirectories(bundle.folder());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] bytes = file.getKey().equals(name) ? Arrays.copyOf(whole, length) : file.getValue();
        Files.write(bundle.folder().resolve(file.getKey()), bytes);
      }
      String where = what + ", " + name + " cut after " + length + " of " + whole.length + ": ";
      long begun = System.nanoTime();
      cuts++;
      try {
        Had now = look.at(bundle);
        if (now.equals(Had.NOTHING)) {
          said++;
        } else {
          had++;
          // A longer file never tells less.
          if (now.samples() < before.samples() || now.pictures() < before.pictures()) {
            wrong.add(where + now + " after " + before);
          }
          before = now;
        }
      } catch (IOException e) {
        said++;
        if (String.valueOf(e.getMessage()).length() < LEAST_WORDS) {
          wrong.add(where + "it says only " + e);
        }
      } catch (RuntimeException | AssertionError e) {
        wrong.add(where + e);
      }
      if (System.nanoTime() - begun > MOST_NANOS) {
        wrong.add(where + "it took " + (System.nanoTime() - begun) / 1_000_000_000L + " s");
      }
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%-34s %-16s %7d bytes %7d cuts %7d good %7d say why",
            what,
            name,
            whole.length,
            cuts,
            had,
            said));
  }

  private int step(int left) {
    return Math.min(stride, left);
  }

  /// The program died: whatever is there is made a bundle.
  private void growing(String name) throws IOException {
    each(
        "while it was recorded",
        take.growing(),
        name,
        bundle -> {
          Manifest manifest = Recovery.recover(bundle, "cut");
          require(ManifestFile.read(bundle).equals(manifest), "the manifest is not what was said");
          CheckReport report = EpisodeCheck.check(bundle, false, CheckProgress.none());
          require(report.good(), report.findings().toString());
          return had(bundle);
        });
  }

  /// A file of a saved take became shorter: that must not pass for whole.
  private void savedData() throws IOException {
    for (String name : take.saved().keySet()) {
      if (name.equals(Bundle.MCAP) || name.endsWith(Bundle.VIDEO_SUFFIX)) {
        int length = length(name);
        each(
            "after it was saved",
            take.saved(),
            name,
            bundle -> {
              CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
              boolean whole = Files.size(bundle.folder().resolve(name)) == length;
              require(report.good() == whole, "whole: " + whole + ", found: " + report.findings());
              // No exception that nobody expects, whatever is still to be had; what is had is true.
              Had had;
              try {
                had = had(bundle, !whole);
              } catch (IOException e) {
                return Had.NOTHING;
              }
              return whole ? had : Had.NOTHING;
            });
      }
    }
  }

  private int length(String name) {
    byte[] bytes = take.saved().get(name);
    return bytes == null ? 0 : bytes.length;
  }

  /// It is made again from the data, with nothing missing.
  private void manifest() throws IOException {
    each(
        "after it was saved",
        take.saved(),
        Bundle.MANIFEST,
        bundle -> {
          if (ManifestFile.damaged(bundle)) {
            Recovery.recover(bundle, "cut");
          }
          require(EpisodeCheck.check(bundle, false, CheckProgress.none()).good(), "it is not good");
          Had had = had(bundle);
          require(
              new ReviewJournal(bundle.review()).read().tags().size() == 5, "the review is gone");
          return had;
        });
  }

  /// All whole lines count.
  private void journal() throws IOException {
    each(
        "after it was saved",
        take.saved(),
        "review.jsonl",
        bundle -> {
          List<String> tags = List.copyOf(new ReviewJournal(bundle.review()).read().tags());
          String text = Files.readString(bundle.review());
          long whole = text.lines().filter(line -> line.endsWith("}")).count();
          require(tags.size() == whole, tags + " of " + whole);
          return new Had(whole, 0);
        });
  }

  /// Reads all, and holds it against what the devices said.
  private static Had had(Bundle bundle) throws IOException {
    return had(bundle, false);
  }

  private static Had had(Bundle bundle, boolean mayMiss) throws IOException {
    EpisodeReader episode = EpisodeReader.open(bundle);
    long samples = 0;
    for (StreamSamples stream : episode.signals().values()) {
      samples += stream.size();
      for (int i = 0; i < stream.size(); i++) {
        require(stream.sequence(i) == stream.sequence(0) + i, "a gap before sample " + i);
        require(
            stream.value(i, 3) == NumberedDriver.value(stream.sequence(i), 3),
            "a false value in sample " + i);
      }
    }
    long pictures = 0;
    ByteBuffer bgra = ByteBuffer.allocateDirect(NumberedPicture.BYTES);
    for (CameraFrames camera : episode.cameras().values()) {
      samples += camera.size();
      if (camera.size() == 0 || shown(episode, camera) == 0) {
        continue;
      }
      try (VideoReader video = camera.open()) {
        for (int i = 0; i < shown(episode, camera); i++) {
          int frame = video.frameAt(camera.row(i).ptsMicros());
          require(mayMiss || frame >= 0, "the picture of record " + i + " is missing");
          if (frame < 0) {
            continue;
          }
          video.read(frame, bgra);
          require(
              NumberedPicture.number(bgra) == (camera.times().sequence(i) & 0xFFFF),
              "record " + i + " shows another picture");
          pictures++;
        }
      }
    }
    return new Had(samples, pictures);
  }

  /// As many pictures as the manifest says are there.
  private static long shown(EpisodeReader episode, CameraFrames camera) {
    return episode.manifest().cameras().stream()
        .filter(entry -> entry.stream().equals(camera.times().spec().name()))
        .mapToLong(Manifest.CameraEntry::frames)
        .sum();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
