package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.preview.calibrate.Calibration;
import dev.handloom.preview.calibrate.CalibrationRun;
import dev.handloom.preview.calibrate.Calibrations;
import dev.handloom.preview.calibrate.Eligible;
import dev.handloom.preview.calibrate.Standing;
import dev.handloom.preview.calibrate.Subject;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Learns what is usual of a model.
@Command(
    name = "calibrate",
    description = {
      "Learn from accepted episodes what is usual of a model, so that what is not can raise an alarm:"
          + " at most the stated share of episodes like them raises any.",
      "Only episodes count that the model was not trained on. The limits are kept beside the models;"
          + " the Preview workspace and ‘handloom preview’ use them."
    })
final class ModelsCalibrateCommand implements Callable<Integer> {
  private static final double MOST_FALSE_ALARMS = 0.5;

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "MODEL",
      description = "A name as champion, the beginning of a digest, or ‘nearest’.")
  private String model = "";

  @Option(
      names = "--false-alarms",
      paramLabel = "SHARE",
      description = "Of sound episodes, so many may raise an alarm (${DEFAULT-VALUE}).")
  private double falseAlarms = CalibrationRun.USUAL_FALSE_ALARMS;

  @Option(
      names = "--look",
      description = "Only say how it stands, and from which episodes it could be learnt.")
  private boolean look;

  @Option(
      names = "--on",
      paramLabel = "DEVICE",
      description = "What it runs on here: best, cpu or cuda (${DEFAULT-VALUE}).")
  private String on = "best";

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsCalibrateCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// @param file null where nothing was learnt
  record Told(
      String standing,
      String words,
      int accepted,
      int fit,
      int trained,
      int unsure,
      int needed,
      @Nullable Calibration calibration,
      @Nullable String file) {}

  @Override
  public Integer call() throws IOException {
    if (!(falseAlarms > 0 && falseAlarms <= MOST_FALSE_ALARMS)) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--false-alarms is a share above 0 and up to 0.5, as 0.05");
    }
    Compute compute = ModelShelf.compute(on);
    try (Library store = library.open(folders, terminal);
        GentleEnd end = new GentleEnd()) {
      Subject subject = subject(store);
      Eligible eligible = Eligible.of(store, subject, falseAlarms);
      Calibrations kept = new Calibrations(store.folder());
      if (!look) {
        if (!eligible.enough()) {
          throw new CommandFailed(
              CommandFailed.UNUSABLE,
              "Uncalibrated: " + eligible.words() + ". Nothing was changed.");
        }
        Calibration learnt = learn(store, subject, eligible, compute, end);
        if (learnt == null) {
          terminal.tell("It was ended; what was known before is kept.");
          return CommandFailed.UNUSABLE;
        }
        kept.write(learnt);
      }
      return say(kept, subject, eligible);
    } catch (ModelException | PackException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private Subject subject(Library store) throws IOException, PackException {
    if (model.equals(OpenModel.NEAREST)) {
      return Subject.NEAREST;
    }
    ModelStore models = new ModelStore(store.folder());
    return Subject.of(models, models.open(model));
  }

  private @Nullable Calibration learn(
      Library store, Subject subject, Eligible eligible, Compute compute, GentleEnd end)
      throws IOException, ModelException, PackException {
    CalibrationRun run =
        new CalibrationRun(
            subject, eligible, falseAlarms, "Handloom " + Version.text(), () -> false, end::asked);
    if (subject.digest().isEmpty()) {
      return learn(run, nearest -> nearest, end);
    }
    try (Model opened = OpenModel.local(subject.digest(), store.folder(), compute).model()) {
      return learn(run, nearest -> opened, end);
    }
  }

  private @Nullable Calibration learn(
      CalibrationRun run, Function<NearestEpisode, Model> open, GentleEnd end)
      throws IOException, ModelException {
    try (ProgressLine line = new ProgressLine(terminal, "Calibrating")) {
      Calibration learnt = run.run(open, line::at);
      if (learnt != null) {
        line.done(Figures.count(learnt.episodes().size(), "episode", "episodes"));
      }
      return learnt;
    } catch (InterruptedIOException e) {
      if (end.asked()) {
        return null;
      }
      throw e;
    }
  }

  private int say(Calibrations kept, Subject subject, Eligible eligible) throws IOException {
    Calibration found = kept.read(subject.digest());
    Standing standing = Standing.of(found, subject, eligible);
    Path file = kept.file(subject.digest());
    if (json.json) {
      terminal.json(
          new Told(
              standing.kind().name().toLowerCase(Locale.ROOT),
              standing.words(),
              eligible.accepted().size(),
              eligible.fit().size(),
              eligible.trained(),
              eligible.unsure(),
              eligible.needed(),
              found,
              found == null ? null : file.toString()));
      return 0;
    }
    terminal.say(standing.words() + ".");
    Calibration used = standing.calibration();
    if (used != null) {
      for (Calibration.Limit limit : used.limits()) {
        terminal.say(
            String.format(
                Locale.ROOT,
                "  %-10s %-28s usual up to %8.3f   alarms above %8.3f %s",
                limit.trust().title(),
                limit.of(),
                limit.usual(),
                limit.limit(),
                limit.trust().unit()));
      }
      terminal.say("They lie in " + file);
    }
    return 0;
  }
}
