package dev.handloom.preview.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whether it finds faces is measured by `src-test/interop/faces.sh`, on pictures that are not ours
/// to keep.
class FaceModelTest {
  @Test
  void thereIsNoFaceWhereThereIsNone() throws Exception {
    try (FaceModel model = FaceModel.open()) {
      for (int[] size : new int[][] {{640, 480}, {65, 33}, {1, 1}, {1920, 1080}}) {
        ByteBuffer grey = ByteBuffer.allocateDirect(size[0] * size[1] * 4);
        for (int i = 0; i < grey.capacity(); i++) {
          grey.put(i, (byte) 0x60);
        }
        assertEquals(List.of(), model.find(grey, size[0], size[1]), size[0] + "×" + size[1]);
      }
      ByteBuffer noise = ByteBuffer.allocateDirect(320 * 240 * 4);
      Random random = new Random(11);
      for (int i = 0; i < noise.capacity(); i++) {
        noise.put(i, (byte) random.nextInt());
      }
      assertEquals(List.of(), model.find(noise, 320, 240), "noise of seed 11");
    }
  }
}
