package dev.handloom.app.lens;

import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.store.video.VideoReader;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Pictures that are there already.
public interface PictureSource extends Closeable {
  /// Of a video no more pictures are looked at than this: a board is held for seconds.
  int MOST_OF_A_VIDEO = 400;

  int count();

  /// @param number from 0
  GreyPicture picture(int number) throws IOException;

  @Override
  default void close() throws IOException {}

  /// A folder of pictures, or a video.
  static PictureSource of(Path path) throws IOException {
    return Files.isDirectory(path) ? folder(path) : video(VideoReader.open(path));
  }

  private static PictureSource folder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(PictureSource::isPicture).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException("There are no pictures (PNG, JPEG, BMP) in this folder: " + folder);
    }
    return new PictureSource() {
      @Override
      public int count() {
        return files.size();
      }

      @Override
      public GreyPicture picture(int number) throws IOException {
        return read(files.get(number));
      }
    };
  }

  private static boolean isPicture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file)
        && Stream.of(".png", ".jpg", ".jpeg", ".bmp").anyMatch(name::endsWith);
  }

  private static GreyPicture read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException("This picture cannot be read: " + file);
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int[] row = new int[width];
    byte[] grey = new byte[width * height];
    boolean plain = image.getRaster().getNumBands() == 1;
    for (int y = 0; y < height; y++) {
      if (plain) {
        // Asked for colours, Java would brighten a grey picture.
        image.getRaster().getSamples(0, y, width, 1, 0, row);
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        int c = row[x];
        int light =
            plain ? c : (29 * (c & 0xFF) + 150 * (c >> 8 & 0xFF) + 77 * (c >> 16 & 0xFF)) >> 8;
        grey[y * width + x] = (byte) light;
      }
    }
    return new GreyPicture(grey, width, height);
  }

  /// Evenly spread pictures of a video; it is closed with this.
  static PictureSource video(VideoReader video) {
    int all = video.frameCount();
    int looked = Math.min(all, MOST_OF_A_VIDEO);
    ByteBuffer bgra = ByteBuffer.allocateDirect(4 * video.width() * video.height());
    return new PictureSource() {
      @Override
      public int count() {
        return looked;
      }

      @Override
      public GreyPicture picture(int number) throws IOException {
        bgra.clear();
        video.read((int) ((long) number * all / looked), bgra);
        return GreyFrames.grey(bgra, video.width(), video.height());
      }

      @Override
      public void close() {
        video.close();
      }
    };
  }
}
