package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import dev.handloom.store.privacy.Protection;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Reads one episode and prepares it, on a thread of its own.
final class EpisodeIntake {
  /// Of a disk with less than this left, writing is given up.
  static final long LEAST_FREE_BYTES = 64L << 20;

  private final DatasetOrder order;
  private final Staging staging;
  private final DatasetWriter writer;
  private final Disk disk;

  EpisodeIntake(DatasetOrder order, Staging staging, DatasetWriter writer, Disk disk) {
    this.order = order;
    this.staging = staging;
    this.writer = writer;
    this.disk = disk;
  }

  /// What came of it.
  sealed interface Taken {
    /// @param again whether it was prepared before
    record In(PreparedEpisode episode, EpisodeFacts facts, boolean again) implements Taken {}

    /// @param why for a person
    record Out(Bundle bundle, String why) implements Taken {}
  }

  /// The disk, and not the episode, failed.
  static final class DiskFailed extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFailed(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  Taken take(Bundle bundle, DatasetWriter.Steps steps) throws DiskFailed {
    try {
      if (!bundle.saved()) {
        throw new BundleException(
            "This take was never ended", "Run recovery on the library", bundle.folder());
      }
      String predicted = ExportRun.predicted(bundle);
      if (!predicted.isEmpty()) {
        return new Taken.Out(bundle, predicted);
      }
      Review review = new ReviewJournal(bundle.review()).read();
      EpisodeReader reader = EpisodeReader.open(bundle);
      DatasetEpisode rows =
          DatasetEpisode.of(reader, order.plan(), order.whole() ? null : review.use())
              .covered(order.protection().cover(() -> steps.add(Protection.LOOK)));
      PreparedEpisode episode =
          new PreparedEpisode(
              -1, rows, reader.manifest().task().strip(), review, staging.scratch(bundle));
      String fingerprint = fingerprint(bundle, rows);
      boolean again = staging.prepared(bundle, fingerprint);
      if (!again) {
        prepare(bundle, episode, fingerprint, steps);
      }
      return new Taken.In(episode, facts(reader, rows, review), again);
    } catch (DiskFailed e) {
      throw e;
    } catch (IOException e) {
      return new Taken.Out(bundle, String.valueOf(e.getMessage()));
    }
  }

  private void prepare(
      Bundle bundle, PreparedEpisode episode, String fingerprint, DatasetWriter.Steps steps)
      throws IOException {
    try {
      staging.begin(bundle);
    } catch (IOException e) {
      throw new DiskFailed(e);
    }
    try {
      writer.prepare(episode, steps);
    } catch (IOException e) {
      if (full(e)) {
        throw new DiskFailed(e);
      }
      throw e;
    }
    try {
      staging.done(bundle, fingerprint);
    } catch (IOException e) {
      throw new DiskFailed(e);
    }
  }

  /// Whether a failure is that of a full disk. What writes videos does not say so itself.
  private boolean full(IOException failure) {
    if (full(String.valueOf(failure.getMessage()))) {
      return true;
    }
    try {
      Path parent = order.out().getParent();
      return parent != null && disk.freeBytes(parent) < LEAST_FREE_BYTES;
    } catch (IOException e) {
      return true;
    }
  }

  static boolean full(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("no space") || lower.contains("not enough space");
  }

  /// Of all that a prepared episode depends on.
  private String fingerprint(Bundle bundle, DatasetEpisode rows) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(
              order.format().name(),
              order.plan().toString(),
              order.options().toString(),
              order.labels().software(),
              order.labels().privacy().toString() + order.protection().words(),
              rows.nanos(0) + " " + rows.nanos(rows.rows() - 1) + " " + rows.rows())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      digest.update(Files.readAllBytes(bundle.manifest()));
      if (Files.exists(bundle.secondTimes())) {
        digest.update(Files.readAllBytes(bundle.secondTimes()));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private EpisodeFacts facts(EpisodeReader reader, DatasetEpisode rows, Review review) {
    Manifest manifest = reader.manifest();
    Long bound = manifest.worstBoundNanos();
    boolean names = order.protection().names();
    return new EpisodeFacts(
        manifest.id(),
        manifest.task().strip(),
        names ? "" : manifest.person(),
        names ? "" : manifest.rig(),
        manifest.times().startUnixNanos(),
        rows.rows(),
        review.verdict().name().toLowerCase(Locale.ROOT),
        review.tags(),
        manifest.enclosures().stream()
            .map(each -> names ? "A calibration; its words are left out" : words(each))
            .toList(),
        bound == null ? Double.NaN : bound / 1e6,
        rows.filled(),
        rows.idle(),
        rows.reports());
  }

  private static String words(Manifest.EnclosureEntry enclosure) {
    String words = enclosure.words().isEmpty() ? enclosure.name() : enclosure.words();
    return enclosure.subject().isEmpty() ? words : enclosure.subject() + ": " + words;
  }
}
