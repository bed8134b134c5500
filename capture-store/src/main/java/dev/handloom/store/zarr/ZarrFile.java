package dev.handloom.store.zarr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tree of groups and arrays that is read, from a folder or from a zip file.
public final class ZarrFile implements Closeable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ARRAY = ".zarray";
  private static final String NOTES = ".zattrs";
  private static final int LARGEST_PAPER = 16 << 20;

  private final Path path;
  private final ZarrStore store;
  private final Map<String, Packing.Unpacker> unpackers;
  private final Map<String, ArrayHeader> arrays = new TreeMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();

  private ZarrFile(Path path, ZarrStore store, Map<String, Packing.Unpacker> unpackers) {
    this.path = path;
    this.store = store;
    this.unpackers = Map.copyOf(unpackers);
  }

  /// @param unpackers for packings that are not known here, by NumCodecs' names
  public static ZarrFile open(Path path, Map<String, Packing.Unpacker> unpackers)
      throws IOException {
    ZarrStore store = Files.isDirectory(path) ? new FolderStore(path) : ZipStore.open(path);
    ZarrFile file = new ZarrFile(path, store, unpackers);
    try {
      file.look();
      return file;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void look() throws IOException {
    boolean newer = false;
    for (String key : store.keys()) {
      newer |= key.equals("zarr.json") || key.endsWith("/zarr.json");
      if (!key.equals(ARRAY) && !key.endsWith("/" + ARRAY)) {
        continue;
      }
      String name = key.equals(ARRAY) ? "" : key.substring(0, key.length() - ARRAY.length() - 1);
      try {
        Optional<byte[]> text = store.get(key, LARGEST_PAPER);
        if (text.isPresent()) {
          arrays.put(name, ArrayHeader.parse(text.get()));
        }
      } catch (ZarrException e) {
        unreadable.put(name, e.getMessage());
      }
    }
    if (arrays.isEmpty() && unreadable.isEmpty()) {
      throw new ZarrException(
          newer
              ? "It is Zarr of version 3; versions before it are read: " + path
              : "There is no Zarr array in it: " + path);
    }
  }

  public Path path() {
    return path;
  }

  /// What the arrays say of themselves, by their names.
  public Map<String, ArrayHeader> arrays() {
    return java.util.Collections.unmodifiableMap(arrays);
  }

  /// Arrays whose description cannot be read, and why.
  public Map<String, String> unreadable() {
    return java.util.Collections.unmodifiableMap(unreadable);
  }

  /// Names of the arrays of a group, without the group's.
  public List<String> namesIn(String group) {
    List<String> names = new ArrayList<>();
    for (String name : arrays.keySet()) {
      if (name.startsWith(group + "/") && name.indexOf('/', group.length() + 1) < 0) {
        names.add(name.substring(group.length() + 1));
      }
    }
    return names;
  }

  /// An array, if there is one of that name. Its packing may be one that is not known.
  public Optional<ZarrArray> array(String name) {
    ArrayHeader header = arrays.get(name);
    return header == null
        ? Optional.empty()
        : Optional.of(new ZarrArray(name, header, store, unpackers));
  }

  /// What was noted of a group or an array; an empty object where nothing was.
  ///
  /// @param name the root's is empty
  public JsonNode notes(String name) throws IOException {
    Optional<byte[]> text = store.get(name.isEmpty() ? NOTES : name + "/" + NOTES, LARGEST_PAPER);
    try {
      return text.isPresent() ? JSON.readTree(text.get()) : JSON.createObjectNode();
    } catch (JacksonException e) {
      throw new ZarrException("What was noted in it is not JSON: " + path, e);
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
