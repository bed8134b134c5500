package dev.handloom.app.gripper;

import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.video.VideoReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// The pictures of a wrist camera in grey, one after the other with their times: of a video file,
/// or of an episode's camera with the times of the episode. Belongs to one thread.
public final class WristVideo implements Closeable {
  private final VideoReader reader;
  private final int[] frames;
  private final long[] nanos;
  private final int[] records;
  private final ByteBuffer bgra;
  private final byte[] grey;

  private WristVideo(VideoReader reader, int[] frames, long[] nanos, int[] records) {
    this.records = records;
    this.reader = reader;
    this.frames = frames;
    this.nanos = nanos;
    bgra = ByteBuffer.allocateDirect(reader.width() * reader.height() * 4);
    grey = new byte[reader.width() * reader.height()];
  }

  /// Times count from the video's first picture.
  public static WristVideo of(Path file) throws IOException {
    VideoReader reader = VideoReader.open(file);
    int[] frames = new int[reader.frameCount()];
    long[] nanos = new long[frames.length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = i;
      nanos[i] = (reader.ptsMicros(i) - reader.ptsMicros(0)) * 1000;
    }
    return new WristVideo(reader, frames, nanos, new int[0]);
  }

  /// Times are those of the episode; records without a picture in the video are left out.
  public static WristVideo of(CameraFrames camera) throws IOException {
    VideoReader reader = camera.open();
    int[] frames = new int[camera.size()];
    long[] nanos = new long[camera.size()];
    int[] records = new int[camera.size()];
    int count = 0;
    for (int i = 0; i < camera.size(); i++) {
      int frame = reader.frameAt(camera.row(i).ptsMicros());
      if (frame >= 0) {
        frames[count] = frame;
        records[count] = i;
        nanos[count++] = camera.times().captureNanos(i);
      }
    }
    return new WristVideo(
        reader,
        Arrays.copyOf(frames, count),
        Arrays.copyOf(nanos, count),
        Arrays.copyOf(records, count));
  }

  public int width() {
    return reader.width();
  }

  public int height() {
    return reader.height();
  }

  public int size() {
    return frames.length;
  }

  public long nanos(int index) {
    return nanos[index];
  }

  /// Of an episode, which record of the camera each picture is; empty of a file.
  public int[] records() {
    return records.clone();
  }

  /// Overwritten by the next.
  public GreyPicture picture(int index) throws IOException {
    bgra.clear();
    reader.read(frames[index], bgra);
    Grey.of(bgra, grey);
    return new GreyPicture(grey, width(), height());
  }

  @Override
  public void close() {
    reader.close();
  }
}
