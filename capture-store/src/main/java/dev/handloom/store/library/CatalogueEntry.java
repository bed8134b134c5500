package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// All that the catalogue keeps of an episode, as it was read from the bundle.
///
/// @param segments their labels and instructions
/// @param checkedUnixNanos when it was last checked; null when never
/// @param findings that stand
/// @param reviewers who judged it or labelled it
/// @param proposed whether there are proposals that nobody has said yes or no to
/// @param stamp sizes and times of the files that this was read from: another stamp means that it
///   must be read again
record CatalogueEntry(
    String id,
    String task,
    String person,
    String rig,
    long startUnixNanos,
    long durationNanos,
    String state,
    long bytes,
    int streams,
    int cameras,
    long missing,
    @Nullable Long worstBoundNanos,
    String verdict,
    @Nullable Integer score,
    String reason,
    List<String> tags,
    String note,
    List<String> segments,
    Review.@Nullable Stretch use,
    List<String> cameraNames,
    List<String> deviceNames,
    @Nullable Long checkedUnixNanos,
    List<CheckNote.Line> findings,
    List<String> reviewers,
    boolean disputed,
    boolean proposed,
    boolean trashed,
    String stamp) {
  static final String NO_STAMP = "";

  /// Rows that an older version read know neither reviewers nor disputes nor proposals: they are
  /// read again.
  private static final String LAYOUT = "4 ";

  /// Reads a bundle.
  static CatalogueEntry of(Bundle bundle, boolean trashed) throws IOException {
    // Before the files are read: what changes meanwhile must show.
    String stamp = stamp(bundle);
    Manifest manifest = ManifestFile.read(bundle);
    Review review = new ReviewJournal(bundle.review()).read();
    CheckNote check = CheckNote.read(bundle);
    return new CatalogueEntry(
        manifest.id(),
        manifest.task(),
        manifest.person(),
        manifest.rig(),
        manifest.times().startUnixNanos(),
        manifest.times().durationNanos(),
        manifest.state().name(),
        manifest.bytes(),
        manifest.streams().size(),
        manifest.cameras().size(),
        manifest.missing(),
        manifest.worstBoundNanos(),
        review.verdict().name(),
        review.score(),
        review.reason(),
        review.tags(),
        review.note(),
        review.segments().stream().map(s -> (s.label() + " " + s.text()).strip()).toList(),
        review.use(),
        manifest.cameras().stream().map(c -> device(c.stream())).distinct().toList(),
        manifest.streams().stream().map(s -> device(s.name())).distinct().toList(),
        check == null ? null : check.unixNanos(),
        check == null ? List.of() : standing(check.findings(), review),
        review.reviewers().stream().filter(who -> !who.isBlank()).toList(),
        review.disputed(),
        !review.proposals().isEmpty(),
        trashed,
        stamp);
  }

  /// Without those that a reviewer says are none.
  private static List<CheckNote.Line> standing(List<CheckNote.Line> all, Review review) {
    return all.stream()
        .filter(line ->
            review.dismissal(Review.findingKey(line.id(), line.subject(), line.takeNanos()))
                == null)
        .toList();
  }

  /// A stream's name begins with that of its device.
  private static String device(String stream) {
    int slash = stream.indexOf('/');
    return slash < 0 ? stream : stream.substring(0, slash);
  }

  static String stamp(Bundle bundle) throws IOException {
    return LAYOUT + stamp(bundle.manifest()) + stamp(bundle.review()) + stamp(bundle.checkNote());
  }

  private static String stamp(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.size() + "@" + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " ";
    } catch (NoSuchFileException e) {
      return "- ";
    }
  }

  /// `error`, `warning`, `note`, or nothing.
  String worstFinding() {
    for (String severity : List.of("error", "warning", "note")) {
      if (findings.stream().anyMatch(f -> f.severity().equals(severity))) {
        return severity;
      }
    }
    return "";
  }
}
