package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.store.gopro.GoProImport;
import dev.handloom.store.importer.DatasetImport;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes episodes of what other programs and devices recorded by themselves.
@Command(
    name = "import",
    description = {
      "Make episodes of a dataset of another program, or of GoPro files with their inertial unit:",
      "  handloom import DATASET",
      "  handloom import gopro GX010042.MP4",
      "Exit code 1 if not every episode could be imported."
    })
final class ImportCommand implements Callable<Integer> {
  private static final String GOPRO = "gopro";

  private final Terminal terminal;
  private final UserFolders userFolders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "DATASET",
      description =
          "Folders of datasets; or first what they are, as lerobot or gopro, where that is to be"
              + " said. Of a GoPro each MP4 file becomes an episode.")
  private List<String> what = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "What was done; else what the dataset says, or 'gopro'.")
  private String task = "";

  @Option(
      names = "--episodes",
      paramLabel = "NUMBERS",
      description = "Of a dataset only these, counted from 0, as 0,3-5.")
  private String episodes = "";

  @Option(
      names = "--again",
      description =
          "Of a dataset also the episodes that are in the library since an import before.")
  private boolean again;

  @Option(names = "--person", paramLabel = "NAME", description = "Who did it.")
  private String person = "";

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ImportCommand(Terminal terminal, UserFolders userFolders) {
    this.terminal = terminal;
    this.userFolders = userFolders;
  }

  record Row(String file, String episode, String folder, List<String> notes, String trouble) {}

  @Override
  public Integer call() throws IOException {
    String kind = what.getFirst();
    ImportFormat format = Files.exists(Path.of(kind)) ? null : DatasetImports.named(kind);
    boolean gopro = kind.equals(GOPRO) && !Files.isDirectory(Path.of(kind));
    List<Path> files =
        what.subList(gopro || format != null ? 1 : 0, what.size()).stream().map(Path::of).toList();
    if (files.isEmpty()) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Say what to import: the folder of a dataset, or GoPro files.");
    }
    return gopro ? gopro(files) : datasets(format, files);
  }

  private int datasets(@Nullable ImportFormat format, List<Path> folders) throws IOException {
    DatasetImports imports =
        new DatasetImports(
            terminal, json.json, new DatasetImport.Wording(task, person), episodes, again);
    try (Library store = library.openOrMake(userFolders, terminal)) {
      return imports.run(store, format, folders);
    }
  }

  private int gopro(List<Path> files) throws IOException {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new CommandFailed(CommandFailed.USAGE, "There is no such file: " + file);
      }
    }
    try (Library store = library.openOrMake(userFolders, terminal)) {
      GoProImport importer =
          new GoProImport(
              store, task.isEmpty() ? GOPRO : task, person, "Handloom " + Version.text());
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
