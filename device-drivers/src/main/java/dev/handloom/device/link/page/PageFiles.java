package dev.handloom.device.link.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that the page is made of; there are no others.
final class PageFiles {
  /// A file, and what it is.
  record PageFile(String type, byte[] bytes) {}

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("index.html", "text/html; charset=utf-8"),
          Map.entry("page.css", "text/css; charset=utf-8"),
          Map.entry("page.js", "text/javascript; charset=utf-8"),
          Map.entry("wire.js", "text/javascript; charset=utf-8"),
          Map.entry("studio.js", "text/javascript; charset=utf-8"),
          Map.entry("tracking.js", "text/javascript; charset=utf-8"),
          Map.entry("panel.js", "text/javascript; charset=utf-8"),
          Map.entry("icon.svg", "image/svg+xml"));

  private PageFiles() {}

  /// @param path of a request; null if there is none of this name
  static @Nullable PageFile of(String path) throws IOException {
    String name = path.equals("/") ? "index.html" : path.substring(1);
    String type = TYPES.get(name);
    if (type == null) {
      return null;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream("files/" + name)) {
      if (in == null) {
        throw new IOException("The page lacks its file " + name);
      }
      return new PageFile(type, in.readAllBytes());
    }
  }
}
