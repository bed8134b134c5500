package dev.handloom.store.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows faces from picture to picture, so that one that is not found for a while stays covered.
final class FaceTracks {
  /// A face that is gone longer than this is another one, a second of most cameras.
  private static final int LONGEST_GAP = 30;

  /// Pictures before the first and after the last in which a face was found that are covered too.
  private static final int HOLD = 15;

  /// What a held cover grows by for each picture: nobody knows where the face goes.
  private static final double GROWTH = 0.03;

  /// Of a face that was found again its way between is about a straight line.
  private static final double BETWEEN = 1.25;

  private static final double LEAST_OVERLAP = 0.05;
  private static final double NEAR = 1.5;

  private final List<Track> open = new ArrayList<>();
  private final List<List<FaceBox>> covers = new ArrayList<>();

  private static final class Track {
    private int last;
    private FaceBox box;

    private Track(int last, FaceBox box) {
      this.last = last;
      this.box = box;
    }
  }

  private FaceTracks(int pictures) {
    for (int i = 0; i < pictures; i++) {
      covers.add(new ArrayList<>());
    }
  }

  /// @param found in each picture, in their order
  /// @return what to cover in each picture
  static List<List<FaceBox>> covers(List<List<FaceBox>> found) {
    FaceTracks tracks = new FaceTracks(found.size());
    for (int i = 0; i < found.size(); i++) {
      tracks.next(i, found.get(i));
    }
    tracks.open.forEach(track -> tracks.hold(track.last, track.box, 1));
    return tracks.covers;
  }

  private void next(int picture, List<FaceBox> found) {
    for (FaceBox box : found) {
      covers.get(picture).add(box);
      Track track = nearest(picture, box);
      if (track == null) {
        hold(picture, box, -1);
        open.add(new Track(picture, box));
      } else {
        between(track, picture, box);
        track.last = picture;
        track.box = box;
      }
    }
    open.removeIf(track -> {
      boolean gone = picture - track.last > LONGEST_GAP;
      if (gone) {
        hold(track.last, track.box, 1);
      }
      return gone;
    });
  }

  /// The track that a face goes on; null for none.
  private @Nullable Track nearest(int picture, FaceBox box) {
    Track best = null;
    double most = -Double.MAX_VALUE;
    for (Track track : open) {
      if (track.last == picture) {
        continue;
      }
      double overlap = track.box.overlap(box);
      double far =
          Math.hypot(track.box.centreX() - box.centreX(), track.box.centreY() - box.centreY())
              / Math.max(Math.max(box.width(), box.height()), 1);
      if ((overlap > LEAST_OVERLAP || far < NEAR) && overlap - far > most) {
        most = overlap - far;
        best = track;
      }
    }
    return best;
  }

  private void between(Track track, int picture, FaceBox box) {
    int gap = picture - track.last;
    for (int i = 1; i < gap; i++) {
      FaceBox way = track.box.towards(box, (double) i / gap).grown(BETWEEN);
      covers.get(track.last + i).add(way);
    }
  }

  private void hold(int picture, FaceBox box, int step) {
    for (int i = 1; i <= HOLD; i++) {
      int at = picture + step * i;
      if (at < 0 || at >= covers.size()) {
        return;
      }
      covers.get(at).add(box.grown(1 + GROWTH * i));
    }
  }
}
