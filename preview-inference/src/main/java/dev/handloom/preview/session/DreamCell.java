package dev.handloom.preview.session;

import dev.handloom.preview.model.Picture;
import dev.handloom.preview.monitor.MotionScore;
import dev.handloom.preview.monitor.PictureScore;
import org.jspecify.annotations.Nullable;

/// One dreamed picture and what became of it.
///
/// @param camera by the model's name
/// @param aheadSeconds after the observation; NaN where the model does not say, and then it is
///   never scored
/// @param dueNanos when its truth is captured, studio time
/// @param last the picture of the observation, in the dream's size
/// @param dream never data
/// @param truth nothing until it came, and if it never came
/// @param picture with the truth
/// @param motion with the truth
/// @param lost its time has passed and no picture came near it
public record DreamCell(
    String camera,
    double aheadSeconds,
    long dueNanos,
    Picture last,
    Picture dream,
    @Nullable Picture truth,
    @Nullable PictureScore picture,
    @Nullable MotionScore motion,
    boolean lost) {
  /// Whether nothing more is to come for it.
  public boolean settled() {
    return truth != null || lost || Double.isNaN(aheadSeconds);
  }
}
