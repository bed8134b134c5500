package dev.handloom.store.export.umi;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.export.RowPictures;
import dev.handloom.store.export.poses.PosePart;
import dev.handloom.store.zarr.ArrayHeader;
import dev.handloom.store.zarr.Packing;
import dev.handloom.store.zarr.ZarrType;
import dev.handloom.store.zarr.ZarrZipWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes one buffer. Pictures are packed when an episode is prepared and copied in at the end;
/// numbers are few and wait in memory.
final class UmiWriter implements DatasetWriter {
  private static final int COLOURS = 3;
  private static final int BUFFER = 1 << 18;

  /// Chunks of numbers hold the first episode, but no more than this.
  private static final int LARGEST_CHUNK = 2_000_000;

  private static final double SECOND_NANOS = 1e9;
  private static final double SMALLEST_TURN = 1e-12;

  private final Path folder;
  private final DatasetPlan plan;
  private final UmiRobots robots;
  private final List<PosePart> poses = new ArrayList<>();
  private final Packing packing;
  private final List<Path> scratches = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private final List<Map<String, Object>> told = new ArrayList<>();
  private final Map<String, NumberColumn> columns = new LinkedHashMap<>();
  private final NumberColumn clock = new NumberColumn(ZarrType.FLOAT64, 0);
  private int firstRows;

  UmiWriter(Path folder, DatasetPlan plan, UmiRobots robots, Packing packing) {
    this.folder = folder;
    this.plan = plan;
    this.robots = robots;
    this.packing = packing;
    List<PosePart> all = PosePart.in(plan);
    for (int r = 0; r < robots.robots().size(); r++) {
      String stream = robots.robots().get(r).pose().stream();
      poses.add(PosePart.named(all, stream).orElseThrow());
      String name = "robot" + r;
      columns.put(name + "_eef_pos", new NumberColumn(ZarrType.FLOAT32, 3));
      columns.put(name + "_eef_rot_axis_angle", new NumberColumn(ZarrType.FLOAT32, 3));
      columns.put(name + "_gripper_width", new NumberColumn(ZarrType.FLOAT32, 1));
      columns.put(name + "_demo_start_pose", new NumberColumn(ZarrType.FLOAT64, 6));
      columns.put(name + "_demo_end_pose", new NumberColumn(ZarrType.FLOAT64, 6));
    }
    // Ignored by training: when each row was, in seconds since 1970.
    columns.put("timestamp", clock);
  }

  private static Path pictures(Path scratch, int view) {
    return scratch.resolve("camera" + view + ".packed");
  }

  @Override
  public void prepare(PreparedEpisode episode, Steps steps) throws IOException {
    DatasetEpisode rows = episode.rows();
    for (int v = 0; v < plan.views().size(); v++) {
      View view = plan.views().get(v);
      byte[] rgb = new byte[view.width() * view.height() * COLOURS];
      byte[] packed = {};
      try (RowPictures pictures = RowPictures.open(rows, v);
          DataOutputStream out =
              new DataOutputStream(
                  new BufferedOutputStream(
                      Files.newOutputStream(pictures(episode.scratch(), v)), BUFFER))) {
        SquarePicture square = new SquarePicture(pictures.width(), pictures.height(), view.width());
        for (int row = 0; row < rows.rows(); row++) {
          if (pictures.at(row)) {
            square.make(pictures.bgra(), rgb);
            packed = packing.pack(rgb);
          }
          out.writeInt(packed.length);
          out.write(packed);
          steps.add(1);
        }
      }
    }
  }

  @Override
  public void add(PreparedEpisode episode) throws IOException {
    DatasetEpisode rows = episode.rows();
    int count = rows.rows();
    if (ends.isEmpty()) {
      firstRows = count;
    }
    long unix = rows.episode().manifest().times().anchor().unixNanos();
    long studio = rows.episode().manifest().times().anchor().studioNanos();
    for (int r = 0; r < robots.robots().size(); r++) {
      PosePart pose = poses.get(r);
      double[] start = flat(pose.pose(rows.state(0)));
      double[] end = flat(pose.pose(rows.state(count - 1)));
      int width = widthColumn(robots.robots().get(r));
      for (int row = 0; row < count; row++) {
        double[] here = flat(pose.pose(rows.state(row)));
        column(r, "_eef_pos").add(here, 0);
        column(r, "_eef_rot_axis_angle").add(here, 3);
        column(r, "_gripper_width").add(new double[] {rows.state(row)[width]}, 0);
        column(r, "_demo_start_pose").add(start, 0);
        column(r, "_demo_end_pose").add(end, 0);
      }
    }
    for (int row = 0; row < count; row++) {
      clock.add(new double[] {(unix + rows.nanos(row) - studio) / SECOND_NANOS}, 0);
    }
    ends.add((ends.isEmpty() ? 0 : ends.getLast()) + count);
    scratches.add(episode.scratch());
    told.add(
        Map.of(
            "episode",
            rows.episode().bundle().id().text(),
            "task",
            episode.task(),
            "verdict",
            String.valueOf(episode.review().verdict()),
            "tags",
            List.copyOf(episode.review().tags())));
  }

