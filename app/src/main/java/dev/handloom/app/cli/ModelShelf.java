package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The models of a library, as commands speak of them.
final class ModelShelf {
  @Mixin LibraryOption library = new LibraryOption();

  @Option(names = "--by", paramLabel = "NAME", description = "Who does it; you if not given.")
  String by = System.getProperty("user.name", "");

  ModelStore store(UserFolders folders, Terminal terminal) {
    return new ModelStore(library.folder(folders, terminal));
  }

  /// What `--json` prints of a model.
  record Row(
      String digest,
      String name,
      String version,
      List<String> aliases,
      boolean signed,
      String producer,
      String licence,
      double stepSeconds,
      int steps,
      List<Integer> frames,
      List<Integer> horizons,
      List<Manifest.Camera> cameras,
      List<Manifest.Channel> state,
      List<Manifest.Channel> actions,
      Manifest.Training training,
      String folder) {}

  static Row row(ModelStore.Installed model, Map<String, String> names) {
    Manifest manifest = model.manifest();
    return new Row(
        model.digest(),
        manifest.name(),
        manifest.version(),
        aliases(model, names),
        model.signed(),
        manifest.producer(),
        manifest.licence(),
        manifest.stepSeconds(),
        manifest.steps(),
        manifest.frames(),
        manifest.horizons(),
        manifest.cameras(),
        manifest.state(),
        manifest.actions(),
        manifest.training(),
        model.folder().toString());
  }

  static List<String> aliases(ModelStore.Installed model, Map<String, String> names) {
    return names.entrySet().stream()
        .filter(name -> name.getValue().equals(model.digest()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  static CommandFailed failed(int code, PackException e) {
    return new CommandFailed(code, String.valueOf(e.getMessage()));
  }

  static Compute compute(String on) {
    try {
      return new Compute(Compute.Where.valueOf(on.toUpperCase(Locale.ROOT)), 0);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--on is best, cpu or cuda; not " + on);
    }
  }
}
