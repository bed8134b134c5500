package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.gripper.sim.DrawnGripper;
import dev.handloom.calibration.gripper.sim.GripperMotion;
import dev.handloom.calibration.gripper.sim.Hindrance;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `boards`, and `width` of a drawn gripper's videos.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GripperCommandsTest {
  private static final long SEED = 5;
  private static final double STEP_SECONDS = 0.1;

  /// H.264 wants even sides.
  private static final CameraModel LENS = DrawnGripper.UMI_LENS.scaledTo(640, 480);

  private final Path folder;
  private final Path intrinsics;
  private final Path clip;
  private final Path work;
  private final GripperMotion grasps =
      GripperMotion.grasps(new SplittableRandom(SEED + 1), DrawnGripper.OPEN_MM, 2);

  GripperCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    intrinsics = folder.resolve("camera.json");
    clip = folder.resolve("run.mp4");
    work = folder.resolve("work.mp4");
  }

  private Ran run(Object... arguments) {
    return Ran.handloom(folder.resolve("user"), arguments);
  }

  @BeforeAll
  void drawVideos() throws IOException {
    Files.writeString(intrinsics, IntrinsicsFile.openImuJson(LENS, 0.3, 40, 30));
    draw(clip, GripperMotion.ends(new SplittableRandom(SEED), DrawnGripper.OPEN_MM, 1, 0));
    draw(work, grasps);
  }

  private static void draw(Path path, GripperMotion motion) throws IOException {
    DrawnGripper drawn = new DrawnGripper(LENS, GripperTags.UMI, Hindrance.NONE, motion, SEED);
    FrameFormat format = new FrameFormat(LENS.width(), LENS.height(), FrameFormat.Pixels.BGRA);
    try (Arena arena = Arena.ofConfined();
        DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder = VideoEncoder.open(format, 1 / STEP_SECONDS, file)) {
      MemorySegment bgra = arena.allocate(format.capacity());
      for (int i = 0; i * STEP_SECONDS < motion.seconds(); i++) {
        byte[] grey = drawn.picture(i * STEP_SECONDS).pixels();
        for (int p = 0; p < grey.length; p++) {
          int level = grey[p] & 0xFF;
          bgra.set(
              ValueLayout.JAVA_INT_UNALIGNED,
              4L * p,
              0xFF000000 | level << 16 | level << 8 | level);
        }
        encoder.encode(bgra, format.capacity(), Math.round(i * STEP_SECONDS * 1e6));
        encoder.poll();
      }
      encoder.finish();
    }
  }

  @Test
  void aRunTellsTheWidthsOfAVideoAndItsProfileTellsTheSame() throws IOException {
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    Path kept = folder.resolve("gripper.json");
    Ran ran =
        run(
                "width",
                work,
                "--run",
                clip,
                "--intrinsics",
                intrinsics,
                "--save",
                kept,
                "--out",
                first)
            .good();
    assertTrue(ran.out().contains("both tags in"), ran.out());
    assertTrue(ran.out().contains("Each end was held once"), ran.out());
    List<String> lines = Files.readAllLines(first);
    assertEquals("time_ns,width_mm,source,doubt_mm", lines.get(1));
    int good = 0;
    for (String line : lines.subList(2, lines.size())) {
      String[] cells = line.split(",", -1);
      double truth = grasps.widthAt(Long.parseLong(cells[0]) / 1e9);
      double doubt = Double.parseDouble(cells[3]);
      good += Math.abs(Double.parseDouble(cells[1]) - truth) <= doubt ? 1 : 0;
    }
    int count = lines.size() - 2;
    assertTrue(count >= 19 && good >= 0.9 * count, good + " of " + count + ", seed " + SEED);

    JsonNode json = run("width", work, "--profile", kept, "--out", second, "--json").good().json();
    assertEquals(count, json.get("pictures").asInt());
    assertEquals(
        lines.subList(1, lines.size()), Files.readAllLines(second).subList(1, lines.size()));
    run("width", work, "--profile", kept, "--out", second).refused(2, "already");
  }

  @Test
  void anEpisodesCameraIsLookedAtByItsName() throws IOException {
    Path library = folder.resolve("library");
    run("demo", "--episodes", 1, "--seconds", 1, "--library", library).good();
    String episode =
        run("list", "--library", library, "--json")
            .good()
            .json()
            .findValuesAsString("id")
            .getFirst();
    Path kept = folder.resolve("for-episode.json");
    run("width", work, "--run", clip, "--intrinsics", intrinsics, "--save", kept).good();
    Ran blind =
        run("width", episode, "--library", library, "--profile", kept, "--camera", "nowhere");
    blind.refused(2, "--camera");
    String camera = blind.err().strip().replaceAll(".*--camera (\\S+).*", "$1");
    JsonNode json =
        run("width", episode, "--library", library, "--profile", kept, "--camera", camera, "--json")
            .good()
            .json();
    assertTrue(json.get("pictures").asInt() > 5, json::toString);
    assertEquals(json.get("pictures").asInt(), json.get("unknown").asInt());
    List<Path> derived;
    try (Stream<Path> files = Files.walk(library)) {
      derived = files.filter(file -> file.endsWith("derived/gripper-width.mcap")).toList();
    }
    assertEquals(1, derived.size());
    int samples = 0;
    try (McapReader reader = McapReader.open(derived.getFirst())) {
      for (McapRecord each = reader.next(); each != null; each = reader.next()) {
        samples += each instanceof McapRecord.Message ? 1 : 0;
      }
    }
    assertEquals(json.get("pictures").asInt(), samples);
    run("check", episode, "--library", library).good();
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws IOException {
    run("width", work).refused(2, "--run", "--profile");
    run("width", work, "--run", clip).refused(2, "--intrinsics");
    run("width", work, "--run", clip, "--intrinsics", folder.resolve("no.json"))
        .refused(3, "no.json");
    run("width", work, "--run", clip, "--intrinsics", intrinsics, "--tags", "8,9")
        .refused(3, "Both finger tags were seen in 0 of");
    run("width", work, "--run", clip, "--intrinsics", intrinsics, "--tags", "8")
        .refused(2, "two numbers");
    run("width", work, "--run", clip, "--intrinsics", intrinsics, "--family", "9X9")
        .refused(2, "no family 9X9");
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{}");
    run("width", work, "--profile", broken).refused(3, "broken.json");
  }

  @Test
  void boardsAreWrittenOnceAndRefusedInWords() throws IOException {
    for (String kind : new String[] {"gripper", "charuco", "marks"}) {
      Path out = folder.resolve(kind + ".pdf");
      run("boards", "--kind", kind, "--out", out, "--ids", kind.equals("charuco") ? "0" : "0,1")
          .good();
      String pdf = Files.readString(out, StandardCharsets.ISO_8859_1);
      assertTrue(pdf.startsWith("%PDF-1.7") && pdf.endsWith("%%EOF\n"));
      run("boards", "--kind", kind, "--out", out).refused(2, "already");
    }
    Path out = folder.resolve("none.pdf");
    run("boards", "--out", out, "--square", 50).refused(2, "does not fit on A4");
    run("boards", "--out", out, "--family", "9X9").refused(2, "no family \"9X9\"", "4X4_50");
    run("boards", "--out", out, "--kind", "cat").refused(2, "gripper, charuco or marks");
    run("boards", "--out", out, "--paper", "a9").refused(2, "a4 or letter");
    run("boards", "--out", out, "--squares", "8").refused(2, "8x5");
    run("boards", "--out", out, "--kind", "marks").refused(2, "--ids");
    run("boards", "--out", out, "--kind", "gripper", "--ids", "0,50").refused(2, "no mark 50");
    assertTrue(Files.notExists(out));
  }
}
