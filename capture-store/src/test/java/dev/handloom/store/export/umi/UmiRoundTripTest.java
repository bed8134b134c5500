package dev.handloom.store.export.umi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetCheck;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetReport;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.export.DatasetDraft;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.DatasetOutcome;
import dev.handloom.store.export.DatasetRun;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.egodex.EgoDexFormat;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.importer.BundleMaker;
import dev.handloom.store.importer.DatasetImport;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.importer.rows.EvenRows;
import dev.handloom.store.library.Library;
import dev.handloom.store.zarr.ArrayHeader;
import dev.handloom.store.zarr.Packing;
import dev.handloom.store.zarr.ZarrArray;
import dev.handloom.store.zarr.ZarrFile;
import dev.handloom.store.zarr.ZarrType;
import dev.handloom.store.zarr.ZarrZipWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A take with a place, a width and a camera, out into a buffer and in again.
class UmiRoundTripTest {
  private static final double HZ = 30;
  private static final int ROWS = 40;
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  @TempDir Path folder;

  private static Pose place(int row) {
    double s = row / HZ;
    return new Pose(
        new Vec3(0.1 * s, 0.2 - 0.05 * s, -0.3), Quat.about(new Vec3(1, 2, 3), 0.2 + 0.1 * row));
  }

  private static Numbers numbers(StreamSpec spec, long[] nanos, double[][] values) {
    return new Numbers(spec, nanos, values, Sample.UNBOUNDED);
  }

