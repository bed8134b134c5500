package dev.handloom.app.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.live.LivePoses;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.preview.session.ChannelTrace;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Paths lie on what they are paths of.
class PathSightTest {
  private static final int PICTURES = 25;

  /// Some 1,850 pixels are theirs; when they hold the cup, a few hundred at an edge.
  private static final int ALL_OF_THE_PADS = 1500;

  private static final long PATIENCE_NANOS = 90_000_000_000L;
  private static final String CAMERA = "head-camera/video";
  private static final String TRACKER = "base-station/pose";

  /// From the point that is tracked to the middle of the orange pads, along the fingers.
  private static final Vec3 PADS = new Vec3(0, 0, 0.022);

  @TempDir Path library;

  private record Told(long nanos, Pose gripper) {}

  @Test
  void aTrackedGripperIsDrawnWhereTheSimulatedCameraSeesIt() throws Exception {
    RigFile file =
        new RigFile(
            "Trackers",
            1,
            List.of(SimulatedRig.config("head-camera"), SimulatedRig.config("base-station")));
    try (Workplace workplace = Workplace.open(file, DelayBook.EMPTY)) {
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      LiveStream camera = workplace.rig().hub().find(CAMERA).orElseThrow();
      LiveStream tracker = workplace.rig().hub().find(TRACKER).orElseThrow();
      PathSight sight = sight(workplace);
      assertEquals("", sight.lacks());
      assertEquals("base-station", sight.space());
      RingReader reader = tracker.ring().readerFromOldest();
      Sample pose = new Sample(tracker.spec());
      Sample picture = new Sample(camera.spec());
      int first = names(tracker).indexOf("gripper_x");
      List<Told> told = new ArrayList<>();
      List<Double> off = new ArrayList<>();
      long seen = 0;
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (off.size() < PICTURES && System.nanoTime() < end) {
        while (reader.poll(pose)) {
          told.add(new Told(pose.captureNanos, pose(pose.values, first)));
        }
        if (camera.ring().latest(picture)
            && picture.captureNanos != seen
            && !told.isEmpty()
            && told.getLast().nanos > picture.captureNanos) {
          seen = picture.captureNanos;
          Pose gripper = at(told, seen);
          PathLook look = sight.at(seen).orElse(null);
          double[] pads = pads(picture, Objects.requireNonNull(camera.spec().frame()));
          double[] pixel = new double[2];
          if (gripper != null && look != null && pads != null) {
            assertTrue(look.project(gripper.apply(PADS), pixel));
            off.add(Math.hypot(pixel[0] - pads[0], pixel[1] - pads[1]));
          }
        }
        LockSupport.parkNanos(2_000_000);
      }
      assertEquals(PICTURES, off.size(), "too few pictures in which the gripper was seen");
      double[] sorted = off.stream().mapToDouble(d -> d).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "path in the picture: median %.2f px, worst %.2f px off the gripper's pads, seed 1%n",
          sorted[PICTURES / 2],
          sorted[PICTURES - 1]);
      // Of pads that are some 60 px long.
      assertTrue(sorted[PICTURES / 2] < 10, () -> "median of " + Arrays.toString(sorted));
      assertTrue(sorted[PICTURES - 1] < 30, () -> "worst of " + Arrays.toString(sorted));
    }
  }

  private PathSight sight(Workplace workplace) {
    List<KnownLens> known = KnownLens.of(workplace, KnownLens.shelf(library));
    KnownLens head = known.getFirst();
    assertTrue(Objects.requireNonNull(head.profile()).simulated());
    CameraPlace place = Objects.requireNonNull(head.place());
    assertEquals(TRACKER, place.parent());
    PathSight.Eye eye =
        new PathSight.Eye(
            head.stream(), head.profile().model(), place.parent(), place.parentFromCamera());
    return PathSight.of(
        CAMERA,
        "Head camera",
        List.of(eye),
        stream ->
            workplace.rig().hub().find(stream).flatMap(LivePoses::of).map(poses -> poses::at));
  }

  private static List<String> names(LiveStream stream) {
    return stream.spec().channels().stream().map(channel -> channel.name()).toList();
  }

  private static Pose pose(double[] v, int at) {
    return new Pose(
        new Vec3(v[at], v[at + 1], v[at + 2]),
        new Quat(v[at + 3], v[at + 4], v[at + 5], v[at + 6]).unit());
  }

  private static @Nullable Pose at(List<Told> told, long nanos) {
    for (int i = 1; i < told.size(); i++) {
      Told before = told.get(i - 1);
      Told after = told.get(i);
      if (before.nanos <= nanos && nanos <= after.nanos) {
        double share = (double) (nanos - before.nanos) / (after.nanos - before.nanos);
        return before.gripper.towards(after.gripper, share);
      }
    }
    return null;
  }

  /// The middle of what is as orange as the pads; null where a hand or what they hold hides some.
  private static double @Nullable [] pads(Sample picture, FrameFormat format) {
    double u = 0;
    double v = 0;
    int count = 0;
    for (int y = 0; y < format.height(); y++) {
      for (int x = 0; x < format.width(); x++) {
        long at = 4L * (y * format.width() + x);
        int blue = picture.payload.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
        int red = picture.payload.get(ValueLayout.JAVA_BYTE, at + 2) & 0xFF;
        if (red > 90 && blue < 0.24 * red) {
          u += x;
          v += y;
          count++;
        }
      }
    }
    return count < ALL_OF_THE_PADS ? null : new double[] {u / count, v / count};
  }

  @Test
  void aCameraBesideAnotherThatStandsInTheRoomSeesTheRoom() {
    PinholeCamera lens = new PinholeCamera(640, 480, 400, 400, 319.5, 239.5, 0, 0, 0, 0, 0);
    PathSight.Eye room =
        new PathSight.Eye(
            "room-camera/video", lens, "base-station", new Pose(new Vec3(0, 0, -1), Quat.IDENTITY));
    PathSight.Eye beside =
        new PathSight.Eye(
            "second/video", lens, "room-camera", new Pose(new Vec3(0.1, 0, 0), Quat.IDENTITY));
    PathSight sight =
        PathSight.of("second/video", "Second", List.of(room, beside), _ -> Optional.empty());
    assertEquals("base-station", sight.space());
    PathLook look = sight.at(0).orElseThrow();
    double[] pixel = new double[2];
    assertTrue(look.project(new Vec3(0.1, 0, 1), pixel));
    assertEquals(319.5, pixel[0], 1e-9);
    assertFalse(look.project(new Vec3(0.1, 0, -2), pixel), "behind it");
    Vec3 drawn = look.at(new Vec3(0.1, 0, 1), 519.5, 239.5);
    assertEquals(1.1, drawn.x(), 1e-9);
    assertEquals(1, drawn.z(), 1e-9);
  }

  @Test
  void whatIsMissingIsSaid() {
    PinholeCamera lens = new PinholeCamera(640, 480, 400, 400, 319.5, 239.5, 0, 0, 0, 0, 0);
    assertTrue(lacks(null, "", null).contains("calibrate the lens of the head camera"));
    assertTrue(lacks(lens, "", null).contains("where the head camera stands is not known"));
    assertTrue(
        lacks(lens, "headset/pose", Pose.IDENTITY).contains("there is no pose of headset/pose"));
    assertEquals("", lacks(lens, "headset", Pose.IDENTITY));
  }

  private static String lacks(@Nullable PinholeCamera lens, String parent, @Nullable Pose place) {
    return PathSight.of(
            CAMERA,
            "Head camera",
            List.of(new PathSight.Eye(CAMERA, lens, parent, place)),
            _ -> Optional.empty())
        .lacks();
  }

  @Test
  void aPathThatIsDraggedBendsThePlanAndItsNeighbours() {
    List<ChannelTrace> traces = new ArrayList<>();
    String[] names = {"head_x", "head_y", "head_z", "left_x", "left_y", "left_z"};
    for (int c = 0; c < names.length; c++) {
      traces.add(
          new ChannelTrace(TRACKER + "." + names[c], "m", c, 0.1, new long[1], new float[1]));
    }
    List<PathChannels> paths = PathChannels.of(traces, "base-station", TRACKER);
    assertEquals(List.of("left"), paths.stream().map(PathChannels::words).toList());
    assertEquals(2, PathChannels.of(traces, "base-station", "").size());
    assertEquals(List.of(), PathChannels.of(traces, "headset", ""));

    float[][] plan = new float[16][6];
    for (int row = 0; row < 16; row++) {
      plan[row][3] = 0.01f * row;
      plan[row][5] = 1;
    }
    PathLook look =
        new PathLook(
            new PinholeCamera(640, 480, 400, 400, 319.5, 239.5, 0, 0, 0, 0, 0), Pose.IDENTITY);
    PathEdit edit = new PathEdit(new PlanEdit(plan));
    assertFalse(edit.point(paths, look, 10, 10, 1), "nothing is near");
    assertTrue(edit.point(paths, look, 319.5 + 400 * 0.05, 239.5 + 3, 1));
    assertEquals(5, edit.step());
    edit.drag(paths, look, 319.5 + 400 * 0.05, 239.5 + 40);
    float[][] bent = edit.plan().rows();
    assertEquals(0.1, bent[5][4], 1e-6);
    assertEquals(0.05, bent[5][3], 1e-6);
    assertEquals(1, bent[5][5], 1e-6);
    assertTrue(bent[4][4] > 0.08 && bent[4][4] < 0.1);
    edit.goOn(1);
    edit.move(paths, look, 0, -400);
    assertTrue(edit.plan().rows()[6][4] < -0.85);
  }
}
