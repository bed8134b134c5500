package dev.handloom.store.importer.mcap;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.importer.ImportSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Imports MCAP files: each is an episode, of a folder each file right in it.
public final class McapImport implements ImportFormat {
  @Override
  public String name() {
    return "mcap";
  }

  @Override
  public String words() {
    return "MCAP files";
  }

  @Override
  public boolean knows(Path dataset) {
    try {
      return !files(dataset).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public ImportSource open(Path dataset, DatasetFindings findings) throws IOException {
    List<Path> files = files(dataset);
    if (files.isEmpty()) {
      throw new IOException("There is no MCAP file here: " + dataset);
    }
    return new McapSource(files, findings);
  }

  private static List<Path> files(Path dataset) throws IOException {
    if (!Files.isDirectory(dataset)) {
      return isMcap(dataset) ? List.of(dataset) : List.of();
    }
    try (Stream<Path> all = Files.list(dataset)) {
      return all.filter(McapImport::isMcap).sorted().toList();
    }
  }

  private static boolean isMcap(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".mcap") && !name.startsWith(".") && Files.isRegularFile(file);
  }
}
