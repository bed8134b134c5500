package dev.handloom.store.zarr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A tree that lies in one zip file.
final class ZipStore implements ZarrStore {
  private final Path path;
  private final ZipFile zip;

  private ZipStore(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  static ZipStore open(Path path) throws IOException {
    try {
      return new ZipStore(path, new ZipFile(path.toFile()));
    } catch (ZipException | IllegalArgumentException e) {
      throw new ZarrException("It is cut short, damaged or not a zip file: " + path, e);
    }
  }

  @Override
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    zip.entries()
        .asIterator()
        .forEachRemaining(entry -> {
          String name = entry.getName();
          int slash = name.lastIndexOf('/');
          if (name.startsWith(".z", slash + 1) || name.endsWith("zarr.json")) {
            keys.add(name);
          }
        });
    return keys;
  }

  @Override
  public Optional<byte[]> get(String key, int most) throws IOException {
    ZipEntry entry = zip.getEntry(key);
    if (entry == null || entry.isDirectory()) {
      return Optional.empty();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new ZarrException("“" + key + "” is larger than it can be: " + path);
      }
      // The zip's own sum is not looked at for entries that are stored as they are.
      java.util.zip.CRC32 sum = new java.util.zip.CRC32();
      sum.update(bytes);
      if (entry.getCrc() != -1 && sum.getValue() != entry.getCrc()) {
        throw new ZarrException("“" + key + "” is damaged: " + path);
      }
      return Optional.of(bytes);
    } catch (ZipException | java.io.EOFException e) {
      throw new ZarrException("“" + key + "” is damaged: " + path, e);
    }
  }

  @Override
  public boolean has(String key) {
    return zip.getEntry(key) != null;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
