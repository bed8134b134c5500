package dev.handloom.store.export.mcap;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.payload.Topics;
import dev.handloom.store.review.Review;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What goes into a file: an episode, what people said of it, and how much of it.
///
/// @param wish whether names of persons, rigs and machines are left out, and what is put beside
/// @param sha256 of all that, so that the same export is not made twice
record ExportSource(
    Bundle bundle,
    Manifest manifest,
    Review review,
    Stretch stretch,
    McapWish wish,
    String sha256) {
  /// The metadata record that says where a file came from.
  static final String METADATA = Topics.EXPORT_METADATA;

  static final String SHA256 = "source_sha256";

  /// Counts up when the same episode would be written differently.
  private static final int LAYOUT = 1;

  /// Studio times that are exported, both included.
  ///
  /// @param cut whether it is a part of the take
  record Stretch(long fromNanos, long toNanos, boolean cut) {
    long nanos() {
      return toNanos - fromNanos;
    }

    boolean holds(long studioNanos) {
      return !cut || (studioNanos >= fromNanos && studioNanos <= toNanos);
    }
  }

  boolean nameless() {
    return wish.nameless();
  }

  static ExportSource of(Bundle bundle, Manifest manifest, Review review, McapWish wish)
      throws IOException {
    Manifest.Times times = manifest.times();
    Review.Stretch use = review.use();
    Stretch stretch =
        wish.whole() || use == null
            ? new Stretch(times.startNanos(), times.stopNanos(), false)
            : new Stretch(
                times.startNanos() + use.fromNanos(), times.startNanos() + use.toNanos(), true);
    return new ExportSource(
        bundle, manifest, review, stretch, wish, sha256(bundle, stretch.cut(), wish));
  }

  private static String sha256(Bundle bundle, boolean cut, McapWish wish) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
    digest.update(
        (LAYOUT + (cut ? " cut " : " whole ") + wish.manner()).getBytes(StandardCharsets.UTF_8));
    // The manifest holds the hashes of the large files.
    for (Path file : List.of(bundle.manifest(), bundle.review())) {
      byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      digest.update((bytes.length + " ").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Whether a file is this export: whole, and of the same episode.
  boolean isIn(Path file) {
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      List<McapRecord.Metadata> found = reader.metadata(METADATA);
      return found.size() == 1 && sha256.equals(found.getFirst().entries().get(SHA256));
    } catch (IOException e) {
      // Not a whole MCAP, so not this export.
      return false;
    }
  }
}
