package dev.handloom.store.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceTracksTest {
  private static FaceBox at(double x) {
    return new FaceBox(x, 40, 20, 24, 0.9);
  }

  private static List<List<FaceBox>> nothing(int pictures) {
    List<List<FaceBox>> found = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      found.add(List.of());
    }
    return found;
  }

  private static boolean covered(List<FaceBox> covers, FaceBox face) {
    return covers.stream()
        .anyMatch(box ->
            box.x() <= face.x() + 0.5
                && box.y() <= face.y() + 0.5
                && box.x() + box.width() >= face.x() + face.width() - 0.5
                && box.y() + box.height() >= face.y() + face.height() - 0.5);
  }

  @Test
  void aFaceThatIsLostForAWhileStaysCovered() {
    List<List<FaceBox>> found = nothing(100);
    // It goes one pixel a picture, and is not found from 40 to 60.
    for (int i = 30; i < 80; i++) {
      if (i < 40 || i > 60) {
        found.set(i, List.of(at(i)));
      }
    }
    List<List<FaceBox>> covers = FaceTracks.covers(found);
    for (int i = 30; i < 80; i++) {
      assertTrue(covered(covers.get(i), at(i)), "picture " + i);
    }
  }

  @Test
  void aFaceIsCoveredBeforeItIsFoundAndAfterItIsLost() {
    List<List<FaceBox>> found = nothing(100);
    found.set(50, List.of(at(50)));
    List<List<FaceBox>> covers = FaceTracks.covers(found);
    for (int i = 35; i <= 65; i++) {
      assertTrue(covered(covers.get(i), at(50)), "picture " + i);
    }
    assertFalse(covered(covers.get(34), at(50)), "not for ever");
    assertFalse(covered(covers.get(66), at(50)), "not for ever");
  }

  @Test
  void twoFacesDoNotBecomeOne() {
    List<List<FaceBox>> found = nothing(60);
    for (int i = 0; i < 60; i++) {
      found.set(i, i % 3 == 0 ? List.of(at(10), at(200)) : List.of());
    }
    List<List<FaceBox>> covers = FaceTracks.covers(found);
    for (int i = 0; i < 60; i++) {
      assertTrue(covered(covers.get(i), at(10)), "picture " + i);
      assertTrue(covered(covers.get(i), at(200)), "picture " + i);
      assertTrue(
          covers.get(i).stream().noneMatch(box -> box.width() > 60), "nothing spans both: " + i);
    }
  }

  @Test
  void nothingOfWhatIsCoveredIsLeft() {
    int width = 64;
    int height = 48;
    ByteBuffer one = ByteBuffer.allocateDirect(width * height * 4);
    ByteBuffer other = ByteBuffer.allocateDirect(width * height * 4);
    FaceBox face = new FaceBox(20, 15, 16, 18, 0.5);
    Random random = new Random(8);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean in = x >= 20 && x < 36 && y >= 15 && y < 33;
        int shared = random.nextInt();
        one.putInt(4 * (y * width + x), shared);
        other.putInt(4 * (y * width + x), in ? random.nextInt() : shared);
      }
    }
    ByteBuffer before = ByteBuffer.allocate(one.capacity()).put(one.duplicate().clear());
    FaceFill.fill(one, width, height, face);
    FaceFill.fill(other, width, height, face);
    assertEquals(
        one.duplicate().clear(),
        other.duplicate().clear(),
        "two pictures that differ in the face alone are the same afterwards");
    assertNotEquals(before.clear(), one.duplicate().clear());
    assertEquals(before.getInt(0), one.getInt(0), "what is far away stays");
  }

  @Test
  void aFaceAtTheEdgeOrOverAllOfThePictureIsCovered() {
    ByteBuffer picture = ByteBuffer.allocateDirect(16 * 16 * 4);
    for (int i = 0; i < picture.capacity(); i++) {
      picture.put(i, (byte) (i * 31));
    }
    FaceFill.fill(picture, 16, 16, new FaceBox(-10, -10, 60, 60, 1));
    int first = picture.getInt(0);
    for (int i = 0; i < 16 * 16; i++) {
      assertEquals(first, picture.getInt(4 * i));
    }
  }
}
