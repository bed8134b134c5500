package dev.handloom.preview.dream;

import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// A dreamed picture on the disk: a PNG with the mark burnt in, which says in its text that a model
/// predicted it.
public final class DreamFile {
  public static final String PROVENANCE = "provenance";
  public static final String PREDICTED = "predicted";

  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER_BYTES = 13;
  private static final byte BITS = 8;
  private static final byte RGB = 2;
  private static final int COLOURS = 3;

  private DreamFile() {}

  /// @param model its digest
  /// @param episode and where in it the observation was; empty for a live one
  /// @param capturedNanos studio time of the observation
  public static void write(Path file, Dream dream, String model, String episode, long capturedNanos)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(PROVENANCE, PREDICTED);
    texts.put("model", model);
    texts.put("episode", episode);
    texts.put("capturedNanos", String.valueOf(capturedNanos));
    texts.put("camera", dream.camera());
    texts.put("aheadSeconds", String.valueOf(dream.aheadSeconds()));
    Files.write(file, png(DreamMark.burnt(dream.picture()), texts));
  }

  private static byte[] png(Picture picture, Map<String, String> texts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    chunk(
        out,
        "IHDR",
        ByteBuffer.allocate(HEADER_BYTES)
            .putInt(picture.width())
            .putInt(picture.height())
            .put(BITS)
            .put(RGB)
            .array());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      // International text: keyword, not packed, no language, UTF-8.
      chunk(
          out,
          "iTXt",
          (text.getKey() + "\0\0\0\0\0" + text.getValue()).getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    try (DeflaterOutputStream lines = new DeflaterOutputStream(packed, deflater)) {
      int line = COLOURS * picture.width();
      for (int y = 0; y < picture.height(); y++) {
        lines.write(0);
        lines.write(picture.rgb(), y * line, line);
      }
    } finally {
      deflater.end();
    }
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String kind, byte[] content) {
    byte[] name = kind.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
    out.writeBytes(name);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array());
  }
}
