package dev.handloom.store.export.egodex;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.export.RowVideo;
import dev.handloom.store.export.egodex.EgoDexRig.Worn;
import dev.handloom.store.export.poses.JointConfidence;
import dev.handloom.store.export.poses.PosePart;
import dev.handloom.store.hdf5.Hdf5Writer;
import dev.handloom.store.payload.LensNumbers;
import dev.handloom.store.resample.RowOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes both files of each episode when it is prepared; at the end they are moved to their task.
final class EgoDexWriter implements DatasetWriter {
  private static final String NUMBERS = "transforms.hdf5";
  private static final String VIDEO = "video.mp4";
  private static final int MATRIX = 16;
  private static final int SIDE = 4;
  private static final double SECOND_NANOS = 1e9;
  private static final int LONGEST_NAME = 60;

  /// From a head's axes (x right, y up, looking along −z) to a camera's (x right, y down, z on).
  private static final Quat LOOKING = new Quat(1, 0, 0, 0);

  private record Ready(Path scratch, String task) {}

  private final Path folder;
  private final DatasetPlan plan;
  private final EgoDexRig rig;
  private final DatasetOptions options;
  private final double fieldOfView;
  private final List<PosePart> poses;
  private final List<Ready> ready = new ArrayList<>();

  EgoDexWriter(
      Path folder, DatasetPlan plan, EgoDexRig rig, DatasetOptions options, double fieldOfView) {
    this.folder = folder;
    this.plan = plan;
    this.rig = rig;
    this.options = options;
    this.fieldOfView = fieldOfView;
    poses = PosePart.in(plan);
  }

  @Override
  public void prepare(PreparedEpisode episode, Steps steps) throws IOException {
    Hdf5Writer out = new Hdf5Writer();
    camera(episode.rows(), out);
    for (int h = 0; h < rig.hands().size(); h++) {
      hand(episode.rows(), h, out);
    }
    words(episode, out);
    Path numbers = episode.scratch().resolve(NUMBERS);
    Files.deleteIfExists(numbers);
    out.write(numbers);
    RowVideo.encode(
        episode.rows(),
        0,
        plan.views().getFirst(),
        plan.rate(),
        options.coding(),
        episode.scratch().resolve(VIDEO),
        steps);
  }

  private PosePart pose(DatasetPlan.Part part) {
    return PosePart.named(poses, part.stream()).orElseThrow();
  }

  private void camera(DatasetEpisode rows, Hdf5Writer out) throws IOException {
    View view = plan.views().getFirst();
    LensNumbers lens = null;
    EnclosedCamera.Place place = null;
    for (var enclosure : rows.episode().enclosures()) {
      Optional<EnclosedCamera> said = EnclosedCamera.of(enclosure);
      if (said.isPresent() && said.get().stream().equals(view.stream())) {
        lens = said.get().lens() == null ? lens : said.get().lens();
        place = said.get().place() == null ? place : said.get().place();
      }
    }
    out.floats("camera/intrinsic", new int[] {3, 3}, intrinsic(view, lens, rows));
    PosePart head = pose(rig.head());
    Pose headFromCamera = new Pose(Vec3.ZERO, LOOKING);
    if (place != null && rig.head().stream().startsWith(place.parent())) {
      headFromCamera = place.parentFromCamera();
    }
    float[] all = new float[rows.rows() * MATRIX];
    for (int row = 0; row < rows.rows(); row++) {
      EgoDexJoints.matrix(head.pose(rows.state(row)).then(headFromCamera), all, row * MATRIX);
    }
    out.floats("transforms/camera", new int[] {rows.rows(), SIDE, SIDE}, all);
  }

  private float[] intrinsic(View view, @Nullable LensNumbers lens, DatasetEpisode rows)
      throws DatasetException {
    if (lens != null) {
      double across = (double) view.width() / lens.width();
      double down = (double) view.height() / lens.height();
      return new float[] {
        (float) (lens.fx() * across),
        0,
        (float) (lens.cx() * across),
        0,
        (float) (lens.fy() * down),
        (float) (lens.cy() * down),
        0,
        0,
        1
      };
    }
    if (fieldOfView == 0) {
      throw new DatasetException(
          "The lens of “"
              + view.stream()
              + "” is not known, and EgoDex has it in every file. Calibrate the camera before you"
              + " record, or say --set fov=DEGREES: how wide it sees from left to right. "
              + rows.episode().bundle().folder());
    }
    float focal = (float) (view.width() / 2.0 / Math.tan(Math.toRadians(fieldOfView) / 2));
    return new float[] {
      focal, 0, view.width() / 2f, 0, focal, view.height() / 2f, 0, 0, 1,
    };
  }

