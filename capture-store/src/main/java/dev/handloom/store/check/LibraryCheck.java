package dev.handloom.store.check;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.Listing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks a library: every bundle that lies in it, and the catalogue against them.
public final class LibraryCheck {
  private static final int PAGE = 500;

  private LibraryCheck() {}

  /// What came of it.
  ///
  /// @param episodes one for each bundle, oldest first
  /// @param library what is wrong with the catalogue itself
  public record Outcome(List<CheckReport> episodes, List<Finding> library) {
    public Outcome {
      episodes = List.copyOf(episodes);
      library = List.copyOf(library);
    }

    /// Whether every bundle is what it says.
    public boolean good() {
      return episodes.stream().allMatch(CheckReport::good)
          && library.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
  }

  /// Checks on all cores; on one alone, with pauses, while somebody records into the library. An
  /// interrupt, or a progress that throws, stops it.
  ///
  /// @param decodeAll whether every picture is decoded too
  public static Outcome of(Library library, boolean decodeAll, CheckProgress progress)
      throws IOException {
    List<Bundle> bundles = library.bundles();
    Outcome episodes = of(library, bundles, decodeAll, progress);
    return new Outcome(episodes.episodes(), catalogue(library, bundles));
  }

  /// Checks some bundles of a library.
  public static Outcome of(
      Library library, List<Bundle> bundles, boolean decodeAll, CheckProgress progress)
      throws IOException {
    Set<EpisodeId> trashed =
        library.trashedBundles().stream().map(Bundle::id).collect(Collectors.toSet());
    AmongOthers others = new AmongOthers(library);
    List<@Nullable CheckReport> reports =
        new CheckWorkers(library::recording)
            .run(
                bundles.size(),
                (index, part) -> {
                  Bundle bundle = bundles.get(index);
                  CheckReport report =
                      EpisodeCheck.check(
                          bundle,
                          decodeAll,
                          (done, all, what) ->
                              part.at(done / Math.max(1, all), 1, bundle.id() + " " + what));
                  return withLibrary(library, others, report, trashed.contains(bundle.id()));
                },
                progress);
    List<CheckReport> all = new ArrayList<>();
    for (CheckReport report : reports) {
      if (report != null) {
        all.add(report);
      }
    }
    return new Outcome(all, List.of());
  }

  /// Keeps what was found beside the episodes, so that it is shown and can be searched for.
  ///
  /// @param software who checked
  public static void keep(Library library, Outcome outcome, String software) throws IOException {
    Instant now = Instant.now();
    long unixNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    for (CheckReport report : outcome.episodes()) {
      library.keep(report.bundle(), report.note(unixNanos, software));
    }
  }

  private static CheckReport withLibrary(
      Library library, AmongOthers others, CheckReport report, boolean twice) {
    Findings more = new Findings();
    Bundle bundle = report.bundle();
    others.check(bundle, more);
    if (twice) {
      more.add(Code.TWICE, "", "The same episode lies in the trash, too");
    }
    if (!bundle.folder().equals(bundle.id().under(library.episodes()))) {
      more.add(Code.WRONG_PLACE, "", "It belongs to " + bundle.id().under(library.episodes()));
    }
    if (bundle.saved()) {
      try {
        library
            .difference(bundle)
            .ifPresent(what ->
                more.add(
                    what.equals("nothing") ? Code.CATALOGUE_MISSING : Code.CATALOGUE_DIFFERS,
                    "",
                    what.equals("nothing")
                        ? "The catalogue does not have this episode"
                        : "The catalogue says something else about: " + what));
      } catch (IOException e) {
        // That it cannot be read is a finding already.
        more.add(Code.CATALOGUE_MISSING, "", "The catalogue cannot take it in: " + e.getMessage());
      }
    }
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.addAll(more.all());
    return new CheckReport(
        bundle, report.messages(), report.startNanos(), report.everyPicture(), findings);
  }

  private static List<Finding> catalogue(Library library, List<Bundle> bundles) throws IOException {
    Findings findings = new Findings();
    for (String fault : library.catalogueFaults()) {
      findings.add(Code.CATALOGUE_DAMAGED, "", fault);
    }
    Set<EpisodeId> there = new HashSet<>();
    bundles.forEach(b -> there.add(b.id()));
    Listing listing = library.browse("");
    for (int from = 0; from < listing.size(); from += PAGE) {
      for (EpisodeRow row : listing.rows(from, Math.min(listing.size(), from + PAGE))) {
        if (row != null && !there.contains(row.id()) && !row.bundle().saved()) {
          findings.add(Code.CATALOGUE_GONE, row.id().text(), "There is no such episode any more");
        }
      }
    }
    return findings.all();
  }
}