  private NumberColumn column(int robot, String name) {
    NumberColumn column = columns.get("robot" + robot + name);
    if (column == null) {
      throw new IllegalStateException(name);
    }
    return column;
  }

  private int widthColumn(UmiRobots.Robot robot) {
    int column = 0;
    for (DatasetPlan.Part part : plan.streams()) {
      if (part.equals(robot.width())) {
        return column + robot.widthChannel();
      }
      column += part.channels().size();
    }
    throw new IllegalStateException(robot.width().stream());
  }

  /// x, y, z and the axis times the angle, 0 to π.
  static double[] flat(Pose pose) {
    Vec3 at = pose.position();
    Quat q = pose.rotation();
    double sign = q.w() < 0 ? -1 : 1;
    double sine = Math.sqrt(q.x() * q.x() + q.y() * q.y() + q.z() * q.z());
    double angle = 2 * Math.atan2(sine, sign * q.w());
    double scale = sine < SMALLEST_TURN ? 2 : angle / sine;
    scale *= sign;
    return new double[] {at.x(), at.y(), at.z(), q.x() * scale, q.y() * scale, q.z() * scale};
  }

  @Override
  public void finish(DatasetFacts facts) throws IOException {
    long rows = ends.getLast();
    Path file = folder.resolve(UmiFormat.FILE);
    Files.deleteIfExists(file);
    try (ZarrZipWriter out = new ZarrZipWriter(file)) {
      out.group("", Map.of("handloom", notes(facts)));
      out.group("meta", Map.of());
      ArrayHeader endsHeader =
          ArrayHeader.of(
              List.of((long) ends.size()), List.of(ends.size()), ZarrType.INT64, Packing.NONE);
      out.array("meta/episode_ends", endsHeader, Map.of());
      out.chunk("meta/episode_ends", NumberColumn.wholes(ends), 0);
      out.group("data", Map.of());
      for (Map.Entry<String, NumberColumn> column : columns.entrySet()) {
        column.getValue().write(out, "data/" + column.getKey(), firstRows, LARGEST_CHUNK);
      }
      for (int v = 0; v < plan.views().size(); v++) {
        View view = plan.views().get(v);
        String name = "data/camera" + v + "_rgb";
        out.array(
            name,
            ArrayHeader.of(
                List.of(rows, (long) view.height(), (long) view.width(), (long) COLOURS),
                List.of(1, view.height(), view.width(), COLOURS),
                ZarrType.UINT8,
                packing),
            Map.of());
        copy(out, name, v);
      }
      out.finish();
    }
  }

  private void copy(ZarrZipWriter out, String name, int view) throws IOException {
    long row = 0;
    for (int e = 0; e < scratches.size(); e++) {
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(
                  Files.newInputStream(pictures(scratches.get(e), view)), BUFFER))) {
        for (; row < ends.get(e); row++) {
          out.chunk(name, in.readNBytes(in.readInt()), row, 0, 0, 0);
        }
      }
    }
  }

  /// What readers of the format do not ask for.
  private Map<String, Object> notes(DatasetFacts facts) {
    Map<String, Object> notes = new LinkedHashMap<>();
    notes.put("rows_per_second", plan.rate().hz());
    notes.put(
        "robots",
        robots.robots().stream()
            .map(robot -> Map.of("pose", robot.pose().stream(), "width", robot.width().stream()))
            .toList());
    notes.put("cameras", plan.views().stream().map(View::stream).toList());
    notes.put("episodes", told);
    notes.put("software", facts.software());
    return notes;
  }

  @Override
  public void close() {}
}
