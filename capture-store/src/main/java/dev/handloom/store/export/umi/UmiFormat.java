package dev.handloom.store.export.umi;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.zarr.Packing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The replay buffer of UMI and diffusion-policy.
public final class UmiFormat implements DatasetFormat {
  static final String FILE = "dataset.zarr.zip";

  /// As UMI trains.
  private static final int USUAL_SIDE = 224;

  private static final int LARGEST_SIDE = 2048;

  /// Of pictures of rooms, packed by Zstandard; measured.
  private static final double PACKED_SHARE = 0.6;

  private static final int COLOURS = 3;

  @Override
  public String name() {
    return "umi";
  }

  @Override
  public String words() {
    return "UMI replay buffer (Zarr v2)";
  }

  @Override
  public String purpose() {
    return "one dataset.zarr.zip as UMI and diffusion-policy load it; needs a gripper's place and"
        + " width and a camera";
  }

  @Override
  public DatasetPlan fit(DatasetPlan plan, DatasetOptions options) throws DatasetException {
    UmiRobots robots = UmiRobots.of(plan, options.extra());
    if (plan.views().isEmpty()) {
      throw new DatasetException(
          "A UMI buffer has a picture for every row, and these episodes have no camera in common.");
    }
    int side = side(options);
    packing(options);
    List<View> views =
        UmiRobots.ordered(plan.views()).stream()
            .map(view -> new View(view.stream(), view.name(), side, side))
            .toList();
    return new DatasetPlan(
        plan.rate(),
        robots.streams(),
        List.of(),
        views,
        ActionRule.NEXT_STATE,
        plan.oldestMillis(),
        List.of(),
        plan.chunkRows(),
        plan.idle());
  }

  static int side(DatasetOptions options) throws DatasetException {
    String said = options.extra().getOrDefault("side", String.valueOf(USUAL_SIDE));
    int side = said.matches("[0-9]{1,4}") ? Integer.parseInt(said) : 0;
    if (side < 2 || side > LARGEST_SIDE) {
      throw new DatasetException(
          "--set side=PIXELS is the side of the square pictures, 2 to "
              + LARGEST_SIDE
              + ", and not "
              + said
              + ".");
    }
    return side;
  }

  static Packing packing(DatasetOptions options) throws DatasetException {
    return switch (options.extra().getOrDefault("pictures", "zstd")) {
      case "zstd" -> Packing.ZSTD;
      case "zlib" -> Packing.ZLIB;
      case "none" -> Packing.NONE;
      default -> throw new DatasetException("--set pictures=PACKING is zstd, zlib or none.");
    };
  }

  @Override
  public double bytesPerSecond(DatasetPlan plan, DatasetOptions options) {
    double bytes = plan.rate().hz() * Double.BYTES * plan.width();
    for (View view : plan.views()) {
      bytes += plan.rate().hz() * view.width() * view.height() * COLOURS * PACKED_SHARE;
    }
    return bytes;
  }

  /// Its pictures stand one by one in the array.
  @Override
  public Set<EvenVideo.Coding> codings() {
    return Set.of();
  }

  @Override
  public DatasetWriter open(Path folder, DatasetPlan plan, DatasetOptions options)
      throws IOException {
    return new UmiWriter(folder, plan, UmiRobots.of(plan, options.extra()), packing(options));
  }
}
