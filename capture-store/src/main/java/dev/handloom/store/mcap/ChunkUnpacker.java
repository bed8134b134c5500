package dev.handloom.store.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Unpacks chunks and checks them against their own head; one per reader, with its native state.
final class ChunkUnpacker implements AutoCloseable {
  /// An LZ4 block cannot grow by more, so a larger claim is a lie.
  private static final long LZ4_LARGEST_RATIO = 255;

  private final McapReaderOptions options;
  private final Lz4FrameReader lz4 = new Lz4FrameReader();
  private final CRC32 crc = new CRC32();
  private @Nullable ZstdDecompressCtx zstd;

  ChunkUnpacker(McapReaderOptions options) {
    this.options = options;
  }

  /// The body of a Chunk record in `bytes`, unpacked. A chunk that is not compressed stays in
  /// `bytes`; another takes new memory.
  UnpackedChunk unpack(byte[] bytes, int from, int length, long fileOffset) throws McapException {
    MemorySegment memory = MemorySegment.ofArray(bytes);
    RecordCursor in = new RecordCursor(memory, from, (long) from + length, "Chunk", fileOffset);
    in.skip(8 + 8, "message times");
    long unpackedBytes = in.u64("uncompressed_size");
    long expectedCrc = in.u32("uncompressed_crc");
    String id = in.string("compression");
    int packedBytes = (int) in.lengthWithin(length, "records");
    int packedFrom = (int) in.skip(packedBytes, "records");
    Compression compression =
        Compression.of(id)
            .orElseThrow(() -> in.wrong("unknown compression \"" + printable(id) + "\""));
    if (unpackedBytes < 0 || unpackedBytes > options.maxRecordBytes()) {
      throw in.wrong("claims to unpack to " + Long.toUnsignedString(unpackedBytes) + " bytes");
    }

    byte[] unpacked = bytes;
    int unpackedFrom = 0;
    switch (compression) {
      case NONE -> {
        if (unpackedBytes != packedBytes) {
          throw in.wrong(
              "holds " + packedBytes + " bytes uncompressed, but claims " + unpackedBytes);
        }
        unpackedFrom = packedFrom;
      }
      case LZ4 -> {
        if (unpackedBytes > packedBytes * LZ4_LARGEST_RATIO) {
          throw in.wrong(packedBytes + " bytes of LZ4 cannot hold " + unpackedBytes);
        }
        unpacked = new byte[(int) unpackedBytes];
        lz4.read(bytes, packedFrom, packedBytes, unpacked, in);
      }
      case ZSTD -> unpacked = zstd(bytes, packedFrom, packedBytes, (int) unpackedBytes, in);
    }
    if (options.checkCrcs() && expectedCrc != 0) {
      crc.reset();
      crc.update(unpacked, unpackedFrom, (int) unpackedBytes);
      if (crc.getValue() != expectedCrc) {
        throw in.wrong("its checksum does not match its records");
      }
    }
    return new UnpackedChunk(
        MemorySegment.ofArray(unpacked), unpackedFrom, unpackedFrom + unpackedBytes, fileOffset);
  }

  private byte[] zstd(byte[] bytes, int from, int length, int unpackedBytes, RecordCursor in)
      throws McapException {
    long most = ZstdFrames.mostUnpackedBytes(bytes, from, length);
    if (most < unpackedBytes) {
      throw in.wrong(
          most == ZstdFrames.DAMAGED
              ? "zstd cannot unpack it: its frame is damaged"
              : "claims " + unpackedBytes + " bytes, zstd can have packed " + most + " at most");
    }
    ZstdDecompressCtx context = zstd;
    if (context == null) {
      context = new ZstdDecompressCtx();
      zstd = context;
    }
    int count;
    byte[] unpacked;
    try {
      // Zero or negative: the frame does not say. Several frames in a row are allowed, too.
      long stated = Zstd.getFrameContentSize(bytes, from, length);
      if (stated > unpackedBytes
          || (stated > 0
              && stated < unpackedBytes
              && Zstd.findFrameCompressedSize(bytes, from, length) == length)) {
        throw in.wrong("claims " + unpackedBytes + " bytes, its zstd frame has " + stated);
      }
      unpacked = new byte[unpackedBytes];
      count = context.decompressByteArray(unpacked, 0, unpackedBytes, bytes, from, length);
    } catch (ZstdException e) {
      throw in.wrong("zstd cannot unpack it: " + e.getMessage());
    }
    if (count != unpackedBytes) {
      throw in.wrong("claims " + unpackedBytes + " bytes, zstd found " + count);
    }
    return unpacked;
  }

  private static String printable(String text) {
    String shown = text.length() > 20 ? text.substring(0, 20) + "…" : text;
    return shown.replaceAll("\\p{C}", "?");
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }
}
