package dev.handloom.store.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/// How pages are made smaller.
public enum Packing {
  NONE(0),
  SNAPPY(1),
  GZIP(2),
  ZSTD(6),
  LZ4(7);

  private static final int ZSTD_LEVEL = 3;

  private final int code;

  Packing(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Packing of(long code) throws ParquetException {
    for (Packing packing : values()) {
      if (packing.code == code) {
        return packing;
      }
    }
    String name =
        switch ((int) code) {
          case 3 -> "LZO";
          case 4 -> "Brotli";
          case 5 -> "the old LZ4";
          default -> "an unknown method (" + code + ")";
        };
    throw new ParquetException(
        "The file is packed with " + name + ", which is not read here; write it again with Snappy");
  }

  byte[] pack(byte[] bytes) {
    return switch (this) {
      case NONE -> bytes;
      case SNAPPY -> Snappy.pack(bytes);
      case ZSTD -> Zstd.compress(bytes, ZSTD_LEVEL);
      case GZIP, LZ4 -> throw new IllegalArgumentException("No file is written with " + this);
    };
  }

  byte[] unpack(byte[] bytes, int from, int length, int unpackedBytes) throws ParquetException {
    byte[] unpacked;
    try {
      unpacked =
          switch (this) {
            case NONE -> Arrays.copyOfRange(bytes, from, from + length);
            case SNAPPY -> Snappy.unpack(bytes, from, length, unpackedBytes);
            case ZSTD ->
                Zstd.decompress(Arrays.copyOfRange(bytes, from, from + length), unpackedBytes);
            case LZ4 ->
                LZ4Factory.safeInstance()
                    .safeDecompressor()
                    .decompress(bytes, from, length, unpackedBytes);
            case GZIP -> {
              try (GZIPInputStream in =
                  new GZIPInputStream(new ByteArrayInputStream(bytes, from, length))) {
                yield in.readNBytes(unpackedBytes);
              }
            }
          };
    } catch (ZstdException | LZ4Exception | IOException e) {
      if (e instanceof ParquetException own) {
        throw own;
      }
      throw new ParquetException("A page cannot be unpacked: it is damaged", e);
    }
    if (unpacked.length != unpackedBytes) {
      throw new ParquetException(
          "A page unpacks to " + unpacked.length + " bytes, and claims " + unpackedBytes);
    }
    return unpacked;
  }
}