  private void hand(DatasetEpisode rows, int number, Hdf5Writer out) {
    Worn worn = rig.hands().get(number);
    PosePart wrist = pose(worn.wrist());
    int count = rows.rows();
    float[][] matrices = new float[HandJoint.COUNT][count * MATRIX];
    float[][] confidence = new float[HandJoint.COUNT][count];
    JointConfidence sure = JointConfidence.of(rows, worn.hand().stream());
    float[] last = new float[HandPose.VALUES];
    for (int joint = 0; joint < HandJoint.COUNT; joint++) {
      last[joint * HandPose.PER_JOINT + HandPose.PER_JOINT - 1] = 1;
    }
    for (int row = 0; row < count; row++) {
      float[] now = rows.hand(number, row);
      boolean seen = rows.handSource(number, row).origin() != RowOrigin.MISSING && finite(now);
      for (int joint = 0; seen && joint < HandJoint.COUNT; joint++) {
        confidence[joint][row] = sure.at(row, joint);
      }
      last = seen ? now : last;
      Pose place = wrist.pose(rows.state(row));
      Pose own = joint(last, HandJoint.WRIST.ordinal());
      for (int joint = 0; joint < HandJoint.COUNT; joint++) {
        // The hand's own wrist lies where the tracker is, whatever frame its joints are told in.
        Pose there = place.then(own.inverse().then(joint(last, joint)));
        EgoDexJoints.matrix(
            EgoDexJoints.toArKit(worn.side(), there), matrices[joint], row * MATRIX);
      }
    }
    for (HandJoint joint : HandJoint.values()) {
      Optional<String> name = EgoDexJoints.name(worn.side(), joint);
      if (name.isPresent()) {
        out.floats(
            "transforms/" + name.get(), new int[] {count, SIDE, SIDE}, matrices[joint.ordinal()]);
        out.floats("confidences/" + name.get(), new int[] {count}, confidence[joint.ordinal()]);
      }
    }
  }

  /// The palm, which the file does not have, may be missing.
  private static boolean finite(float[] values) {
    for (int i = HandPose.PER_JOINT; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private static Pose joint(float[] hand, int joint) {
    int at = joint * HandPose.PER_JOINT;
    return new Pose(
        new Vec3(hand[at], hand[at + 1], hand[at + 2]),
        new Quat(hand[at + 3], hand[at + 4], hand[at + 5], hand[at + 6]).unit());
  }

  private void words(PreparedEpisode episode, Hdf5Writer out) {
    DatasetEpisode rows = episode.rows();
    out.text("", "task", slug(episode.task()));
    out.text("", "llm_description", episode.task());
    // Loaders ask whether it is "reversible", which has a second description.
    out.text("", "llm_type", "single");
    out.text("", "session_name", rows.episode().bundle().id().text());
    out.text("", "verdict", String.valueOf(episode.review().verdict()).toLowerCase(Locale.ROOT));
    if (!episode.review().tags().isEmpty()) {
      out.texts("", "tags", List.copyOf(episode.review().tags()));
    }
    out.number("", "fps", plan.rate().hz());
    double[] times = new double[rows.rows()];
    long unix = rows.episode().manifest().times().anchor().unixNanos();
    long studio = rows.episode().manifest().times().anchor().studioNanos();
    for (int row = 0; row < times.length; row++) {
      times[row] = (unix + rows.nanos(row) - studio) / SECOND_NANOS;
    }
    // Beside what EgoDex has: when each row was, in seconds since 1970.
    out.doubles("capture/unix_seconds", new int[] {times.length}, times);
  }

  static String slug(String task) {
    String plain =
        java.text.Normalizer.normalize(task, java.text.Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    String cut = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    return cut.isEmpty() ? "task" : cut;
  }

  @Override
  public void add(PreparedEpisode episode) {
    ready.add(new Ready(episode.scratch(), slug(episode.task())));
  }

  @Override
  public void finish(DatasetFacts facts) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (Ready one : ready) {
      Path task = Files.createDirectories(folder.resolve(one.task()));
      int number = counts.merge(one.task(), 1, Integer::sum) - 1;
      move(one.scratch().resolve(NUMBERS), task.resolve(number + ".hdf5"));
      move(one.scratch().resolve(VIDEO), task.resolve(number + ".mp4"));
    }
  }

  /// What an interrupted end has moved already is there.
  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() {}
}
