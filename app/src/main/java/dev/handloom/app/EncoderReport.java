package dev.handloom.app;

import dev.handloom.store.video.EncoderTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What encoders this machine has, in lines for a person.
public final class EncoderReport {
  private EncoderReport() {}

  /// A line each, after a head.
  public static List<String> lines(List<EncoderTrial> trials) {
    List<String> lines = new ArrayList<>();
    boolean used = false;
    for (EncoderTrial trial : trials) {
      String what =
          trial.works()
              ? String.format(
                  Locale.ROOT,
                  "works, %.1f ms a picture%s%s",
                  trial.millisPerPicture(),
                  trial.heldBack() == 0 ? "" : ", " + trial.heldBack() + " held back",
                  used ? "" : ". This one is used")
              : trial.reason();
      used |= trial.works();
      lines.add(String.format(Locale.ROOT, "%-27s %s", trial.kind().title(), what));
    }
    return lines;
  }
}
