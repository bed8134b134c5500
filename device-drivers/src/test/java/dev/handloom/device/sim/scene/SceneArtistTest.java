package dev.handloom.device.sim.scene;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.frames.CameraInstrument;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.person.Grips;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SceneArtistTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int HEADER = 32;

  private static byte[] frame(PersonCamera.Mount mount, double seconds) {
    CameraInstrument camera =
        new CameraInstrument(mount, new ScriptedPerson(7), FrameFormat.Pixels.BGRA);
    byte[] packet = new byte[camera.packetBytes()];
    assertEquals(packet.length, camera.measure((long) (seconds * 1e9), 0, 0, packet));
    return packet;
  }

  private static int pixel(byte[] packet, int x, int y) {
    int at = HEADER + 4 * (y * WIDTH + x);
    return (packet[at] & 255)
        | (packet[at + 1] & 255) << 8
        | (packet[at + 2] & 255) << 16
        | (packet[at + 3] & 255) << 24;
  }

  @Test
  void everyPixelIsOpaque() {
    byte[] packet = frame(PersonCamera.Mount.HEAD, 3);
    for (int at = HEADER + 3; at < packet.length; at += 4) {
      assertEquals((byte) 255, packet[at]);
    }
  }

  @Test
  void theSameInstantGivesTheSamePicture() {
    assertArrayEquals(frame(PersonCamera.Mount.WRIST, 6.2), frame(PersonCamera.Mount.WRIST, 6.2));
  }

  @Test
  void theHeadSeesTableHandsAndThings() {
    byte[] packet = frame(PersonCamera.Mount.HEAD, 20);
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        colours.add(pixel(packet, x, y));
      }
    }
    assertTrue(colours.size() > 1000, "only " + colours.size() + " colours");
  }

  @Test
  void writesPicturesForAPersonToLookAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    for (double at : new double[] {0.5, 4.2, 6.0, 8.0, 10.5, 20.6, 22.5, 24.5, 26.5, 28.0, 37.5}) {
      for (PersonCamera.Mount mount : PersonCamera.Mount.values()) {
        byte[] packet = frame(mount, at);
        save(packet, folder.resolve(String.format("%s-%04.1f.png", mount, at)));
      }
    }
  }

  @Test
  void writesHandsForAPersonToLookAt() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    double[][] shapes = new double[Finger.values().length + 1][];
    shapes[0] = new double[HandAngles.COUNT];
    shapes[1] = fist();
    for (int f = 1; f < 5; f++) {
      shapes[f + 1] = Grips.pinch(Finger.values()[f]);
    }
    Quat[] views = {
      Quat.about(new Vec3(1, 0, 0), -Math.PI / 2),
      Quat.about(new Vec3(1, 0, 0), Math.PI / 2).times(Quat.about(new Vec3(0, 0, 1), Math.PI)),
      Quat.about(new Vec3(0, 1, 0), Math.PI / 2)
    };
    for (int v = 0; v < views.length; v++) {
      for (int i = 0; i < shapes.length; i++) {
        Vec3 about = new Vec3(0, 0.3, -0.09);
        Pose wrist = new Pose(new Vec3(0, 0.3, 0), Quat.IDENTITY);
        Pose away = new Pose(new Vec3(9, 9, 9), Quat.IDENTITY);
        Moment moment =
            new Moment(shapes[i], shapes[i], wrist, away, away, away, 0.08, away, away, 0);
        Pose camera = new Pose(about.plus(views[v].rotate(new Vec3(0, 0, 0.22))), views[v]);
        byte[] packet = new byte[HEADER + WIDTH * HEIGHT * 4];
        new SceneArtist(WIDTH, HEIGHT, 1.0).draw(moment, camera, packet, HEADER);
        save(packet, folder.resolve("hand-" + i + "-" + v + ".png"));
      }
    }
  }

  private static double[] fist() {
    double[] angles = new ScriptedPerson(7).at(22_500_000_000L).leftAngles();
    assertTrue(angles[HandAngles.index(Finger.MIDDLE, 0)] > 1.2, "no fist then");
    return angles;
  }

  private static void save(byte[] packet, Path file) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, pixel(packet, x, y));
      }
    }
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  @Test
  void aFrameCostsFewMilliseconds() {
    CameraInstrument camera =
        new CameraInstrument(
            PersonCamera.Mount.HEAD, new ScriptedPerson(7), FrameFormat.Pixels.BGRA);
    byte[] packet = new byte[camera.packetBytes()];
    for (int i = 0; i < 300; i++) {
      camera.measure(i * 40_000_000L, 0, i, packet);
    }
    long before = System.nanoTime();
    int frames = 300;
    for (int i = 0; i < frames; i++) {
      camera.measure(i * 140_000_000L, 0, i, packet);
    }
    double millis = (System.nanoTime() - before) / 1e6 / frames;
    System.out.printf("Head camera: %.2f ms a frame%n", millis);
    // Wide of the goal of 6 ms, because other builds may have the processor.
    assertTrue(millis < 40, millis + " ms a frame");
  }
}
