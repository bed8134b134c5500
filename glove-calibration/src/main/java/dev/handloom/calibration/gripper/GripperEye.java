package dev.handloom.calibration.gripper;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.Mark;
import dev.handloom.calibration.mark.MarkDetector;
import dev.handloom.calibration.mark.MarkFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for a gripper's tags in pictures. Belongs to one thread.
public final class GripperEye {
  private final GripperTags tags;
  private final CameraModel camera;
  private final MarkDetector detector;
  private List<Mark> marks = List.of();

  /// @param camera the wrist camera, for pictures of the size that will be looked at
  public GripperEye(GripperTags tags, CameraModel camera) {
    this.tags = tags;
    this.camera = camera;
    detector = new MarkDetector(MarkFamily.of(tags.family()));
  }

  public TagView look(GreyPicture picture, long nanos) {
    marks = detector.find(picture);
    return new TagView(nanos, place(tags.left()), place(tags.right()));
  }

  /// All marks of the family in the last picture, to be outlined on a screen.
  public List<Mark> marks() {
    return marks;
  }

  /// Of several places with this number the one at the distance of fingers.
  private @Nullable TagPlace place(int id) {
    double middle = (tags.nearMm() + tags.farMm()) / 2;
    TagPlace best = null;
    for (Mark mark : marks) {
      if (mark.id() != id) {
        continue;
      }
      TagPlace place = TagPlace.of(mark, tags.sizeMm(), camera).orElse(null);
      if (place != null
          && place.z() >= tags.nearMm()
          && place.z() <= tags.farMm()
          && (best == null || Math.abs(place.z() - middle) < Math.abs(best.z() - middle))) {
        best = place;
      }
    }
    return best;
  }
}
