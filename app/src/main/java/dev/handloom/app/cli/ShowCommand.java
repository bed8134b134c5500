package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.device.stream.Counted;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Shows one episode: what it holds, how it was timed, what is missing.
@Command(
    name = "show",
    description = "Show one episode: its streams, how well they are timed, what is missing.")
final class ShowCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "EPISODE",
      description = "The beginning or end of its id, 'last', or its folder.")
  private String episode = "";

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ShowCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    Bundle bundle = EpisodeChoice.named(episode, library, folders, terminal);
    Manifest manifest = ManifestFile.read(bundle);
    if (json.json) {
      ObjectNode tree = (ObjectNode) JSON.valueToTree(manifest);
      ReviewJournal journal = new ReviewJournal(bundle.review());
      tree.set(
          "review",
          JSON.valueToTree(
              ReviewText.json(manifest.id(), bundle.folder().toString(), journal.read())));
      tree.set("history", JSON.valueToTree(ReviewText.history(journal.history())));
      tree.set("check", JSON.valueToTree(CheckNote.read(bundle)));
      terminal.json(tree);
      return 0;
    }
    Instant start = Instant.ofEpochSecond(0, manifest.times().startUnixNanos());
    terminal.say("Episode   " + manifest.id());
    terminal.say("Task      " + (manifest.task().isBlank() ? "(none given)" : manifest.task()));
    if (!manifest.person().isBlank()) {
      terminal.say("Person    " + manifest.person());
    }
    terminal.say("Rig       " + manifest.rig());
    terminal.say("Recorded  " + ListCommand.WHEN.format(start));
    terminal.say("Length    " + Figures.seconds(manifest.times().durationNanos() / 1e9));
    terminal.say(
        "State     " + manifest.state().name().toLowerCase(Locale.ROOT) + ". " + manifest.ended());
    manifest
        .enclosures()
        .forEach(one -> terminal.say("Holds     " + one.subject() + ": " + one.words()));
    manifest.notes().forEach(note -> terminal.say("          " + note));
    ReviewText.lines(new ReviewJournal(bundle.review()).read()).forEach(terminal::say);
    checked(bundle);
    terminal.say("");
    terminal.say(row("stream", "samples", "rate", "lost", "overrun", "time within"));
    for (Manifest.StreamEntry stream : manifest.streams()) {
      Long bound = stream.worstBoundNanos();
      terminal.say(
          row(
              stream.name() + (stream.maker() == null ? "" : " *"),
              String.format(Locale.ROOT, "%,d", stream.samples()),
              Figures.hertz(stream.measuredHz()),
              Long.toString(stream.lost()),
              Long.toString(stream.overruns()),
              bound == null ? "unknown" : String.format(Locale.ROOT, "±%.1f ms", bound / 1e6)));
    }
    if (manifest.streams().stream().anyMatch(s -> s.maker() != null)) {
      terminal.say("* computed from another stream, and can be made again");
    }
    terminal.say("");
    for (Manifest.SyncEntry clock : manifest.sync()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "clock of %-14s %-10s %7.1f ppm  %s",
              clock.device(),
              clock.state().toLowerCase(Locale.ROOT),
              clock.driftPpm(),
              clock.method()));
    }
    for (Manifest.CameraEntry camera : manifest.cameras()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "video %-18s %s, %d×%d %s%s, %s%s%s",
              camera.file(),
              Counted.of(camera.frames(), "picture"),
              camera.width(),
              camera.height(),
              camera.codec(),
              camera.encoder().isEmpty() ? "" : ", " + camera.encoder(),
              Figures.bytes(camera.bytes()),
              camera.notEncoded() == 0
                  ? ""
                  : String.format(Locale.ROOT, ", %,d not encoded", camera.notEncoded()),
              camera.trouble().isEmpty() ? "" : ". " + camera.trouble()));
    }
    terminal.say("");
    terminal.say(
        Figures.bytes(manifest.bytes())
            + ", "
            + (manifest.missing() == 0
                ? "nothing missing"
                : Figures.count(manifest.missing(), "sample", "samples") + " missing")
            + ", "
            + Figures.count(manifest.events().size(), "event", "events")
            + ": "
            + bundle.folder());
    return 0;
  }

  private void checked(Bundle bundle) {
    CheckNote check = CheckNote.read(bundle);
    if (check == null) {
      return;
    }
    terminal.say(
        "Checked   "
            + ListCommand.WHEN.format(Instant.ofEpochSecond(0, check.unixNanos()))
            + (check.findings().isEmpty() ? ", nothing found" : ""));
    for (CheckNote.Line finding : check.findings()) {
      Long at = finding.takeNanos();
      terminal.say(
          "          "
              + finding.id()
              + (at == null ? "" : "  at " + Figures.seconds(at / 1e9))
              + (finding.subject().isEmpty() ? "" : "  " + finding.subject())
              + "  "
              + finding.message());
    }
  }

  private static String row(String a, String b, String c, String d, String e, String f) {
    return String.format(Locale.ROOT, "%-26s %9s %10s %6s %8s %12s", a, b, c, d, e, f);
  }
}
