package dev.handloom.store.recover;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.MarkerLock;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes bundles whole that were never ended.
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final String CRASHED = "The program ended while it recorded";

  private static final String DAMAGED = "Its manifest was damaged";

  /// What is damaged is kept beside what is made in its place: somebody may want to look at it.
  static final String DAMAGED_SUFFIX = ".damaged";

  private Recovery() {}

  /// What became of one bundle.
  ///
  /// @param manifest null when it could not be recovered, or is being recorded
  /// @param message for a person
  /// @param lost what each stream lost at its end, as far as that can be told
  public record Outcome(
      Bundle bundle, @Nullable Manifest manifest, String message, List<LostTail> lost) {
    public Outcome {
      lost = List.copyOf(lost);
    }
  }

  /// Recovers every bundle of a library that was never ended, or whose manifest is damaged. One
  /// that cannot be recovered is left as it is and does not keep the others from it; one that is
  /// being recorded is left alone.
  public static List<Outcome> recoverAll(Library library) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Bundle bundle : library.bundles()) {
      boolean damaged = bundle.saved() && ManifestFile.damaged(bundle);
      if (bundle.saved() && !damaged) {
        continue;
      }
      try {
        Recovered recovered = recovered(bundle, damaged ? DAMAGED : CRASHED);
        library.add(bundle);
        Manifest manifest = recovered.manifest();
        outcomes.add(
            new Outcome(bundle, manifest, String.join(". ", manifest.notes()), recovered.lost()));
      } catch (IOException e) {
        outcomes.add(new Outcome(bundle, null, String.valueOf(e.getMessage()), List.of()));
      } catch (RuntimeException e) {
        // The others must not suffer for a fault of ours.
        LOG.error("A take cannot be recovered: {}", bundle.folder(), e);
        outcomes.add(
            new Outcome(
                bundle,
                null,
                "A fault of the program keeps it from being recovered ("
                    + e
                    + "). All of it is untouched: "
                    + bundle.folder(),
                List.of()));
      }
    }
    return outcomes;
  }

  /// Recovers one bundle.
  ///
  /// @param ended why the take ended
  /// @throws IOException if it is being recorded, or cannot be recovered; nothing was lost by
  ///   trying
  public static Manifest recover(Bundle bundle, String ended) throws IOException {
    return recovered(bundle, ended).manifest();
  }

  private record Recovered(Manifest manifest, List<LostTail> lost) {}

  private static Recovered recovered(Bundle bundle, String ended) throws IOException {
    if (!Files.isDirectory(bundle.folder())) {
      throw new BundleException("There is no such episode", "Look in the library", bundle.folder());
    }
    // Before the lock: reading the marker under it would let go of it.
    TakeMarker marker = MarkerLock.held(bundle) ? null : marker(bundle);
    MarkerLock lock = MarkerLock.tryLock(bundle);
    if (lock == null) {
      throw new BundleException("This take is being recorded", "Stop it first", bundle.folder());
    }
    try (lock) {
      Manifest saved = saved(bundle);
      if (saved != null) {
        // The program ended between the last two steps of saving.
        leftovers(bundle);
        lock.finished();
        return new Recovered(saved, List.of());
      }
      Rebuilding rebuilding = new Rebuilding(bundle, marker);
      Manifest manifest = rebuilding.manifest(ended);
      if (ManifestFile.damaged(bundle)) {
        Path aside = bundle.folder().resolve(Bundle.MANIFEST + DAMAGED_SUFFIX);
        Files.copy(bundle.manifest(), aside, StandardCopyOption.REPLACE_EXISTING);
      }
      ManifestFile.write(bundle, manifest);
      leftovers(bundle);
      lock.finished();
      return new Recovered(manifest, rebuilding.lost());
    }
  }

  /// Removes what a crash left of files that were about to be put in place.
  private static void leftovers(Bundle bundle) throws IOException {
    Durable.delete(Durable.beside(bundle.manifest()));
    Durable.delete(Durable.beside(bundle.marker()));
  }

  private static @Nullable Manifest saved(Bundle bundle) {
    try {
      return ManifestFile.read(bundle);
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable TakeMarker marker(Bundle bundle) {
    try {
      return ManifestFile.readMarker(bundle);
    } catch (IOException e) {
      // The log names the take, too.
      return null;
    }
  }
}
