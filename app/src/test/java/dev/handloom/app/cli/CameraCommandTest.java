package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.camera.sim.BoardArtist;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraCommandTest {
  private static final CameraModel CAMERA =
      new PinholeCamera(320, 240, 251, 250, 161, 118, -0.05, 0.02, 0, 0, 0);

  @TempDir Path user;

  private Ran run(Object... arguments) {
    return Ran.handloom(user, arguments);
  }

  private Path file(String name, CameraModel camera) throws IOException {
    return Files.writeString(
        user.resolve(name), IntrinsicsFile.yaml(camera, IntrinsicsFile.Format.ROS, name));
  }

  @Test
  void twoCamerasAreComparedAndOneIsWrittenForOthers() throws IOException {
    Path mine = file("mine.yaml", CAMERA);
    double[] longer = CAMERA.parameters();
    longer[0] *= 1.3;
    longer[1] *= 1.3;
    Path other = file("other.yaml", CAMERA.with(longer));
    assertEquals(0, run("camera", "compare", mine, mine).code());
    Ran different = run("camera", "compare", mine, other);
    assertEquals(1, different.code());
    assertTrue(different.out().contains("Different cameras"), different.out());
    Path umi = user.resolve("umi.json");
    assertEquals(0, run("camera", "export", mine, "--format", "umi", "--out", umi).code());
    assertEquals(0, run("camera", "compare", mine, umi).code());
    run("camera", "export", mine, "--format", "ros", "--out", umi).refused(3, "left alone");
    run("camera", "compare", mine, "nowhere").refused(3, "nowhere");
  }

  @Test
  void picturesOfABoardGiveTheCameraThatTookThem() throws IOException {
    Board board = new Board(MarkFamily.of("4X4_100"), 10, 7, 24, 18);
    BoardArtist artist = new BoardArtist(CAMERA, board, 2);
    PlantedCamera world = new PlantedCamera(CAMERA, 11, 8, 0.024, 5);
    Random random = new Random(5);
    Path folder = Files.createDirectory(user.resolve("pictures"));
    for (int n = 0; n < 16; n++) {
      byte[] drawn = artist.draw(world.pose(), new BoardArtist.Light(0.6, 1.5, 0.3), random);
      BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setDataElements(0, 0, 320, 240, drawn);
      ImageIO.write(image, "png", folder.resolve(n + ".png").toFile());
    }
    Path library = user.resolve("library");
    Ran found =
        run(
            "camera",
            "calibrate",
            "head",
            "--pictures",
            folder,
            "--board",
            "4X4_100:10x7:24:18",
            "--lens",
            "pinhole",
            "--library",
            library);
    assertTrue(found.out().contains("Kept: "), found.out() + found.err());
    Ran same = run("camera", "compare", "head", file("truth.yaml", CAMERA), "--library", library);
    assertEquals(0, same.code(), same.out());
  }

  @Test
  void whatCannotBeUsedIsSaid() {
    run("camera").refused(2, "calibrate, compare");
    run("camera", "calibrate").refused(2, "Say which camera");
    run("camera", "calibrate", "--simulated", "--board", "x").refused(2, "FAMILY:COLUMNSxROWS");
    run("camera", "calibrate", "--simulated", "--seconds", 0).refused(2, "--seconds");
    run("calibrate", "head-camera", "--check").refused(2, "this is a camera");
    run("calibrate", "left-glove").refused(2, "--person needs a name");
    run("camera", "calibrate", "--pictures", user.resolve("none")).refused(3, "nothing at");
  }
}
