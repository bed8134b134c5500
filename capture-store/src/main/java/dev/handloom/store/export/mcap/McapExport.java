package dev.handloom.store.export.mcap;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportResult.State;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes of an episode one MCAP that needs nothing beside it.
public final class McapExport implements ExportRun.Exporter {
  public static final String SUFFIX = ".mcap";

  private static final Logger LOG = LoggerFactory.getLogger(McapExport.class);
  private static final String PART = ".part";

  /// Indexes, attachments and the heads of packets come on top of what is copied.
  private static final double LARGER_AT_MOST = 1.1;

  private static final long LARGER_AT_LEAST_BYTES = 4L << 20;

  private final Disk disk;
  private final Path folder;
  private final McapWish wish;
  private final String software;

  /// @param folder where the files go; must be there
  /// @param software who writes, for the files
  public McapExport(Disk disk, Path folder, McapWish wish, String software) {
    this.disk = disk;
    this.folder = folder;
    this.wish = wish;
    this.software = software;
  }

  /// Bytes that are read, and read back.
  @Override
  public long work(Bundle bundle) throws IOException {
    return 2 * ManifestFile.read(bundle).bytes();
  }

  @Override
  public ExportResult export(Bundle bundle, ExportRun.Steps steps) {
    long begun = System.nanoTime();
    Path file = folder.resolve(bundle.id().text() + SUFFIX);
    try {
      return export(bundle, file, begun, steps);
    } catch (ExportRun.Stopped e) {
      return failed(
          bundle, file, State.STOPPED, "Stopped before it was whole; nothing of it was left");
    } catch (OutputFailed e) {
      LOG.error("An export could not be written: {}", file, e);
      return failed(bundle, file, State.DISK_FAILED, words(e.cause(), file));
    } catch (IOException e) {
      LOG.error("An episode cannot be exported: {}", bundle.folder(), e);
      return failed(
          bundle,
          file,
          State.EPISODE_BAD,
          "Nothing of it was written, and nothing in it was changed. A check says what is wrong. "
              + e.getMessage());
    }
  }

  private static ExportResult failed(Bundle bundle, Path file, State state, String message) {
    return new ExportResult(bundle, state, file, 0, 0, 0, 0, message);
  }

  private String words(IOException failure, Path file) {
    String why = String.valueOf(failure.getMessage());
    if (why.toLowerCase(Locale.ROOT).contains("no space")
        || why.toLowerCase(Locale.ROOT).contains("not enough space")) {
      why = "The disk is full";
    }
    return why
        + ". What was exported before is kept. Make room or choose another folder, then export the"
        + " same again: what is there already is left out: "
        + file;
  }

  private ExportResult export(Bundle bundle, Path file, long begun, ExportRun.Steps steps)
      throws IOException {
    if (!bundle.saved()) {
      throw new BundleException(
          "This take was never ended", "Run recovery on the library", bundle.folder());
    }
    Manifest manifest = ManifestFile.read(bundle);
    Review review = new ReviewJournal(bundle.review()).read();
    ExportSource source = ExportSource.of(bundle, manifest, review, wish);
    if (Files.exists(file)) {
      if (source.isIn(file)) {
        return new ExportResult(
            bundle,
            State.ALREADY_THERE,
            file,
            0,
            Files.size(file),
            source.stretch().nanos(),
            System.nanoTime() - begun,
            "");
      }
      if (!wish.overwrite()) {
        return failed(
            bundle,
            file,
            State.IN_THE_WAY,
            "Something else is there already, or another version of this episode. Overwrite it, or"
                + " choose another folder: "
                + file);
      }
    }
    Path part = folder.resolve(file.getFileName() + PART);
    try {
      ensureRoom(manifest);
      EpisodeCopy.Written written = write(source, part, steps);
      ExportedFile.check(part, written, steps);
      putInPlace(part, file);
      return new ExportResult(
          bundle,
          State.EXPORTED,
          file,
          written.messages(),
          Files.size(file),
          source.stretch().nanos(),
          System.nanoTime() - begun,
          wish.keypoints().isEmpty() || written.keypoints()
              ? ""
              : "No keypoints: there is no hand in it.");
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void ensureRoom(Manifest manifest) {
    try {
      // Keypoints are at most as large as the hands that they are of.
      double larger = LARGER_AT_MOST + wish.keypoints().size();
      long need = (long) (manifest.bytes() * larger) + LARGER_AT_LEAST_BYTES;
      long free = disk.freeBytes(folder);
      if (free < need) {
        throw new OutputFailed(
            new IOException(
                String.format(
                    Locale.ROOT,
                    "This episode needs %.1f MB, and %.1f MB are free",
                    need / 1e6,
                    free / 1e6)));
      }
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }

  private EpisodeCopy.Written write(ExportSource source, Path part, ExportRun.Steps steps)
      throws IOException {
    DiskFile made;
    try {
      // Of a run that was killed.
      Files.deleteIfExists(part);
      made = disk.create(part);
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
    return EpisodeCopy.copy(source, made, software, steps);
  }

  private void putInPlace(Path part, Path file) {
    try {
      if (wish.overwrite()) {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        // A rename would replace what came there meanwhile; a link would not.
        Durable.moveNew(part, file);
      }
      Durable.forceFolder(folder);
    } catch (IOException e) {
      throw new OutputFailed(e);
    }
  }
}
