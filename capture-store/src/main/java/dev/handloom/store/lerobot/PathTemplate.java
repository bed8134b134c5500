package dev.handloom.store.lerobot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A path with places to be filled, as
/// `data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet`.
///
/// @param text as it was written
record PathTemplate(String text) {
  static final String CHUNK = "chunk_index";
  static final String FILE = "file_index";
  static final String EPISODE_CHUNK = "episode_chunk";
  static final String EPISODE = "episode_index";
  static final String VIDEO = "video_key";

  private static final Pattern PLACE =
      Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(?:![rsa])?(?::([^{}]*))?\\}");
  private static final Pattern NUMBER = Pattern.compile("0?>?(\\d{0,2})d?");

  /// Puts numbers and words in.
  ///
  /// @return null where a place is of an unknown name or form
  @Nullable String fill(Map<String, ?> values) {
    Matcher places = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (places.find()) {
      filled.append(text, from, places.start());
      from = places.end();
      Object value = values.get(places.group(1));
      String form = places.group(2);
      if (value instanceof Long number) {
        Matcher digits = NUMBER.matcher(form == null ? "" : form);
        if (!digits.matches()) {
          return null;
        }
        int width = digits.group(1).isEmpty() ? 1 : Integer.parseInt(digits.group(1));
        boolean zeros = form != null && form.startsWith("0");
        filled.append(
            String.format(
                Locale.ROOT, "%" + (zeros ? "0" : "") + Math.max(1, width) + "d", number));
      } else if (value != null && (form == null || form.isEmpty() || form.equals("s"))) {
        filled.append(value);
      } else {
        return null;
      }
    }
    filled.append(text, from, text.length());
    String path = filled.toString();
    return path.indexOf('{') >= 0 || path.indexOf('}') >= 0 ? null : path;
  }

  /// Whether every place can be filled with these names.
  boolean fits(Map<String, ?> values) {
    return !text.isBlank() && fill(values) != null;
  }

  /// The file that a path of a dataset means; empty where it leads out of the dataset.
  static Optional<Path> within(Path folder, String path) {
    if (path.isBlank()
        || path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.indexOf(':') == 1) {
      return Optional.empty();
    }
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        return Optional.empty();
      }
    }
    try {
      Path found = folder.resolve(path).normalize();
      return found.startsWith(folder.normalize()) ? Optional.of(found) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
