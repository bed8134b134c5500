package dev.handloom.store.zarr;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How chunks are packed.
///
/// @param id as NumCodecs calls it; empty where they are not packed
/// @param level where the packing has one
public record Packing(String id, int level) {
  public static final Packing NONE = new Packing("", 0);
  public static final Packing ZLIB = new Packing("zlib", 6);
  public static final Packing ZSTD = new Packing("zstd", 3);

  /// NumCodecs puts the length before what LZ4 packed.
  private static final int LZ4_HEADER = 4;

  /// Unpacks what is not known here, as packed pictures.
  public interface Unpacker {
    /// @param size that it must have unpacked, in bytes
    /// @param shape of the piece
    byte[] unpack(byte[] packed, int size, List<Integer> shape) throws IOException;

    /// Whether pieces of such an array are what it unpacks.
    default boolean takes(ArrayHeader header) {
      return true;
    }
  }

  static Packing parse(JsonNode said) throws ZarrException {
    if (said.isNull() || said.isMissingNode()) {
      return NONE;
    }
    String id = said.path("id").asString("");
    if (id.isEmpty() || id.length() > 100) {
      throw new ZarrException("Its .zarray does not say how its pieces are packed.");
    }
    return new Packing(id, said.path("level").asInt(0));
  }

  @Nullable Map<String, Object> said() {
    if (id.isEmpty()) {
      return null;
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("id", id);
    said.put("level", level);
    return said;
  }

  /// Packs a chunk.
  public byte[] pack(byte[] raw) {
    return switch (id) {
      case "" -> raw;
      case "zstd" -> Zstd.compress(raw, level);
      case "zlib" -> deflated(raw);
      default -> throw new IllegalStateException("Not written here: " + id);
    };
  }

  private static byte[] deflated(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 2 + 64);
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(raw);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// Unpacks a chunk to the size that it must have.
  ///
  /// @param shape of the chunk
  byte[] unpack(byte[] packed, int size, List<Integer> shape, Map<String, Unpacker> others)
      throws ZarrException {
    byte[] raw;
    try {
      Unpacker other = others.get(id);
      raw =
          other != null
              ? other.unpack(packed, size, shape)
              : switch (id) {
                case "" -> packed;
                case "zlib" -> all(new InflaterInputStream(new ByteArrayInputStream(packed)), size);
                case "gzip" -> all(new GZIPInputStream(new ByteArrayInputStream(packed)), size);
                case "zstd" -> Zstd.decompress(packed, size);
                case "lz4" -> lz4(packed, size);
                case "blosc" -> Blosc.unpack(packed, size);
                default ->
                    throw new ZarrException(
                        "It is packed by “" + id + "”, which cannot be unpacked here.");
              };
    } catch (ZarrException e) {
      throw e;
    } catch (IOException | ZstdException | LZ4Exception e) {
      throw new ZarrException("What was packed by “" + id + "” is damaged.", e);
    }
    if (raw.length != size) {
      throw new ZarrException("A piece has " + raw.length + " bytes; it must have " + size + ".");
    }
    return raw;
  }

  /// Whether the chunks of an array that are packed so can be unpacked.
  boolean known(ArrayHeader header, Map<String, Unpacker> others) {
    return switch (id) {
      case "", "zlib", "gzip", "zstd", "lz4", "blosc" -> true;
      default -> {
        Unpacker other = others.get(id);
        yield other != null && other.takes(header);
      }
    };
  }

  /// Reads no more than one byte beyond what there must be.
  private static byte[] all(InputStream in, int size) throws IOException {
    try (in) {
      return in.readNBytes(size + 1);
    }
  }

  private static byte[] lz4(byte[] packed, int size) throws ZarrException {
    if (packed.length < LZ4_HEADER
        || ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt() != size) {
      throw new ZarrException("What was packed by “lz4” says another length than its array.");
    }
    byte[] raw = new byte[size];
    int found =
        LZ4Factory.fastestInstance()
            .safeDecompressor()
            .decompress(packed, LZ4_HEADER, packed.length - LZ4_HEADER, raw, 0);
    return found == size ? raw : Arrays.copyOf(raw, found);
  }
}
