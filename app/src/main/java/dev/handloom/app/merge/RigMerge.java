package dev.handloom.app.merge;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.calibration.merge.HandMerge;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/// The hands of a rig that are merged, as the setting `wrist` of its gloves says.
public final class RigMerge {
  static final String WRIST = "wrist";
  private static final String AGE = "wrist_age_ms";
  private static final String PLACE = "wrist_place";
  private static final double MILLI_NANOS = 1e6;
  private static final int NUMBERS = 7;

  private RigMerge() {}

  /// Starts merging for every glove that says what sees its wrist.
  ///
  /// @throws RigFileException where nothing of that name sees a wrist, or the device feels no hand
  public static List<LiveMerge> start(Workplace workplace) throws RigFileException {
    List<LiveMerge> made = new ArrayList<>();
    List<RigGlove> gloves = RigGlove.of(workplace);
    for (var device : workplace.rig().devices()) {
      DeviceConfig config = device.config();
      String named = config.setting(WRIST, "");
      if (named.isBlank()) {
        continue;
      }
      boolean any = false;
      for (RigGlove glove : gloves) {
        if (glove.device().equals(device)) {
          WristSource source =
              WristSource.find(workplace.rig(), glove.side(), named)
                  .orElseThrow(() ->
                      config.wrong(
                          WRIST,
                          "names nothing in this rig that says where the "
                              + glove.side().word()
                              + " wrist is: "
                              + named));
          long age =
              Math.round(config.number(AGE, HandMerge.USUAL_AGE_NANOS / MILLI_NANOS) * MILLI_NANOS);
          made.add(new LiveMerge(workplace.rig(), glove, source, place(config), age));
          any = true;
        }
      }
      if (!any) {
        throw config.wrong(WRIST, "is for devices that feel a hand");
      }
    }
    made.forEach(LiveMerge::start);
    return made;
  }

  private static Pose place(DeviceConfig config) throws RigFileException {
    String said = config.setting(PLACE, "").strip();
    if (said.isEmpty()) {
      return Pose.IDENTITY;
    }
    String[] parts = said.split("[ ,]+");
    double[] v = new double[NUMBERS];
    try {
      for (int i = 0; i < v.length; i++) {
        v[i] = Double.parseDouble(parts[i]);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw config.wrong(PLACE, "is seven numbers, x y z qx qy qz qw, not \"" + said + "\"");
    }
    return new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit());
  }
}
