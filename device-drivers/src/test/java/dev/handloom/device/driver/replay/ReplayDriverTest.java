package dev.handloom.device.driver.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.TestJpegs;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayDriverTest {
  @TempDir Path folder;

  private static byte[] jpeg(int number) {
    return TestJpegs.noise(new Random(number), 48, 32);
  }

  private static DriverUnderTest camera(String scheme, Path path, boolean loop) throws Exception {
    return new DriverUnderTest(
        "replay",
        Map.of("width", "48", "height", "32", "fps", "500", "loop", String.valueOf(loop)),
        new Place(scheme, path.toString()));
  }

  private static void show(DriverUnderTest camera, int pictures) throws IOException {
    // Each pump either shows one or waits for the next.
    for (int i = 0; i < 10_000 && camera.samples(0).size() + camera.bad() < pictures; i++) {
      camera.pump();
    }
    camera.pump();
  }

  private static byte[] bytes(Sample sample) {
    return sample.payload.asSlice(0, sample.payloadLength).toArray(ValueLayout.JAVA_BYTE);
  }

  private static List<String> says(DriverUnderTest camera) {
    return camera.report().concerns().stream().map(Concern::what).toList();
  }

  @Test
  void filesAreShownInTheOrderOfTheirNumbersAndAnew() throws Exception {
    for (int i : new int[] {10, 9, 100}) {
      Files.write(folder.resolve("frame-" + i + ".jpg"), jpeg(i));
    }
    Files.writeString(folder.resolve("notes.txt"), "not a picture");
    DriverUnderTest camera = camera("folder", folder, true);
    show(camera, 7);
    int[] order = {9, 10, 100, 9, 10, 100, 9};
    for (int i = 0; i < order.length; i++) {
      assertArrayEquals(jpeg(order[i]), bytes(camera.samples(0).get(i)), "picture " + i);
    }
    assertEquals(List.of("These pictures are replayed: nothing in them happens now"), says(camera));
    camera.end();
  }

  @Test
  void onceMeansOnceAndIsSaid() throws Exception {
    Files.write(folder.resolve("1.jpg"), jpeg(1));
    Files.write(folder.resolve("2.JPEG"), jpeg(2));
    DriverUnderTest camera = camera("folder", folder, false);
    for (int i = 0; i < 10_000 && !says(camera).contains("The last picture was shown"); i++) {
      camera.pump();
    }
    assertEquals(2, camera.samples(0).size());
    assertEquals("The last picture was shown", says(camera).getFirst());
    camera.end();
  }

  @Test
  void aFileOfManyPicturesIsTakenApart() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      all.writeBytes(jpeg(i));
      all.writeBytes(new byte[i]);
    }
    byte[] half = java.util.Arrays.copyOf(jpeg(5), 400);
    all.writeBytes(half);
    Path file = Files.write(folder.resolve("video.mjpeg"), all.toByteArray());
    DriverUnderTest camera = camera("file", file, true);
    show(camera, 6);
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(jpeg(i % 5), bytes(camera.samples(0).get(i)), "picture " + i);
    }
    camera.end();
  }

  @Test
  void whatCannotBeShownIsSaid() throws Exception {
    Files.write(folder.resolve("1.jpg"), TestJpegs.noise(new Random(1), 64, 48));
    DriverUnderTest large = camera("folder", folder, false);
    show(large, 1);
    assertEquals(
        "It sends pictures of 64×48, not of 48×32; none is recorded", says(large).getFirst());
    large.end();
    Files.writeString(folder.resolve("1.jpg"), "no picture");
    DriverUnderTest none = camera("folder", folder, false);
    show(none, 1);
    assertTrue(
        says(none).getFirst().startsWith("This is no whole JPEG: 1.jpg"), says(none).toString());
    none.end();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    DriverUnderTest nothing = camera("folder", empty, true);
    assertTrue(
        String.valueOf(assertThrows(IOException.class, nothing::pump).getMessage())
            .startsWith("There is no JPEG file in this folder"));
    DriverUnderTest wrongKind = camera("folder", folder.resolve("1.jpg"), true);
    assertThrows(IOException.class, wrongKind::pump);
    Path text = Files.writeString(folder.resolve("text.mjpeg"), "no picture at all");
    DriverUnderTest noPictures = camera("file", text, true);
    noPictures.pump();
    assertEquals("There is no picture in it that can be shown", says(noPictures).getFirst());
    noPictures.end();
  }
}
