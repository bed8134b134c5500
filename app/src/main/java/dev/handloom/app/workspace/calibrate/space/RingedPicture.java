package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.lens.GreyFrames;
import dev.handloom.app.space.touch.TouchViewer;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.clock.StudioClock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a camera sees, with a ring around the place that is to be touched. Belongs to the session's
/// thread.
final class RingedPicture implements TouchViewer {
  private static final int BLUE = 0x2F81F7FF;
  private static final int WHITE = 0xFFFFFFFF;

  private final VideoTile tile;
  private @Nullable ByteBuffer bgra;

  RingedPicture(VideoTile tile) {
    this.tile = tile;
  }

  @Override
  public void picture(GreyPicture picture, double @Nullable [] corner) {
    int bytes = 4 * picture.width() * picture.height();
    ByteBuffer into = bgra;
    if (into == null || into.capacity() != bytes) {
      into = ByteBuffer.allocateDirect(bytes);
      bgra = into;
    }
    GreyFrames.fill(into, picture);
    if (corner != null) {
      ring(into, picture, corner);
    }
    tile.offer(into, picture.width(), picture.height(), StudioClock.now());
  }

  private static void ring(ByteBuffer into, GreyPicture picture, double[] corner) {
    double radius = picture.width() / 28.0;
    double thick = Math.max(2, picture.width() / 200.0);
    int reach = (int) Math.ceil(radius + 2 * thick);
    for (int v = (int) corner[1] - reach; v <= corner[1] + reach; v++) {
      for (int u = (int) corner[0] - reach; u <= corner[0] + reach; u++) {
        double off = Math.abs(Math.hypot(u - corner[0], v - corner[1]) - radius);
        boolean inside = u >= 0 && v >= 0 && u < picture.width() && v < picture.height();
        if (inside && off < 1.6 * thick) {
          put(into, 4 * (v * picture.width() + u), off < thick ? BLUE : WHITE);
        }
      }
    }
  }

  private static void put(ByteBuffer into, int at, int rgba) {
    into.put(at, (byte) (rgba >> 8));
    into.put(at + 1, (byte) (rgba >> 16));
    into.put(at + 2, (byte) (rgba >> 24));
    into.put(at + 3, (byte) 0xFF);
  }
}
