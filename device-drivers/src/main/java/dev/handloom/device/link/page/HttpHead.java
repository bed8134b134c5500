package dev.handloom.device.link.page;

import dev.handloom.device.clock.StudioClock;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The head of an HTTP/1.1 request.
///
/// @param headers by their names in lower case
record HttpHead(String method, String target, Map<String, String> headers) {
  private static final int MOST_BYTES = 8192;
  private static final int MOST_HEADERS = 60;
  private static final int MOST_BODY = 4096;

  HttpHead {
    headers = Map.copyOf(headers);
  }

  /// Reads one, and nothing behind it.
  ///
  /// @param untilNanos studio time by which it must be there
  /// @throws EOFException if the client had nothing more to ask
  /// @throws IOException if it is none
  static HttpHead read(InputStream in, long untilNanos) throws IOException {
    StringBuilder all = new StringBuilder();
    int from = 0;
    String first = "";
    Map<String, String> headers = new HashMap<>();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("The client hung up");
      }
      if (all.length() >= MOST_BYTES || StudioClock.now() > untilNanos) {
        throw new IOException("The head of the request is too long, or came too slowly");
      }
      all.append((char) c);
      if (c != '\n') {
        continue;
      }
      String line = all.substring(from, all.length() - 1).stripTrailing();
      from = all.length();
      if (first.isEmpty()) {
        first = line;
      } else if (line.isEmpty()) {
        break;
      } else {
        int colon = line.indexOf(':');
        if (colon < 1 || headers.size() >= MOST_HEADERS) {
          throw new IOException("No HTTP header");
        }
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    String[] parts = first.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
      throw new IOException("No HTTP request");
    }
    HttpHead head = new HttpHead(parts[0], parts[1], headers);
    head.skipBody(in);
    return head;
  }

  /// Nobody asks anything here with a body; one that comes all the same is read over.
  private void skipBody(InputStream in) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("A request of unknown length");
    }
    try {
      int length =
          Integer.parseInt(header("content-length").isEmpty() ? "0" : header("content-length"));
      if (length < 0 || length > MOST_BODY) {
        throw new IOException("The request is too long");
      }
      in.skipNBytes(length);
    } catch (NumberFormatException e) {
      throw new IOException("No length of a request", e);
    }
  }

  /// Empty if it has none.
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /// Without the question behind it.
  String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  boolean says(String name, String word) {
    for (String each : header(name).split(",")) {
      if (each.strip().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }
}
