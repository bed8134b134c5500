package dev.handloom.test.interop;

import dev.handloom.preview.local.FaceModel;
import dev.handloom.store.privacy.FaceBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Says where our finder sees faces in pictures that others made.
public final class FacesInterop {
  private FacesInterop() {}

  /// @param args a folder of PNG files; a line for each face: file, x, y, width, height, score
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    long nanos = 0;
    try (FaceModel model = FaceModel.open()) {
      for (Path file : files) {
        BufferedImage image = ImageIO.read(file.toFile());
        int width = image.getWidth();
        int height = image.getHeight();
        ByteBuffer bgra = ByteBuffer.allocateDirect(width * height * 4);
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            int rgb = image.getRGB(x, y);
            bgra.put((byte) rgb).put((byte) (rgb >> 8)).put((byte) (rgb >> 16)).put((byte) 0xFF);
          }
        }
        long begun = System.nanoTime();
        List<FaceBox> found = model.find(bgra.clear(), width, height);
        nanos += System.nanoTime() - begun;
        for (FaceBox box : found) {
          out.printf(
              Locale.ROOT,
              "%s %.1f %.1f %.1f %.1f %.3f%n",
              file.getFileName(),
              box.x(),
              box.y(),
              box.width(),
              box.height(),
              box.score());
        }
      }
    }
    out.printf(
        Locale.ROOT, "# %d pictures, %.1f ms each%n", files.size(), nanos / 1e6 / files.size());
  }
}
