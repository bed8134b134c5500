package dev.handloom.store.umi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.jxl.JpegXl;
import dev.handloom.store.zarr.ArrayHeader;
import dev.handloom.store.zarr.Packing;
import dev.handloom.store.zarr.ZarrArray;
import dev.handloom.store.zarr.ZarrException;
import dev.handloom.store.zarr.ZarrType;
import dev.handloom.store.zarr.ZarrZipWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns that imagecodecs packed as JPEG XL: their pictures where the machine has libjxl, and
/// else what to install.
class JxlBufferTest {
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;

  /// Packed without loss by imagecodecs 2024.6.1; its colours are 30 x, 40 y, 10 (x + y).
  private static final byte[] ONE =
      Base64.getDecoder()
          .decode(
              "/wooMBAJCAQBAOAASyg1xt4+CgoCCuQ5xuDJMcjtAUTYwAwAfBgAnzoA+EsGHh4B6Oq2/ZFszP8k2f1L8t8E"
                  + "/gHG/wE=");

  @TempDir Path folder;

  private Path buffer() throws Exception {
    Path path = folder.resolve("dataset.zarr.zip");
    try (ZarrZipWriter out = new ZarrZipWriter(path)) {
      array(out, "data/camera0_rgb", 3);
      out.chunk("data/camera0_rgb", ONE, 0, 0, 0, 0);
      out.chunk("data/camera0_rgb", Arrays.copyOf(ONE, ONE.length / 2), 1, 0, 0, 0);
      array(out, "data/camera1_rgb", 1);
      out.finish();
    }
    return path;
  }

  private static void array(ZarrZipWriter out, String name, int deep) throws Exception {
    out.array(
        name,
        ArrayHeader.of(
            List.of(2L, (long) HEIGHT, (long) WIDTH, 3L),
            List.of(1, HEIGHT, WIDTH, deep),
            ZarrType.UINT8,
            new Packing("imagecodecs_jpegxl", 99)),
        Map.of());
  }

  @Test
  void eitherThePicturesComeOrItIsSaidWhatToInstall() throws Exception {
    try (UmiBuffer buffer = UmiBuffer.open(buffer())) {
      ZarrArray column = buffer.column("camera0_rgb");
      if (JpegXl.find().isEmpty()) {
        assertFalse(column.readable());
        PackedBeyond said = UmiBuffer.packedBeyondUs(column).orElseThrow();
        assertEquals("JPEG XL", said.how());
        assertEquals(JpegXl.advice(), said.advice());
        assertThrows(ZarrException.class, () -> column.rows(0, 1));
        return;
      }
      assertTrue(UmiBuffer.packedBeyondUs(column).isEmpty());
      ByteBuffer row = column.rows(0, 1);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertEquals(30 * x, Byte.toUnsignedInt(row.get()));
          assertEquals(40 * y, Byte.toUnsignedInt(row.get()));
          assertEquals(10 * (x + y), Byte.toUnsignedInt(row.get()));
        }
      }
      ZarrException e = assertThrows(ZarrException.class, () -> column.rows(1, 1));
      String said = String.valueOf(e.getMessage());
      assertTrue(said.contains("picture") && said.contains("1.0.0.0"), said);
    }
  }

  @Test
  void piecesThatAreNoWholePicturesAreLeftAlone() throws Exception {
    try (UmiBuffer buffer = UmiBuffer.open(buffer())) {
      ZarrArray column = buffer.column("camera1_rgb");
      assertFalse(column.readable());
      String how = UmiBuffer.packedBeyondUs(column).orElseThrow().how();
      assertTrue(how.startsWith("JPEG XL"), how);
      assertEquals(JpegXl.find().isPresent(), how.contains("no whole pictures"));
    }
  }
}
