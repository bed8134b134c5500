package dev.handloom.store.privacy;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PictureCover;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Covers the faces in pictures. All pictures of a view are looked at before the first is given
/// away, for a face is covered also before it is found for the first time.
public final class FaceCover implements PictureCover {
  private static final int BYTES_PER_PIXEL = 4;

  private final FaceFinder.Source finders;
  private final Runnable alive;

  /// @param alive called for every picture that is looked at; ends the work by an exception
  public FaceCover(FaceFinder.Source finders, Runnable alive) {
    this.finders = finders;
    this.alive = alive;
  }

  @Override
  public Covering look(CameraFrames frames, int[] records) throws IOException {
    List<List<FaceBox>> found = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    try (FaceFinder finder = finders.open();
        VideoReader video = frames.open()) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * BYTES_PER_PIXEL);
      for (int record : records) {
        if (places.containsKey(record)) {
          continue;
        }
        int picture = video.frameAt(frames.row(record).ptsMicros());
        if (picture < 0) {
          throw new DatasetException(
              "A picture of “"
                  + frames.times().spec().name()
                  + "” is not in its video: "
                  + frames.video());
        }
        video.read(picture, bgra.clear());
        places.put(record, found.size());
        found.add(finder.find(bgra.clear(), video.width(), video.height()));
        alive.run();
      }
    }
    List<List<FaceBox>> covers = FaceTracks.covers(found);
    return (record, bgra, width, height) -> {
      Integer place = places.get(record);
      if (place == null) {
        // Nobody said that it would be asked for; nothing of it is shown.
        FaceFill.fill(bgra, width, height, new FaceBox(0, 0, width, height, 1));
        return;
      }
      covers.get(place).forEach(box -> FaceFill.fill(bgra, width, height, box));
    };
  }
}
