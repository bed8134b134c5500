package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.preview.calibrate.Calibration;
import dev.handloom.preview.calibrate.CalibrationRun;
import dev.handloom.preview.calibrate.Calibrations;
import dev.handloom.preview.calibrate.Eligible;
import dev.handloom.preview.calibrate.Standing;
import dev.handloom.preview.calibrate.Subject;
import dev.handloom.preview.example.TrainingEpisodes;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.promotion.Ledger;
import dev.handloom.preview.promotion.Outcome;
import dev.handloom.preview.remote.AccessKey;
import dev.handloom.preview.remote.Patience;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.preview.shadow.ShadowEvaluation;
import dev.handloom.preview.shadow.ShadowFile;
import dev.handloom.preview.shadow.ShadowReport;
import dev.handloom.preview.shadow.ShadowRun;
import dev.handloom.preview.shadow.ShadowWatch;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A model over recorded episodes, as if they happened now.
@Command(
    name = "preview",
    description = {
      "Run a model over recorded episodes and say how far its plans and dreams are from what came,"
          + " against the most similar recorded episode, and which episodes it would learn most from.",
      "A model is an installed one by its name or digest, a folder, ‘nearest’, or an address as"
          + " ‘handloom models ask’ takes. One on another machine needs --shown, a file as"
    },
    footer = {
      "",
      "  {\"preset\": \"openpi-droid\",",
      "   \"cameras\": {\"observation/exterior_image_1_left\": \"head-camera/video\"},",
      "   \"state\": {\"observation/joint_position\": [\"arm/joints.j1\", \"arm/joints.j2\"]},",
      "   \"units\": {\"arm/joints.j1\": \"rad\"},",
      "   \"actions\": [\"arm/joints.j1\", \"arm/joints.j2\"]}"
    })
final class PreviewCommand implements Callable<Integer> {
  private static final String KEY = "HANDLOOM_MODEL_KEY";
  private static final int MOST_LESSONS = 5;

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--model", paramLabel = "M", required = true, description = "The model.")
  private String model = "";

  @Option(
      names = "--query",
      paramLabel = "Q",
      description =
          "By which episodes it is judged, as in the library's search; all accepted ones"
              + " if not given.")
  private @Nullable String query;

  @Option(
      names = "--against",
      paramLabel = "M",
      description = "Another model on the same episodes.")
  private @Nullable String against;

  @Option(
      names = "--shown",
      paramLabel = "FILE",
      description = "What a model on another machine is shown, under its own names.")
  private @Nullable Path shown;

  @Option(
      names = "--against-shown",
      paramLabel = "FILE",
      description = "The same for --against; as --shown if not given.")
  private @Nullable Path againstShown;

  @Option(
      names = "--every",
      paramLabel = "STEPS",
      description = "At which moments it is asked (${DEFAULT-VALUE}).")
  private int every = ShadowRun.EVERY_STEPS;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the report goes; into the library's models if not given.")
  private @Nullable Path out;

  @Option(
      names = "--on",
      paramLabel = "DEVICE",
      description = "What it runs on here: best, cpu or cuda (${DEFAULT-VALUE}).")
  private String on = "best";

  PreviewCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    if (every < 1) {
      throw new CommandFailed(CommandFailed.USAGE, "--every must be at least 1 step");
    }
    List<AskedModel> opened = new ArrayList<>();
    try (Library store = library.open(folders, terminal);
        GentleEnd end = new GentleEnd()) {
      AskedModel first = model.equals(OpenModel.NEAREST) ? null : open(model, shown, store, opened);
      AskedModel second =
          against == null || against.equals(OpenModel.NEAREST)
              ? null
              : open(against, againstShown == null ? shown : againstShown, store, opened);
      end.wake(() -> opened.forEach(each -> each.model().close()));
      ShadowEvaluation evaluation = evaluation(store);
      ShadowReport report = evaluate(evaluation, store, first, second, end);
      ledger(store, evaluation);
      Path file = out == null ? usualFile(store, report) : out;
      ShadowFile.write(report, file);
      if (json.json) {
        terminal.json(ShadowFile.json(report));
      } else {
        PreviewText.of(report, MOST_LESSONS).forEach(terminal::say);
        terminal.say("");
        terminal.say("The whole report lies in " + file);
      }
      if (report.partial()) {
        terminal.tell(
            evaluation.trouble().isEmpty()
                ? "It was ended; what was judged by then is reported."
                : evaluation.trouble()
                    + ". What was judged by then is reported; run it again for the rest.");
        return CommandFailed.UNUSABLE;
      }
      return 0;
    } catch (ModelException | PackException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    } finally {
      opened.forEach(each -> each.model().close());
    }
  }

  private AskedModel open(
      String wanted, @Nullable Path shown, Library store, List<AskedModel> opened)
      throws PackException, ModelException, IOException {
    AskedModel asked;
    if (OpenModel.remote(wanted)) {
      String key = System.getenv(KEY);
      asked =
          OpenModel.remote(
              wanted, shown, key == null ? AccessKey.NONE : new AccessKey(key), Patience.USUAL);
    } else {
      asked = OpenModel.local(wanted, store.folder(), new Compute(where(), 0));
    }
    opened.add(asked);
    return asked;
  }

  private Compute.Where where() {
    try {
      return Compute.Where.valueOf(on.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--on is best, cpu or cuda, not " + on);
    }
  }

  /// What an installed version dreamed goes into its ledger beside what came.
  private void ledger(Library store, ShadowEvaluation evaluation) throws PackException {
    ModelStore models = new ModelStore(store.folder());
    List<String> installed = models.list().stream().map(ModelStore.Installed::digest).toList();
    for (Map.Entry<String, List<Outcome>> each : evaluation.outcomes().entrySet()) {
      if (installed.contains(each.getKey())) {
        new Ledger(models, each.getKey()).add(each.getValue());
      }
    }
  }

  private ShadowEvaluation evaluation(Library store) throws IOException {
    List<EpisodeRow> known = TrainingSet.accepted(store, "");
    String asked = query;
    List<EpisodeRow> judged = asked == null ? known : TrainingSet.notRejected(store, asked);
    if (judged.isEmpty()) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          asked == null
              ? "No episode of this library is accepted. Accept some in Review, or choose others"
                  + " with --query: "
                  + store.folder()
              : "No episode fits \"" + asked + "\" in this library: " + store.folder());
    }
    return new ShadowEvaluation(
        judged,
        known,
        asked == null ? "" : asked,
        "Handloom " + Version.text(),
        every,
        each -> watch(store, each));
  }

  private ShadowReport evaluate(
      ShadowEvaluation evaluation,
      Library store,
      @Nullable AskedModel first,
      @Nullable AskedModel second,
      GentleEnd end)
      throws IOException, ModelException, PackException {
    try (ProgressLine line = new ProgressLine(terminal, "Previewing")) {
      ShadowReport report =
          evaluation.run(
              nearest -> {
                List<AskedModel> models = new ArrayList<>();
                models.add(first == null ? OpenModel.nearest(nearest) : first);
                if (second != null) {
                  models.add(second);
                }
                return models;
              },
              first == null ? null : first.wants(),
              first == null ? Set.of() : learnt(store, first),
              line::at,
              end::asked);
      line.done(Figures.count(report.episodes().size(), "episode", "episodes"));
      return report;
    }
  }

  /// The limits that were learnt for a model, if they still hold.
  private ShadowWatch watch(Library store, AskedModel asked) {
    boolean nearest = asked.model() instanceof NearestEpisode;
    if (asked.digest().isEmpty() && !nearest) {
      return new ShadowWatch(
          "Uncalibrated: a model on another machine may change unseen",
          Bands.NONE,
          Set.of(),
          Set.of());
    }
    try {
      Subject subject =
          nearest
              ? Subject.NEAREST
              : new Subject(
                  asked.name(), asked.version(), asked.digest(), asked.wants(), null, null);
      Calibration found = new Calibrations(store.folder()).read(asked.digest());
      Standing standing =
          Standing.of(
              found, subject, Eligible.of(store, subject, CalibrationRun.USUAL_FALSE_ALARMS));
      Calibration used = standing.calibration();
      return used == null
          ? ShadowWatch.NONE.told(
              found == null
                  ? "Uncalibrated; ‘handloom models calibrate’ does it"
                  : standing.words())
          : new ShadowWatch(
              standing.words(),
              used.bands(),
              Set.copyOf(used.known()),
              Set.copyOf(used.episodes()));
    } catch (IOException e) {
      return ShadowWatch.NONE.told(String.valueOf(e.getMessage()));
    }
  }

  /// Which episodes it was trained on, where its pack says so.
  private @Nullable Set<String> learnt(Library store, AskedModel first)
      throws IOException, PackException {
    if (first.digest().isEmpty()) {
      return null;
    }
    Path folder = Path.of(model);
    Path pack =
        Files.isDirectory(folder) ? folder : new ModelStore(store.folder()).open(model).folder();
    return TrainingEpisodes.read(pack).orElse(null);
  }

  private static Path usualFile(Library store, ShadowReport report) {
    String digest = report.models().getFirst().digest();
    String name =
        digest.isEmpty()
            ? report
                .models()
                .getFirst()
                .name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
            : digest.substring(0, Math.min(12, digest.length()));
    String time = report.madeAt().replaceAll("[^0-9TZ]", "");
    return store
        .folder()
        .resolve(ModelStore.FOLDER)
        .resolve("evaluations")
        .resolve(name + "-" + time + ".json");
  }
}
