package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.store.gopro.GoProImport;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes episodes of what other devices recorded by themselves.
@Command(
    name = "import",
    description =
        "Make episodes of GoPro files, with their inertial unit: handloom import gopro GX010042.MP4")
final class ImportCommand implements Callable<Integer> {
  private static final String GOPRO = "gopro";

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(index = "0", paramLabel = "KIND", description = "What the files are: gopro.")
  private String kind = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "MP4 files as the camera wrote them; each becomes an episode.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "What was done; 'gopro' if not said.")
  private String task = GOPRO;

  @Option(names = "--person", paramLabel = "NAME", description = "Who did it.")
  private String person = "";

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ImportCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Row(String file, String episode, String folder, List<String> notes, String trouble) {}

  @Override
  public Integer call() throws IOException {
    if (!kind.equals(GOPRO)) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Files of this kind cannot be imported: " + kind + "; use gopro.");
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new CommandFailed(CommandFailed.USAGE, "There is no such file: " + file);
      }
    }
    try (Library store = library.openOrMake(folders, terminal)) {
      GoProImport importer = new GoProImport(store, task, person, "Handloom " + Version.text());
      List<Row> rows = new ArrayList<>();
      for (Path file : files) {
        Row row = read(importer, file);
        rows.add(row);
        if (!json.json) {
          say(row);
        }
      }
      if (json.json) {
        terminal.json(rows);
      }
      return rows.stream().allMatch(row -> row.trouble().isEmpty()) ? 0 : CommandFailed.UNUSABLE;
    }
  }

  /// One file that cannot be read does not keep the others out.
  private static Row read(GoProImport importer, Path file) {
    try {
      GoProImport.Imported made = importer.read(file);
      return new Row(
          file.toString(),
          made.bundle().id().text(),
          made.bundle().folder().toString(),
          made.notes(),
          "");
    } catch (IOException e) {
      return new Row(file.toString(), "", "", List.of(), String.valueOf(e.getMessage()));
    }
  }

  private void say(Row row) {
    if (!row.trouble().isEmpty()) {
      terminal.say("Not imported: " + row.trouble());
      return;
    }
    terminal.say(row.episode() + "  from " + row.file());
    row.notes().forEach(note -> terminal.say("  " + note));
  }
}
