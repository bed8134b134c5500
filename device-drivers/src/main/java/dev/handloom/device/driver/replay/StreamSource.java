package dev.handloom.device.driver.replay;

import dev.handloom.device.driver.picture.JpegWalker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The JPEG pictures that stand in one file one after the other, as `ffmpeg -f mjpeg` and many
/// cameras write them; whatever stands between them is left out.
final class StreamSource implements PictureSource {
  private static final int BLOCK = 1 << 16;
  private static final byte PREFIX = (byte) 0xFF;
  private static final byte START = (byte) 0xD8;

  private final Path file;
  private final int mostBytes;
  private final JpegWalker walker = new JpegWalker();
  private final byte[] block = new byte[BLOCK];
  private InputStream in;
  private int at;
  private int have;
  private long pictures;

  private StreamSource(Path file, int mostBytes) throws IOException {
    this.file = file;
    this.mostBytes = mostBytes;
    in = Files.newInputStream(file);
  }

  static StreamSource of(Path file, int mostBytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("This is no file; a folder of files is folder:PATH: " + file);
    }
    return new StreamSource(file, mostBytes);
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    while (begin()) {
      ByteArrayOutputStream picture = new ByteArrayOutputStream(1 << 16);
      picture.write(PREFIX);
      picture.write(START);
      walker.begin();
      walker.accept(picture.toByteArray(), 0, 2);
      while (walker.state() == JpegWalker.State.UNDER_WAY && fill()) {
        int took = walker.accept(block, at, have - at);
        if (picture.size() + took <= mostBytes) {
          picture.write(block, at, took);
        }
        at += took;
      }
      if (walker.state() == JpegWalker.State.WHOLE) {
        pictures++;
        return picture.toByteArray();
      }
    }
    return null;
  }

  /// Goes on behind the next beginning of a picture.
  private boolean begin() throws IOException {
    boolean prefix = false;
    while (fill()) {
      byte b = block[at++];
      if (prefix && b == START) {
        return true;
      }
      prefix = b == PREFIX;
    }
    return false;
  }

  private boolean fill() throws IOException {
    if (at == have) {
      at = 0;
      have = Math.max(0, in.read(block));
    }
    return at < have;
  }

  @Override
  public void rewind() throws IOException {
    in.close();
    in = Files.newInputStream(file);
    at = 0;
    have = 0;
    pictures = 0;
  }

  @Override
  public String where() {
    return "picture " + pictures;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
