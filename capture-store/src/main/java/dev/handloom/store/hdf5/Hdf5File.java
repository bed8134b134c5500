package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An HDF5 file that is read.
public final class Hdf5File implements Closeable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int FIRST_PLACE = 512;
  private static final int LONGEST_HEAD = 128;

  private final Path path;
  private final Source source;
  private final Map<String, Map<String, Long>> groups = new HashMap<>();
  private long root;

  private Hdf5File(Path path, Source source) {
    this.path = path;
    this.source = source;
  }

  public static Hdf5File open(Path path) throws IOException {
    Source source = new Source(path);
    Hdf5File file = new Hdf5File(path, source);
    try {
      file.guarded(() -> {
        file.head();
        return file.links("");
      });
      return file;
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private void head() throws IOException {
    long at = 0;
    while (!signed(at)) {
      at = at == 0 ? FIRST_PLACE : 2 * at;
      if (at >= source.size()) {
        throw new Hdf5Exception("It is not an HDF5 file.");
      }
    }
    Cursor in = source.upTo(at + SIGNATURE.length, LONGEST_HEAD);
    int version = in.u8();
    if (version <= 1) {
      in.skip(1 + 1 + 1 + 1);
      int offsets = in.u8();
      int lengths = in.u8();
      in.skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
      source.set(at, offsets, lengths);
      in.skip(offsets);
      in.address();
      long end = in.address();
      in.address();
      in.sized(offsets);
      root = in.address();
      whole(end);
    } else if (version <= 3) {
      int offsets = in.u8();
      int lengths = in.u8();
      in.skip(1);
      source.set(at, offsets, lengths);
      in.skip(offsets);
      in.address();
      long end = in.address();
      root = in.address();
      Checksum.check(source, 0, SIGNATURE.length + 4L + 4L * offsets);
      whole(end);
    } else {
      throw new Hdf5Exception("It is HDF5 of a newer layout than is read here.");
    }
  }

  private void whole(long end) throws Hdf5Exception {
    if (end > source.size()) {
      throw new Hdf5Exception(
          "It is cut short: " + (end - source.size()) + " bytes are missing at its end.");
    }
  }

  private boolean signed(long at) throws IOException {
    return java.util.Arrays.equals(
        source.upTo(at, SIGNATURE.length).take(Math.min(SIGNATURE.length, source.size() - at)),
        SIGNATURE);
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /// Whatever a damaged file leads to, it ends in one kind of exception that names the file.
  private <T> T guarded(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (Hdf5Exception e) {
      throw new Hdf5Exception(e.getMessage() + " " + path, e);
    } catch (ArithmeticException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new Hdf5Exception("It is damaged: its index cannot be read. " + path, e);
    }
  }

  private Map<String, Long> links(String group) throws IOException {
    Map<String, Long> known = groups.get(group);
    if (known == null) {
      long address = address(group);
      known =
          address == Source.NOWHERE
              ? Map.of()
              : Links.of(source, new ObjectHeader(source, address));
      groups.put(group, known);
    }
    return known;
  }

  private long address(String name) throws IOException {
    if (name.isEmpty()) {
      return root;
    }
    int slash = name.lastIndexOf('/');
    String group = slash < 0 ? "" : name.substring(0, slash);
    return links(group).getOrDefault(name.substring(slash + 1), Source.NOWHERE);
  }

  /// Names of what lies in a group; none where there is no such group.
  ///
  /// @param group names joined by `/`; the root's is empty
  public List<String> names(String group) throws IOException {
    return guarded(() -> new ArrayList<>(links(group).keySet()));
  }

  /// An array, if there is one of that name.
  public Optional<Hdf5Dataset> dataset(String name) throws IOException {
    return guarded(() -> {
      long address = address(name);
      if (address == Source.NOWHERE) {
        return Optional.<Hdf5Dataset>empty();
      }
      ObjectHeader header = new ObjectHeader(source, address);
      return header.one(ObjectHeader.LAYOUT).isEmpty()
          ? Optional.<Hdf5Dataset>empty()
          : Optional.of(new Hdf5Dataset(source, header));
    });
  }

  /// The numbers of an array.
  public double[] doubles(Hdf5Dataset dataset) throws IOException {
    return guarded(dataset::doubles);
  }

  /// What is noted of a group or an array, by name.
  public Map<String, Hdf5Attribute> attributes(String name) throws IOException {
    return guarded(() -> {
      Map<String, Hdf5Attribute> found = new TreeMap<>();
      long address = address(name);
      if (address == Source.NOWHERE) {
        return found;
      }
      ObjectHeader header = new ObjectHeader(source, address);
      for (Cursor said : header.all(ObjectHeader.ATTRIBUTE)) {
        Hdf5Attribute attribute = Hdf5Attribute.parse(source, said);
        found.put(attribute.name(), attribute);
      }
      Optional<Cursor> info = header.one(ObjectHeader.ATTRIBUTE_INFO);
      if (info.isPresent()) {
        dense(info.get(), found);
      }
      return found;
    });
  }

  private void dense(Cursor info, Map<String, Hdf5Attribute> found) throws IOException {
    info.skip(1);
    int flags = info.u8();
    info.skip((flags & 1) != 0 ? 2 : 0);
    long heapAddress = info.address();
    long tree = info.address();
    if (heapAddress == Source.NOWHERE || tree == Source.NOWHERE) {
      return;
    }
    FractalHeap heap = new FractalHeap(source, heapAddress);
    YoungTree.read(
        source,
        tree,
        entry -> {
          Hdf5Attribute attribute =
              Hdf5Attribute.parse(source, heap.object(entry.take(heap.idLength())));
          found.put(attribute.name(), attribute);
        });
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
