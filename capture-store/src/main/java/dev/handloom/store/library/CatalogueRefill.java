package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a catalogue say what the bundles say.
final class CatalogueRefill {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueRefill.class);

  /// As many rows as are written at once: another program waits no longer than that takes.
  private static final int AT_ONCE = 200;

  private final Catalogue catalogue;
  private final Path episodes;
  private final Path trash;
  private final AtomicBoolean stop;
  private final RebuildProgress progress;
  private final List<String> unreadable = new ArrayList<>();

  CatalogueRefill(
      Catalogue catalogue,
      Path episodes,
      Path trash,
      AtomicBoolean stop,
      RebuildProgress progress) {
    this.catalogue = catalogue;
    this.episodes = episodes;
    this.trash = trash;
    this.stop = stop;
    this.progress = progress;
  }

  /// Episodes that could not be read and are left out, with the reason.
  List<String> unreadable() {
    return unreadable;
  }

  private void checkStop() {
    if (stop.get()) {
      throw new CancellationException();
    }
  }

  /// Forgets everything and reads every bundle, in one change: until it is made, everybody sees the
  /// catalogue of before.
  void rebuild() throws SQLException, IOException {
    catalogue.whole(() -> {
      catalogue.clear();
      List<Bundle> kept = BundleFolders.dated(episodes);
      List<Bundle> trashed = BundleFolders.flat(trash);
      int all = kept.size() + trashed.size();
      int done = 0;
      for (Bundle bundle : kept) {
        checkStop();
        progress.at(done++, all);
        take(bundle, false);
      }
      for (Bundle bundle : trashed) {
        checkStop();
        progress.at(done++, all);
        take(bundle, true);
      }
      progress.at(all, all);
      checkStop();
    });
  }

  /// Takes in what is new or has changed since it was read, and forgets what is gone. Reads only
  /// those.
  void reconcile() throws SQLException, IOException {
    Map<String, Catalogue.Known> known = catalogue.known();
    Set<String> there = new HashSet<>();
    reconcile(BundleFolders.dated(episodes), false, known, there);
    reconcile(BundleFolders.flat(trash), true, known, there);
    List<String> gone = known.keySet().stream().filter(id -> !there.contains(id)).toList();
    if (!gone.isEmpty()) {
      catalogue.whole(() -> {
        for (String id : gone) {
          // While it was looked for, another program may have moved it.
          if (!Files.isDirectory(new EpisodeId(id).under(episodes))
              && !Files.isDirectory(trash.resolve(id))) {
            catalogue.remove(id);
          }
        }
      });
    }
  }

  private void reconcile(
      List<Bundle> bundles, boolean trashed, Map<String, Catalogue.Known> known, Set<String> there)
      throws SQLException, IOException {
    List<Bundle> changed = new ArrayList<>();
    for (Bundle bundle : bundles) {
      checkStop();
      String id = bundle.id().text();
      there.add(id);
      Catalogue.Known row = known.get(id);
      if (row == null
          ? bundle.saved()
          : row.trashed() != trashed || !row.stamp().equals(CatalogueEntry.stamp(bundle))) {
        changed.add(bundle);
      }
    }
    for (int begin = 0; begin < changed.size(); begin += AT_ONCE) {
      checkStop();
      progress.at(begin, changed.size());
      List<Bundle> some = changed.subList(begin, Math.min(changed.size(), begin + AT_ONCE));
      // Read while nobody else can change the catalogue: what is written is not older than what
      // another program has just written.
      catalogue.whole(() -> {
        for (Bundle bundle : some) {
          take(bundle, trashed);
        }
      });
    }
  }

  /// An episode whose manifest cannot be read keeps the row that it had.
  private void take(Bundle bundle, boolean trashed) throws SQLException, IOException {
    if (!bundle.saved()) {
      return;
    }
    CatalogueEntry entry;
    try {
      entry = CatalogueEntry.of(bundle, trashed);
    } catch (ClosedByInterruptException e) {
      // Somebody cancelled: the episode is not to blame.
      throw e;
    } catch (IOException e) {
      LOG.error("An episode cannot be read and is left out: {}", e.getMessage());
      unreadable.add(String.valueOf(e.getMessage()));
      return;
    }
    catalogue.put(entry);
  }
}
