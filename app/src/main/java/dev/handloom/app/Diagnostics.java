package dev.handloom.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What a person sends along with a question: versions, devices, settings and the last logs in one
/// zip. The home folder and the user's name are written as `~` and `<user>`. No recordings, nothing
/// is sent.
public final class Diagnostics {
  private static final int LOG_FILES = 3;

  private final UserFolders folders;

  public Diagnostics(UserFolders folders) {
    this.folders = folders;
  }

  /// Writes the zip.
  ///
  /// @param sections more texts by file name, as `devices.json`
  public void save(Path zip, Map<String, String> sections) throws IOException {
    Path folder = zip.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("There is no folder to write to: " + zip);
    }
    Path part = Files.createTempFile(folder, ".handloom-diagnostics", ".part");
    try {
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
        Map<String, String> texts = new TreeMap<>(sections);
        texts.put("system.txt", system());
        for (Map.Entry<String, String> text : texts.entrySet()) {
          put(out, text.getKey(), text.getValue());
        }
        for (Path file : newest(folders.logs(), LOG_FILES)) {
          out.putNextEntry(new ZipEntry("logs/" + file.getFileName()));
          if (file.toString().endsWith(".gz")) {
            Files.copy(file, out);
          } else {
            out.write(redact(Files.readString(file)).getBytes(StandardCharsets.UTF_8));
          }
          out.closeEntry();
        }
        for (Path file : newest(folders.settings(), LOG_FILES)) {
          put(out, "settings/" + file.getFileName(), Files.readString(file));
        }
      }
      Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void put(ZipOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(redact(text).getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  private static List<Path> newest(Path folder, int most) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparingLong((Path f) -> f.toFile().lastModified()).reversed())
          .limit(most)
          .toList();
    }
  }

  /// The text without the person's name and folders in it.
  static String redact(String text) {
    String home = System.getProperty("user.home");
    String user = System.getProperty("user.name");
    String result = home.length() > 1 ? text.replace(home, "~") : text;
    // A short or common name would blank out half the text.
    return user.length() > 3 && !user.equals("root")
        ? result.replaceAll("\\b" + java.util.regex.Pattern.quote(user) + "\\b", "<user>")
        : result;
  }

  private static String system() {
    Runtime runtime = Runtime.getRuntime();
    StringBuilder text = new StringBuilder();
    text.append("Handloom ").append(Version.text()).append('\n');
    text.append("Java ").append(Runtime.version()).append('\n');
    for (String key :
        List.of(
            "os.name", "os.version", "os.arch", "java.vendor", "javafx.version", "prism.order")) {
      text.append(key).append(' ').append(System.getProperty(key, "-")).append('\n');
    }
    text.append("processors ").append(runtime.availableProcessors()).append('\n');
    text.append("heap ").append(runtime.totalMemory() >> 20).append(" of ");
    text.append(runtime.maxMemory() >> 20).append(" MB\n");
    return text.toString();
  }
}
