package dev.handloom.preview.example;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/// Episodes of a library, at one model's rate and in its sizes, all in memory: pictures are small.
///
/// @param wants with means and spreads of these episodes
/// @param episodes oldest first
/// @param left those that were left out, each with why, for a person
/// @param digest of exactly these
public record TrainingSet(
    Wants wants, List<EpisodeRows> episodes, List<String> left, String digest) {
  public TrainingSet {
    episodes = List.copyOf(episodes);
    left = List.copyOf(left);
  }

  /// The accepted episodes of a library that fit, oldest first.
  ///
  /// @param query as in the library's search; may be empty
  public static List<EpisodeRow> accepted(Library library, String query) throws IOException {
    return oldestFirst(library.search((query + " verdict:success").strip()));
  }

  /// All episodes that fit but for rejected ones, oldest first: of a library that nobody reviewed.
  public static List<EpisodeRow> notRejected(Library library, String query) throws IOException {
    return oldestFirst(
        library.search(query).stream().filter(row -> row.verdict() != Verdict.FAIL).toList());
  }

  private static List<EpisodeRow> oldestFirst(List<EpisodeRow> rows) {
    List<EpisodeRow> sorted = new ArrayList<>(rows);
    Collections.reverse(sorted);
    return sorted;
  }

  /// Reads episodes, those that have what the newest of them has.
  ///
  /// @param done told how many are read
  public static TrainingSet read(List<EpisodeRow> rows, IntConsumer done) throws IOException {
    if (rows.isEmpty()) {
      throw new ExampleException(
          "There are no accepted episodes to learn from. Accept some in Review, or search for"
              + " others");
    }
    return read(rows, ManifestProposal.of(EpisodeReader.open(rows.getLast().bundle())), done);
  }

  /// Reads episodes for a model of a shape; means and spreads are taken from them.
  public static TrainingSet read(List<EpisodeRow> rows, Wants shape, IntConsumer done)
      throws IOException {
    ExampleReader reader = new ExampleReader(shape);
    Normalisation normalisation = new Normalisation(shape);
    List<EpisodeRows> read = new ArrayList<>();
    List<Bundle> bundles = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("Reading was ended");
      }
      EpisodeRow row = rows.get(i);
      try {
        EpisodeRows episode = reader.read(row);
        if (episode.usable().length == 0) {
          left.add(row.id() + " has no moment with everything and enough after it");
        } else {
          normalisation.add(episode);
          read.add(episode);
          bundles.add(row.bundle());
        }
      } catch (IOException e) {
        left.add(String.valueOf(e.getMessage()));
      }
      done.accept(i + 1);
    }
    if (read.isEmpty()) {
      throw new ExampleException(
          "None of " + rows.size() + " episodes can be learnt from. The first: " + left.getFirst());
    }
    Wants wants = normalisation.wants();
    return new TrainingSet(
        wants,
        read.stream().map(episode -> episode.with(wants)).toList(),
        left,
        TrainingDigest.of(bundles));
  }

  /// How many rows of all are usable.
  public int examples() {
    return episodes.stream().mapToInt(episode -> episode.usable().length).sum();
  }

  public List<EpisodeId> ids() {
    return episodes.stream().map(EpisodeRows::episode).toList();
  }
}
