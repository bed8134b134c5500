package dev.handloom.device.driver.picture;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is said of pictures that are replayed: always that they are, and what is wrong with them.
public final class ReplayReport {
  private static final Concern NOT_LIVE =
      new Concern(
          "These pictures are replayed: nothing in them happens now", "Nothing needs to be done");

  private @Nullable Concern wrong;
  private DeviceReport report = DeviceReport.NOTHING.with(List.of(NOT_LIVE));

  /// @param concern null when nothing is wrong
  public void say(@Nullable Concern concern) {
    if (!Objects.equals(concern, wrong)) {
      wrong = concern;
      report =
          DeviceReport.NOTHING.with(
              concern == null ? List.of(NOT_LIVE) : List.of(concern, NOT_LIVE));
    }
  }

  /// The last one was shown.
  ///
  /// @param any whether there was one
  /// @param hint what to do where there was none, and nothing else was wrong
  public void ended(boolean any, String hint) {
    if (any) {
      say(new Concern("The last picture was shown", "Set loop to true to have it begin anew"));
    } else if (wrong == null) {
      say(new Concern("There is no picture in it that can be shown", hint));
    }
  }

  public DeviceReport report() {
    return report;
  }
}
