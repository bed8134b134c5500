package dev.handloom.store.importer;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.importer.EpisodeDraft.Decoded;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.video.PictureRate;
import dev.handloom.store.video.VideoCut;
import dev.handloom.store.video.VideoReader;
import dev.handloom.store.video.VideoWalk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Brings a camera's pictures into a bundle: as they are packed where our own reader can show them,
/// else packed anew.
final class PictureImport {
  private static final int TRIED = 3;
  private static final int TELL_EVERY = 30;

  private PictureImport() {}

  /// What came of it.
  ///
  /// @param how for the manifest
  record Brought(VideoCut.Taken taken, String how) {}

  /// @param into the video of the bundle
  static Brought bring(Pictures pictures, Path into, Runnable goOn) throws IOException {
    Path anew = into.resolveSibling(into.getFileName() + ".anew.mp4");
    try {
      return switch (pictures.from()) {
        case From.Video video -> video(pictures, video, into, anew, goOn);
        case From.Stills stills -> {
          pack(stills.source(), pictures, anew, goOn);
          yield new Brought(
              taken(new From.Video(anew, 0), pictures, into), "packed anew from single pictures");
        }
      };
    } finally {
      Files.deleteIfExists(anew);
    }
  }

  private static VideoCut.Taken taken(From.Video video, Pictures pictures, Path into)
      throws IOException {
    try (DiskFile file = Disk.ofThisMachine().create(into)) {
      VideoCut.Taken taken =
          VideoCut.copy(
              video.file(),
              video.fromSeconds(),
              0.5 / pictures.hz(),
              pictures.nanos().length,
              file);
      file.force();
      return taken;
    }
  }

  private static Brought video(
      Pictures pictures, From.Video video, Path into, Path anew, Runnable goOn) throws IOException {
    goOn.run();
    VideoCut.Taken taken = taken(video, pictures, into);
    String whyNot = taken.whyNot().isEmpty() ? shown(into, taken) : taken.whyNot();
    if (whyNot.isEmpty()) {
      return new Brought(taken, "as it was packed there");
    }
    Files.delete(into);
    packAgain(video, pictures, anew, goOn);
    return new Brought(
        taken(new From.Video(anew, 0), pictures, into), "packed anew, for " + whyNot);
  }

  /// Whether our reader shows the first pictures; why not, where it does not.
  private static String shown(Path video, VideoCut.Taken taken) throws IOException {
    if (taken.pictures().isEmpty()) {
      return "";
    }
    try (VideoReader reader = VideoReader.open(video)) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(reader.width() * reader.height() * 4);
      for (int i = 0; i < Math.min(TRIED, reader.frameCount()); i++) {
        reader.read(i, bgra);
      }
      return reader.frameCount() == taken.pictures().size() ? "" : "its pictures come in bundles";
    } catch (IOException e) {
      return "single pictures of it cannot be shown at once";
    }
  }

  private static void pack(Decoded source, Pictures pictures, Path into, Runnable goOn)
      throws IOException {
    int width = even(source.width());
    int height = even(source.height());
    ByteBuffer bgra = ByteBuffer.allocateDirect(source.width() * source.height() * 4);
    try (EvenVideo out =
        EvenVideo.create(
            into,
            source.width(),
            source.height(),
            width,
            height,
            PictureRate.of(pictures.hz()),
            EvenVideo.Coding.H264)) {
      for (int i = 0; i < Math.min(source.count(), pictures.nanos().length); i++) {
        source.read(i, bgra);
        out.add(bgra);
        if (i % TELL_EVERY == 0) {
          goOn.run();
        }
      }
      out.finish();
    }
  }

  /// At the rate of the rows: a picture for each, the one that is shown then.
  private static void packAgain(From.Video video, Pictures pictures, Path into, Runnable goOn)
      throws IOException {
    try (VideoWalk walk = VideoWalk.open(video.file())) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(walk.width() * walk.height() * 4);
      if (video.fromSeconds() > 0) {
        walk.seek(video.fromSeconds());
      }
      try (EvenVideo out =
          EvenVideo.create(
              into,
              walk.width(),
              walk.height(),
              even(walk.width()),
              even(walk.height()),
              PictureRate.of(pictures.hz()),
              EvenVideo.Coding.H264)) {
        double half = 0.5 / pictures.hz();
        int count = 0;
        while (count < pictures.nanos().length && walk.next()) {
          if (walk.seconds() < video.fromSeconds() - half) {
            continue;
          }
          walk.read(walk.width(), walk.height(), bgra);
          out.add(bgra);
          count++;
          if (count % TELL_EVERY == 0) {
            goOn.run();
          }
        }
        if (count == 0) {
          throw new IOException("Not one picture can be decoded: " + video.file());
        }
        out.finish();
      }
    }
  }

  /// The encoder wants even sides.
  private static int even(int side) {
    return Math.max(2, side / 2 * 2);
  }
}