  private static EpisodeDraft draft(boolean withWidth) {
    EvenRows times = EvenRows.of(ROWS, HZ, new double[0], 1_795_000_000_000_000_000L);
    double[][] poses = new double[ROWS][];
    double[][] widths = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      Vec3 at = place(row).position();
      Quat q = place(row).rotation();
      poses[row] = new double[] {at.x(), at.y(), at.z(), q.x(), q.y(), q.z(), q.w()};
      widths[row] = new double[] {0.08 - 0.001 * row};
    }
    List<Numbers> all = new ArrayList<>();
    all.add(numbers(EvenRows.poses("gripper-tracker/pose", HZ), times.nanos(), poses));
    if (withWidth) {
      Channel width = new Channel("width", Unit.METRE, -0.5, 0.5);
      all.add(
          numbers(
              StreamSpec.signal("gripper/width", List.of(width), HZ, DeviceTicks.MADE_UP),
              times.nanos(),
              widths));
    }
    Pictures camera =
        new Pictures(
            "wrist-camera/video", HZ, times.nanos(), true, new EpisodeDraft.From.Stills(new Bar()));
    return new EpisodeDraft(
        "a test",
        "Fold",
        "",
        "",
        times.beganUnixNanos(),
        times.doubtNanos(),
        times.stopNanos(),
        all,
        List.of(camera),
        List.of(),
        List.of());
  }

  /// A bright bar that moves over grey.
  private record Bar() implements EpisodeDraft.Decoded {
    @Override
    public int count() {
      return ROWS;
    }

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public void read(int at, ByteBuffer bgra) {
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        byte level = (byte) (i % WIDTH / 8 == at % 8 ? 220 : 90);
        bgra.put(4 * i, level).put(4 * i + 1, level).put(4 * i + 2, level);
      }
    }
  }

  private static Bundle made(Library library, boolean withWidth) throws IOException {
    return new BundleMaker(library, "test").make(draft(withWidth), () -> {}).bundle();
  }

  private static DatasetDraft drafted(List<Bundle> bundles, DatasetFormat format)
      throws DatasetException {
    return DatasetDraft.of(
        bundles,
        format,
        Wish.USUAL,
        new DatasetOptions(
            DatasetOptions.USUAL.coding(),
            DatasetOptions.USUAL.tableMegabytes(),
            DatasetOptions.USUAL.videoMegabytes(),
            Map.of("side", "32")),
        new DatasetDraft.Choice(false, false));
  }

  private static void export(List<Bundle> bundles, DatasetFormat format, Path out)
      throws Exception {
    DatasetDraft draft = drafted(bundles, format);
    DatasetOutcome outcome =
        new DatasetRun(
                new DatasetOrder(
                    out,
                    format,
                    draft.plan(),
                    draft.options(),
                    draft.episodes(),
                    false,
                    false,
                    new DatasetOrder.Labels("Test", "", List.of(), List.of(), "test")),
                DatasetFormats.gate(),
                () -> false)
            .run(ExportProgress.none());
    assertEquals(DatasetOutcome.State.EXPORTED, outcome.state(), outcome::toString);
  }

  @Test
  void aBufferHoldsWhatWasMeasuredAndComesBack() throws Exception {
    Path out = folder.resolve("umi");
    Path again = folder.resolve("again");
    try (Library library = Library.open(folder.resolve("library"));
        Library other = Library.open(folder.resolve("other"))) {
      export(List.of(made(library, true), made(library, true)), new UmiFormat(), out);
      try (ZarrFile file = ZarrFile.open(out.resolve(UmiFormat.FILE), Map.of())) {
        long[] ends = file.array("meta/episode_ends").orElseThrow().longs(0, 2);
        assertArrayEquals(new long[] {ROWS, 2 * ROWS}, ends);
        double[] at = file.array("data/robot0_eef_pos").orElseThrow().doubles(ROWS + 7, 1);
        assertEquals(place(7).position().x(), at[0], 1e-6);
        ZarrArray turned = file.array("data/robot0_eef_rot_axis_angle").orElseThrow();
        for (int row = 0; row < ROWS; row++) {
          double[] v = turned.doubles(row, 1);
          double angle = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
          assertTrue(angle <= Math.PI + 1e-6, "Row " + row + " turns by " + angle);
          Quat back = Quat.about(new Vec3(v[0], v[1], v[2]), angle);
          assertEquals(0, back.angleTo(place(row).rotation()), 1e-3, "Row " + row);
        }
        ZarrArray pictures = file.array("data/camera0_rgb").orElseThrow();
        assertEquals(List.of(2L * ROWS, 32L, 32L, 3L), pictures.header().shape());
        ByteBuffer first = pictures.rows(0, 1);
        // The bar lies in the cut-off left eighth of the picture, so that the middle is grey.
        assertEquals(90, first.get(16 * 32 * 3 + 16 * 3) & 0xFF, 8);
      }
      DatasetImport.Outcome outcome =
          new DatasetImport(other, "test")
              .run(
                  DatasetImport.format(out).orElseThrow(),
                  out,
                  null,
                  DatasetImport.Wording.NONE,
                  false,
                  CheckProgress.none());
      assertEquals(2, outcome.imported(), outcome::toString);
      List<Bundle> back = new ArrayList<>();
      for (DatasetImport.Episode each : outcome.episodes()) {
        BundleMaker.Made one = each.made();
        assertNotNull(one);
        back.add(one.bundle());
      }
      EpisodeReader episode = EpisodeReader.open(back.getLast());
      assertEquals("Fold", episode.manifest().task());
      StreamSamples width = episode.signal("robot0/gripper").orElseThrow();
      assertEquals(0.08 - 0.001 * 7, width.value(7, 0), 1e-6);
      export(back, new UmiFormat(), again);
      same(out.resolve(UmiFormat.FILE), again.resolve(UmiFormat.FILE));
    }
  }

  private static void same(Path one, Path other) throws IOException {
    try (ZarrFile a = ZarrFile.open(one, Map.of());
        ZarrFile b = ZarrFile.open(other, Map.of())) {
      assertEquals(a.namesIn("data"), b.namesIn("data"));
      for (String name : a.namesIn("data")) {
        if (!name.endsWith("_rgb") && !name.equals("timestamp")) {
          assertArrayEquals(
              a.array("data/" + name).orElseThrow().doubles(0, 2 * ROWS),
              b.array("data/" + name).orElseThrow().doubles(0, 2 * ROWS),
              1e-6,
              name);
        }
      }
    }
  }

  @Test
  void whatIsLackingIsSaid() throws Exception {
    try (Library library = Library.open(folder.resolve("library"))) {
      List<Bundle> bundles = List.of(made(library, false));
      DatasetException e =
          assertThrows(DatasetException.class, () -> drafted(bundles, new UmiFormat()));
      assertTrue(
          String.valueOf(e.getMessage()).contains("how far the gripper is open"), e.getMessage());
      e = assertThrows(DatasetException.class, () -> drafted(bundles, new EgoDexFormat()));
      assertTrue(String.valueOf(e.getMessage()).contains("EgoDex is about hands"), e.getMessage());
    }
  }

  /// A buffer of one gripper; a number or a piece is spoilt.
  private Path buffer(String name, long[] ends, int badRow, double bad, boolean withoutPiece)
      throws IOException {
    Path path = folder.resolve(name + ".zarr.zip");
    try (ZarrZipWriter out = new ZarrZipWriter(path)) {
      ByteBuffer raw = ByteBuffer.allocate(8 * ends.length).order(ByteOrder.LITTLE_ENDIAN);
      for (long end : ends) {
        raw.putLong(end);
      }
      out.array(
          "meta/episode_ends",
          ArrayHeader.of(
              List.of((long) ends.length), List.of(ends.length), ZarrType.INT64, Packing.NONE),
          Map.of());
      out.chunk("meta/episode_ends", raw.array(), 0);
      Map<String, Integer> columns =
          Map.of(
              "eef_pos", 3,
              "eef_rot_axis_angle", 3,
              "gripper_width", 1,
              "demo_start_pose", 6,
              "demo_end_pose", 6);
      for (Map.Entry<String, Integer> column : columns.entrySet()) {
        String array = "data/robot0_" + column.getKey();
        int width = column.getValue();
        out.array(
            array,
            ArrayHeader.of(
                List.of(60L, (long) width), List.of(30, width), ZarrType.FLOAT32, Packing.ZSTD),
            Map.of());
        for (int chunk = 0; chunk < 2; chunk++) {
          ByteBuffer rows = ByteBuffer.allocate(30 * width * 4).order(ByteOrder.LITTLE_ENDIAN);
          for (int row = chunk * 30; row < chunk * 30 + 30; row++) {
            for (int i = 0; i < width; i++) {
              boolean spoilt = row == badRow && column.getKey().equals("eef_pos");
              rows.putFloat((float) (spoilt ? bad : 0.001 * row));
            }
          }
          if (!(withoutPiece && chunk == 1 && column.getKey().equals("eef_pos"))) {
            out.chunk(array, Packing.ZSTD.pack(rows.array()), chunk, 0);
          }
        }
      }
      out.finish();
    }
    return path;
  }

  private static List<Code> found(Path buffer) {
    DatasetReport report = DatasetCheck.of(buffer).orElseThrow();
    return report.findings().stream().map(finding -> finding.code()).toList();
  }

  @Test
  void plantedFaultsAreFound() throws Exception {
    long[] ends = {30, 60};
    assertEquals(List.of(), found(buffer("sound", ends, -1, 0, false)));
    assertTrue(found(buffer("nan", ends, 7, Double.NaN, false)).contains(Code.VALUE_BAD));
    assertTrue(found(buffer("leap", ends, 41, 3, false)).contains(Code.LEAP));
    assertTrue(found(buffer("hole", ends, -1, 0, true)).contains(Code.VALUE_BAD));
    assertTrue(
        found(buffer("order", new long[] {30, 30, 60}, -1, 0, false)).contains(Code.EPISODE_ORDER));
    assertTrue(found(buffer("short", new long[] {30, 59}, -1, 0, false)).contains(Code.ROW_COUNT));
    Path cut = folder.resolve("cut.zarr.zip");
    byte[] whole = Files.readAllBytes(folder.resolve("sound.zarr.zip"));
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertEquals(List.of(Code.UNREADABLE), found(cut));
  }
}
