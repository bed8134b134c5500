package dev.handloom.store.zarr;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/// Writes a tree into a new zip file, nothing packed but by the arrays' own packing. One thread.
public final class ZarrZipWriter implements Closeable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BUFFER = 1 << 20;

  /// The earliest moment that a zip file can name, so that equal trees give equal files.
  private static final java.time.LocalDateTime MOMENT =
      java.time.LocalDateTime.of(1980, 1, 1, 0, 0);

  private final FileChannel file;
  private final ZipOutputStream zip;

  public ZarrZipWriter(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
    zip.setMethod(ZipOutputStream.STORED);
  }

  /// @param name the root's is empty
  public void group(String name, Map<String, ?> notes) throws IOException {
    entry(under(name, ".zgroup"), JSON.writeValueAsBytes(Map.of("zarr_format", 2)));
    notes(name, notes);
  }

  public void array(String name, ArrayHeader header, Map<String, ?> notes) throws IOException {
    entry(under(name, ".zarray"), header.text());
    notes(name, notes);
  }

  private void notes(String name, Map<String, ?> notes) throws IOException {
    if (!notes.isEmpty()) {
      entry(under(name, ".zattrs"), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(notes));
    }
  }

  /// Writes a chunk that was packed as its array's header says.
  ///
  /// @param array its name
  /// @param index of the chunk in each dimension
  public void chunk(String array, byte[] packed, long... index) throws IOException {
    StringBuilder key = new StringBuilder();
    for (long each : index) {
      key.append(key.isEmpty() ? "" : ".").append(each);
    }
    entry(under(array, key.toString()), packed);
  }

  private static String under(String name, String key) {
    return name.isEmpty() ? key : name + "/" + key;
  }

  private void entry(String key, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(key);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setTimeLocal(MOMENT);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /// Ends the file and forces it to the disk.
  public void finish() throws IOException {
    zip.finish();
    zip.flush();
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
