package dev.handloom.store.export.egodex;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// EgoDex: an HDF5 file and a video for each episode.
public final class EgoDexFormat implements DatasetFormat {
  @Override
  public String name() {
    return "egodex";
  }

  @Override
  public String words() {
    return "EgoDex (HDF5 and MP4)";
  }

  @Override
  public String purpose() {
    return "a file of hand transforms and a head video for each episode, as EgoDex has them; needs"
        + " trackers on wrists and head";
  }

  @Override
  public DatasetPlan fit(DatasetPlan plan, DatasetOptions options) throws DatasetException {
    EgoDexRig rig = EgoDexRig.of(plan, options.extra());
    fieldOfView(options);
    return new DatasetPlan(
        plan.rate(),
        rig.streams(),
        rig.hands().stream().map(EgoDexRig.Worn::hand).toList(),
        List.of(rig.camera()),
        ActionRule.NEXT_STATE,
        plan.oldestMillis(),
        List.of(),
        plan.chunkRows(),
        plan.idle());
  }

  /// How wide the camera sees, in degrees, where a person said so; 0 where not.
  static double fieldOfView(DatasetOptions options) throws DatasetException {
    String said = options.extra().get("fov");
    if (said == null) {
      return 0;
    }
    double degrees = said.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") ? Double.parseDouble(said) : 0;
    if (!(degrees > 5 && degrees < 175)) {
      throw new DatasetException(
          "--set fov=DEGREES is how wide the camera sees from left to right, and not "
              + said
              + ".");
    }
    return degrees;
  }

  @Override
  public double bytesPerSecond(DatasetPlan plan, DatasetOptions options) {
    double transforms =
        plan.rate().hz() * (17.0 * Float.BYTES * 25 * plan.hands().size() + 16 * Float.BYTES);
    return transforms + DatasetFormat.super.bytesPerSecond(plan, options);
  }

  @Override
  public DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    return new EgoDexWriter(
        folder, plan, EgoDexRig.of(plan, options.extra()), options, fieldOfView(options));
  }
}
