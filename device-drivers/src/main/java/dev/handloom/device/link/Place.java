package dev.handloom.device.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Something that the driver opens itself: a folder, a file, a camera, a socket of its own kind.
///
/// @param scheme what stood before the first colon of the address
/// @param rest and what after
public record Place(String scheme, String rest) implements Link {
  /// The folder or file that it names.
  ///
  /// @throws IOException if there is none
  public Path path() throws IOException {
    try {
      Path path = Path.of(rest);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // No path is no file.
    }
    throw new IOException("There is no such " + scheme + ": " + rest);
  }

  @Override
  public String title() {
    return Links.shown(address());
  }

  /// The whole address, with its password if it has one: not to be shown.
  public String address() {
    return scheme + ":" + rest;
  }

  @Override
  public String toString() {
    return title();
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
