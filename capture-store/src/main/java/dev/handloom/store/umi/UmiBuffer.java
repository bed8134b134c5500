package dev.handloom.store.umi;

import dev.handloom.store.jxl.JpegXl;
import dev.handloom.store.video.StillDecoder;
import dev.handloom.store.zarr.ArrayHeader;
import dev.handloom.store.zarr.Packing;
import dev.handloom.store.zarr.ZarrArray;
import dev.handloom.store.zarr.ZarrException;
import dev.handloom.store.zarr.ZarrFile;
import dev.handloom.store.zarr.ZarrType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A replay buffer: arrays that lie one episode behind the other, and where each episode ends.
public final class UmiBuffer implements Closeable {
  /// What our own export and UMI's scripts call the file.
  public static final String FILE = "dataset.zarr.zip";

  public static final String ENDS = "meta/episode_ends";

  private static final String DATA = "data";
  private static final String JPEG_XL = "imagecodecs_jpegxl";
  private static final int PICTURE_DIMENSIONS = 4;
  private static final int COLOURS = 3;
  private static final int BYTES_PER_PIXEL = 4;

  private final ZarrFile file;
  private final JsonNode notes;

  private UmiBuffer(ZarrFile file) throws IOException {
    this.file = file;
    notes = file.notes("").path("handloom");
  }

  /// Where the buffer lies: the path itself, or the file of that name in a folder.
  public static Optional<Path> locate(Path dataset) {
    if (Files.isDirectory(dataset)) {
      if (Files.isRegularFile(dataset.resolve(FILE))) {
        return Optional.of(dataset.resolve(FILE));
      }
      boolean tree =
          Files.isRegularFile(dataset.resolve(ENDS).resolve(".zarray"))
              || Files.isRegularFile(dataset.resolve(DATA).resolve(".zgroup"));
      return tree ? Optional.of(dataset) : Optional.empty();
    }
    Path name = dataset.getFileName();
    boolean named = name != null && name.toString().endsWith(".zarr.zip");
    return named && Files.isRegularFile(dataset) ? Optional.of(dataset) : Optional.empty();
  }

  public static UmiBuffer open(Path buffer) throws IOException {
    Map<String, Packing.Unpacker> unpackers = new HashMap<>();
    unpackers.put("imagecodecs_jpeg", (packed, size, shape) -> picture(packed, size));
    unpackers.put("imagecodecs_png", (packed, size, shape) -> picture(packed, size));
    JpegXl.find().ifPresent(library -> unpackers.put(JPEG_XL, new JxlPieces(library)));
    ZarrFile file = ZarrFile.open(buffer, unpackers);
    try {
      return new UmiBuffer(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Unpacks a picture of three colours. Its size follows from the number of bytes.
  private static byte[] picture(byte[] packed, int size) throws IOException {
    try (StillDecoder decoder = StillDecoder.create()) {
      decoder.decode(packed);
      int pixels = decoder.width() * decoder.height();
      if (pixels * COLOURS != size) {
        throw new ZarrException("A picture in it has another size than its array.");
      }
      ByteBuffer bgra = ByteBuffer.allocateDirect(pixels * BYTES_PER_PIXEL);
      decoder.read(decoder.width(), decoder.height(), bgra);
      byte[] rgb = new byte[size];
      for (int i = 0; i < pixels; i++) {
        for (int c = 0; c < COLOURS; c++) {
          rgb[i * COLOURS + c] = bgra.get(i * BYTES_PER_PIXEL + 2 - c);
        }
      }
      return rgb;
    }
  }

  /// The tree that it is.
  public ZarrFile file() {
    return file;
  }

  /// The names of what it holds of every row, in order.
  public List<String> columns() {
    return file.namesIn(DATA);
  }

  /// A column.
  public ZarrArray column(String name) {
    return file.array(DATA + "/" + name).orElseThrow();
  }

  /// Where each episode ends, counted through; what is not in order is as it is.
  public long[] ends() throws IOException {
    Optional<ZarrArray> ends = file.array(ENDS);
    if (ends.isEmpty()) {
      throw new ZarrException("It does not say where its episodes end (" + ENDS + ").");
    }
    ArrayHeader header = ends.get().header();
    if (header.shape().size() != 1 || header.rows() > 1 << 24) {
      throw new ZarrException("Where its episodes end is no list (" + ENDS + ").");
    }
    return ends.get().longs(0, (int) header.rows());
  }

  /// Whether a column is pictures of three colours.
  public static boolean pictures(ArrayHeader header) {
    return header.shape().size() == PICTURE_DIMENSIONS
        && header.type().equals(ZarrType.UINT8)
        && header.shape().getLast() == COLOURS;
  }

  /// Why its pictures cannot be unpacked here, and what helps; empty where they can.
  public static Optional<PackedBeyond> packedBeyondUs(ZarrArray column) {
    if (column.readable()) {
      return Optional.empty();
    }
    String id = column.header().packing().id();
    if (!id.equals(JPEG_XL)) {
      return Optional.of(
          new PackedBeyond(
              "“" + id + "”",
              "Copy it in Python with imagecodecs, by zarr.copy with another compressor"));
    }
    return Optional.of(
        JpegXl.find().isEmpty()
            ? new PackedBeyond("JPEG XL", JpegXl.advice())
            : new PackedBeyond(
                "JPEG XL in pieces that are no whole pictures",
                "Copy it in Python, by zarr.copy with one picture a piece"));
  }

  /// Rows a second as we noted them; 0 where nobody did.
  public double rate() {
    double rate = notes.path("rows_per_second").asDouble(0);
    return rate > 0 && rate <= 1000 ? rate : 0;
  }

  /// What was done in an episode, as we noted it; empty where nobody did.
  public String task(int episode) {
    return notes.path("episodes").path(episode).path("task").asString("");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
