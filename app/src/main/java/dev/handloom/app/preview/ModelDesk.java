package dev.handloom.app.preview;

import dev.handloom.app.ui.fx.Progress;
import dev.handloom.preview.calibrate.Eligible;
import dev.handloom.preview.calibrate.Subject;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.remote.Patience;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.preview.session.Familiarity;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.preview.session.Spreads;
import dev.handloom.preview.session.WantsFile;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which models there are, and opens them. Waits for the disk: called on background threads.
public final class ModelDesk {
  private final ServerBook servers;
  private @Nullable Known known;
  private @Nullable Measured measured;

  /// @param servers their keys
  public ModelDesk(ServerBook servers) {
    this.servers = servers;
  }

  ServerBook servers() {
    return servers;
  }

  /// How far channels move, kept as long as they and the episodes are the same.
  private record Measured(List<EpisodeId> episodes, Wants shape, Spreads spreads) {}

  /// The episodes that the nearest one is looked for among, kept as long as they are the same.
  private record Known(List<EpisodeId> episodes, NearestEpisode nearest, String words) {}

  /// A model, and what is to be said of it.
  ///
  /// @param words how much it knows; may be empty
  /// @param familiarity how unlike a moment is to all that it knows
  /// @param watch what is known of how it usually does; null for a model on another machine, which
  ///   may change unseen
  public record Opened(
      AskedModel asked, String words, Familiarity familiarity, @Nullable ModelWatch watch) {}

  /// Those that are installed in a library.
  public List<ModelChoice> installed(Library open) throws PackException {
    ModelStore store = new ModelStore(open.folder());
    Map<String, String> aliases = store.names().now();
    List<ModelChoice> choices = new ArrayList<>();
    for (ModelStore.Installed each : store.list()) {
      String alias =
          String.join(
              ", ",
              aliases.entrySet().stream()
                  .filter(entry -> entry.getValue().equals(each.digest()))
                  .map(Map.Entry::getKey)
                  .sorted()
                  .toList());
      choices.add(
          new ModelChoice.Installed(
              each.manifest().name(), each.manifest().version(), each.digest(), alias));
    }
    return choices;
  }

  /// Opens a model.
  ///
  /// @param without an episode that it must not look up; null where it may all
  public Opened open(
      Library open, ModelChoice choice, @Nullable EpisodeId without, Progress progress)
      throws IOException, PackException, ModelException {
    return switch (choice) {
      case ModelChoice.Nearest _ -> {
        Known all = nearest(open, progress);
        EpisodeId none = without == null ? EpisodeId.at(Instant.EPOCH) : without;
        NearestEpisode asked = all.nearest.without(none);
        yield new Opened(
            OpenModel.nearest(asked),
            all.words,
            Familiarity.of(asked, true),
            new ModelWatch(open, Subject.NEAREST));
      }
      case ModelChoice.Installed model -> {
        ModelStore store = new ModelStore(open.folder());
        ModelWatch watch = new ModelWatch(open, Subject.of(store, store.open(model.digest())));
        yield new Opened(
            OpenModel.local(model.digest(), open.folder(), Compute.USUAL),
            "",
            watch.familiarity(),
            watch);
      }
      case ModelChoice.Remote model -> remote(open, model, progress);
    };
  }

  private Opened remote(Library open, ModelChoice.Remote model, Progress progress)
      throws IOException, ModelException {
    Spreads spreads = spreads(open, WantsFile.parse(model.shown(), "what it is shown"), progress);
    String words =
        spreads.episodes() == 0
            ? "No accepted episode has what it is shown: what is said of plans is in their own"
                + " units."
            : "What is said of plans is measured by how far the joints move in "
                + (spreads.episodes() == 1
                    ? "1 accepted episode."
                    : spreads.episodes() + " accepted episodes.");
    AskedModel asked =
        OpenModel.remote(
            model.address(), spreads.wants(), servers.key(model.address()), Patience.USUAL);
    return new Opened(asked, words, Familiarity.NONE, null);
  }

  private synchronized Spreads spreads(Library open, Wants shape, Progress progress)
      throws IOException {
    List<EpisodeRow> rows = Eligible.known(TrainingSet.accepted(open, ""));
    List<EpisodeId> ids = rows.stream().map(EpisodeRow::id).toList();
    Measured kept = measured;
    if (kept != null && kept.episodes.equals(ids) && kept.shape.equals(shape)) {
      return kept.spreads;
    }
    progress.say("looking how far joints move");
    Spreads fresh = Spreads.of(shape, rows, done -> progress.report(done, rows.size()));
    measured = new Measured(ids, shape, fresh);
    return fresh;
  }

  private synchronized Known nearest(Library open, Progress progress) throws IOException {
    List<EpisodeRow> accepted = TrainingSet.accepted(open, "");
    boolean judged = !accepted.isEmpty();
    List<EpisodeRow> rows = Eligible.known(judged ? accepted : TrainingSet.notRejected(open, ""));
    if (rows.isEmpty()) {
      throw new IOException("There is no episode to look up yet. Record one, and try again.");
    }
    List<EpisodeId> ids = rows.stream().map(EpisodeRow::id).toList();
    Known kept = known;
    if (kept != null && kept.episodes.equals(ids)) {
      return kept;
    }
    progress.say("reading episodes");
    TrainingSet read = TrainingSet.read(rows, done -> progress.report(done, rows.size()));
    progress.say("comparing moments");
    List<EpisodeRows> episodes = read.episodes();
    NearestEpisode nearest = new NearestEpisode(read.wants(), episodes);
    String words =
        "Looks among "
            + nearest.moments()
            + " moments of "
            + (episodes.size() == 1 ? "1 episode" : episodes.size() + " episodes")
            + (judged
                ? " that were accepted."
                : "; nobody has accepted any yet, so it takes all that were not rejected.")
            + (read.left().isEmpty() ? "" : " Left out: " + read.left().size() + ".");
    known = new Known(ids, nearest, words);
    return known;
  }
}
