package dev.handloom.store.record;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.recover.Recovery;
import dev.handloom.store.review.ReviewEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one take to its end, whatever the disk does.
final class TakeOutcome {
  private static final Logger LOG = LoggerFactory.getLogger(TakeOutcome.class);

  private final Library library;

  TakeOutcome(Library library) {
    this.library = library;
  }

  /// Records the take and says what became of it.
  TakeResult of(Take take) {
    try {
      Manifest manifest = take.record();
      library.add(take.bundle());
      return new TakeResult(
          RecorderState.SAVED, take.bundle(), manifest, take.ended() + use(take, manifest));
    } catch (IOException e) {
      LOG.error("The take {} could not be ended", take.bundle().id(), e);
      return keep(take, e);
    } catch (RuntimeException | Error e) {
      LOG.error("The take {} could not be ended", take.bundle().id(), e);
      return keep(take, new IOException(String.valueOf(e), e));
    }
  }

  /// Writes down that only the end of the take is to be used; the rest stays where it is.
  private String use(Take take, Manifest manifest) {
    long from = take.useFromNanos() - manifest.times().startNanos();
    long length = manifest.times().durationNanos();
    if (from <= 0 || from >= length) {
      return "";
    }
    try {
      library.review(take.bundle().id(), List.of(ReviewEntry.use("", from, length)));
      return "";
    } catch (IOException e) {
      LOG.error("What is to be used of {} was not written down", take.bundle().id(), e);
      return ". That only its end is to be used could not be written down: " + e.getMessage();
    }
  }

  /// Makes what a failed take has written a bundle that can be opened.
  private TakeResult keep(Take current, IOException failure) {
    Bundle bundle = current.bundle();
    String what = "Recording stopped: " + failure.getMessage() + ". ";
    if (bundle.saved()) {
      // Only the catalogue failed; it takes the episode in when it is opened next.
      return new TakeResult(
          RecorderState.SAVED,
          bundle,
          readBack(bundle),
          "The take is saved, but not in the catalogue yet. " + failure.getMessage());
    }
    try {
      Manifest manifest = Recovery.recover(bundle, String.valueOf(failure.getMessage()));
      library.add(bundle);
      double seconds = manifest.times().durationNanos() / 1e9;
      return new TakeResult(
          RecorderState.FAILED,
          bundle,
          manifest,
          what
              + String.format(Locale.ROOT, "The first %.1f s were kept. ", seconds)
              + "Make sure of the disk before the next take: "
              + bundle.folder());
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      return new TakeResult(
          RecorderState.FAILED,
          bundle,
          null,
          what
              + "What was written is still there and is recovered at the next start"
              + " ("
              + e.getMessage()
              + "): "
              + bundle.folder());
    }
  }

  /// The disk gives no answer: nothing more can be done with it now.
  static TakeResult hung(Take take, Duration waited) {
    DiskSync sync = take.sync();
    double safe =
        sync == null ? 0 : Math.max(0, sync.lastForcedNanos() - take.window().startNanos()) / 1e9;
    return new TakeResult(
        RecorderState.FAILED,
        take.bundle(),
        null,
        String.format(
            Locale.ROOT,
            "The disk has not answered for %d s. The first %.1f s of the take are safe on it and"
                + " are recovered at the next start. Look after the disk before the next take: %s",
            waited.toSeconds(),
            safe,
            take.bundle().folder()));
  }

  private static @Nullable Manifest readBack(Bundle bundle) {
    try {
      return ManifestFile.read(bundle);
    } catch (IOException e) {
      LOG.error("A manifest cannot be read back: {}", e.getMessage());
      return null;
    }
  }
}
