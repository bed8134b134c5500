package dev.handloom.store.export.formats;

import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetGate;
import dev.handloom.store.export.egodex.EgoDexFormat;
import dev.handloom.store.export.lerobot.LeRobotFormat;
import dev.handloom.store.export.lerobottwo.Flavour;
import dev.handloom.store.export.lerobottwo.LeRobotTwoFormat;
import dev.handloom.store.export.umi.UmiFormat;
import java.util.List;
import java.util.Optional;

/// All formats that datasets are written in, a line each.
public final class DatasetFormats {
  /// For the help of the command line, which cannot ask: a test holds it to the list below.
  public static final String LIST =
      "lerobot: a dataset as LeRobot 0.4 and later load it; lerobot2: a table and a video for each"
          + " episode, as LeRobot to 0.3 loads it; gr00t: LeRobot v2.1 with the slices, videos and"
          + " annotations that GR00T trains on; dreamzero: LeRobot v2.1 with embodiment and relative"
          + " statistics, all cameras of one size; umi: one dataset.zarr.zip as UMI and"
          + " diffusion-policy load it; needs a gripper's place and width and a camera; egodex: a"
          + " file of hand transforms and a head video for each episode, as EgoDex has them; needs"
          + " trackers on wrists and head.";

  private static final List<DatasetFormat> ALL =
      List.of(
          new LeRobotFormat(),
          new LeRobotTwoFormat(Flavour.PLAIN),
          new LeRobotTwoFormat(Flavour.GROOT),
          new LeRobotTwoFormat(Flavour.DREAMZERO),
          new UmiFormat(),
          new EgoDexFormat());

  private DatasetFormats() {}

  public static List<DatasetFormat> all() {
    return ALL;
  }

  /// Their names, for a person.
  public static String names() {
    return String.join(", ", ALL.stream().map(DatasetFormat::name).toList());
  }

  /// What looks at a dataset of any of them before it gets its name.
  public static DatasetGate gate() {
    return new CheckGate();
  }

  public static Optional<DatasetFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equalsIgnoreCase(name)).findFirst();
  }
}
