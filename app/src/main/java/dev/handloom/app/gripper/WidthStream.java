package dev.handloom.app.gripper;

import dev.handloom.app.Version;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.derive.DerivedFile;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A gripper's widths as a derived stream, live or of an episode: one sample a picture, with its
/// times.
public final class WidthStream {
  /// Of how widths are made; raised when the same pictures would give others.
  private static final int VERSION = 1;

  private static final String PART = "/gripper-width";

  /// No gripper that one holds opens so far.
  private static final double WIDEST_METRES = 0.5;

  private static final double MM = 1e-3;

  private WidthStream() {}

  /// What the widths of a camera's stream are called.
  public static String name(StreamSpec camera) {
    return camera.device() + PART;
  }

  /// The stream of a camera's widths.
  public static StreamSpec spec(StreamSpec camera, GripperProfile gripper) {
    return new StreamSpec(
        name(camera),
        StreamKind.SIGNAL,
        List.of(
            new Channel("width", Unit.METRE, -WIDEST_METRES, WIDEST_METRES),
            new Channel("doubt", Unit.METRE, 0, WIDEST_METRES),
            // 0 both tags, 1 left alone, 2 right alone, 3 between neighbours, 4 not known.
            new Channel("source", Unit.NONE, 0, 4)),
        camera.nominalHz(),
        camera.ticks(),
        null,
        "gripper-width %d %s".formatted(VERSION, gripper.taken()));
  }

  static void fill(Sample sample, GripperWidth width) {
    sample.values[0] = width.widthMm() * MM;
    sample.values[1] = width.doubtMm() * MM;
    sample.values[2] = width.source().ordinal();
  }

  /// Writes all widths; where none is known there is a sample that says so.
  ///
  /// @param records which record of the camera each width is of
  public static void write(
      Path file,
      EpisodeReader episode,
      CameraFrames camera,
      GripperProfile gripper,
      List<GripperWidth> widths,
      int[] records)
      throws IOException {
    StreamSamples times = camera.times();
    StreamSpec spec = spec(times.spec(), gripper);
    Map<String, String> provenance =
        Map.of(
            "episode",
            episode.manifest().id(),
            spec.name(),
            "from the pictures of %s as recorded, by a calibration of %s that is %s"
                .formatted(times.spec().name(), gripper.taken(), gripper.quality().grade().word()));
    try (DerivedFile out =
        DerivedFile.begin(file, episode.manifest(), "Handloom " + Version.text(), provenance)) {
      int stream = out.stream(spec);
      Sample sample = new Sample(spec);
      for (int i = 0; i < widths.size(); i++) {
        GripperWidth width = widths.get(i);
        sample.sequence = times.sequence(records[i]);
        sample.deviceTicks = times.deviceTicks(records[i]);
        sample.arrivalNanos = times.arrivalNanos(records[i]);
        sample.captureNanos = times.captureNanos(records[i]);
        sample.boundNanos = times.boundNanos(records[i]);
        fill(sample, width);
        out.sample(stream, sample);
      }
      out.keep();
    }
  }
}
