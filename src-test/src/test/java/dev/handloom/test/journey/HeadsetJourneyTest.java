package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.LiveRun;
import dev.handloom.app.calibrate.Outfit;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.calibrate.SimulatedWearer;
import dev.handloom.calibration.merge.JointOrigin;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.hand.JointOrder;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.disk.Disk;
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
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.export.mcap.McapExport;
import dev.handloom.store.export.mcap.McapWish;
import dev.handloom.store.hdf5.Hdf5File;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A headset sees where the wrists are, gloves feel the fingers: an episode of both holds hands
/// that lie where the scripted person's really were, and datasets of it their keypoints.
class HeadsetJourneyTest {
  private static final long AFTER_NANOS = 5_000_000_000L;
  private static final long UNPLUG_NANOS = 3_000_000_000L;
  private static final long LIMIT_NANOS = 180_000_000_000L;

  /// Of a calibrated glove, over all joints and times; measured 2.1 mm in the median and 10 mm in
  /// 95 of 100 cases, most of it the glove's.
  private static final double MEDIAN_MM = 6;

  private static final double MOST_MM = 20;

  /// Of the wrist, which the headset sees with a shiver of its own; measured 1.1 mm.
  private static final double WRIST_MM = 4;

  @TempDir Path folder;

  @Test
  void mergedHandsLieWhereTheHandsWereAndComeBackAsKeypoints() throws Exception {
    try (Workplace workplace = Workplace.open(rig(), DelayBook.EMPTY);
        Library library = Library.open(folder.resolve("library"))) {
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      calibrate(workplace, Outfit.shelf(library));
      Truth truth = workplace.simulation().orElseThrow().truth();
      Bundle bundle = record(workplace, library);
      EpisodeReader episode = EpisodeReader.open(bundle);

      MergedErrors left = MergedErrors.of(episode, truth, HandSide.LEFT, true);
      MergedErrors seen = MergedErrors.of(episode, truth, HandSide.LEFT, false);
      MergedErrors right = MergedErrors.of(episode, truth, HandSide.RIGHT, true);
      System.out.println("Left, calibrated: " + left.words());
      System.out.println("Left, stood in for by the headset: " + seen.words());
      System.out.println("Right, guessed from its range: " + right.words());
      assertTrue(left.median(null) < MEDIAN_MM, left.words());
      assertTrue(left.most(null) < MOST_MM, left.words());
      assertTrue(seen.most(null) < MOST_MM, seen.words());
      for (MergedErrors each : List.of(left, seen, right)) {
        assertTrue(each.median(HandJoint.WRIST) < WRIST_MM, each.words());
      }
      assertTrue(left.median(HandJoint.INDEX_TIP) < right.median(HandJoint.INDEX_TIP));
      assertTrue(left.count(JointOrigin.SEEN) > 30, "the headset stood in for the glove");
      assertTrue(
          left.count(JointOrigin.GLOVE_MEASURED) + left.count(JointOrigin.GLOVE_INFERRED) > 100,
          left.words());
      assertTrue(right.count(JointOrigin.GLOVE_ASSUMED) > 200, right.words());

      keypoints(bundle, episode, truth, left);
      transforms(bundle);
      files(bundle, episode);
    }
  }

  private static RigFile rig() {
    List<DeviceConfig> devices = new ArrayList<>();
    for (String name : List.of("left-glove", "right-glove", "openxr-headset", "head-camera")) {
      DeviceConfig config = SimulatedRig.config(name);
      if (name.endsWith("glove")) {
        Map<String, String> settings = new HashMap<>(config.settings());
        settings.put("wrist", "openxr-headset");
        config = config.with(settings);
      }
      devices.add(config);
    }
    return new RigFile("Headset and gloves", 3, devices);
  }

  private static void calibrate(Workplace workplace, ProfileShelf shelf) throws Exception {
    RigGlove glove = RigGlove.find(workplace, "left-glove").orElseThrow();
    Profile.Wearing wearing =
        new Profile.Wearing(
            "Ann", glove.name(), glove.side(), HandSize.ADULT, EnumSet.allOf(Finger.class));
    try (LiveRun run =
        LiveRun.calibrate(glove, wearing, shelf, "test", SimulatedWearer.of(workplace, glove))) {
      await("the glove is calibrated", () -> run.look().state().over());
      assertEquals(RunState.DONE, run.look().state(), () -> run.look().words());
    }
    assertTrue(Outfit.put(workplace, Outfit.choose(workplace, shelf, "Ann")));
  }

  private static Bundle record(Workplace workplace, Library library) throws Exception {
    try (EpisodeRecorder recorder =
        new EpisodeRecorder(
            workplace.rig().hub(),
            workplace.rig().devices(),
            library,
            RecorderOptions.standard("Handloom test"))) {
      recorder.start(TakePlan.of("pour"));
      await("a while", () -> recorder.status().elapsedNanos() > UNPLUG_NANOS);
      workplace
          .simulation()
          .orElseThrow()
          .device("left-glove")
          .misbehave(new Misbehaviour.Unplug(Duration.ofSeconds(2)));
      DeviceState live = DeviceState.LIVE;
      Device glove = workplace.rig().device("left-glove").orElseThrow();
      await("the glove is away", () -> glove.state().get() != live);
      await("the glove is back", () -> glove.state().get() == live);
      long back = recorder.status().elapsedNanos();
      await("a while more", () -> recorder.status().elapsedNanos() > back + AFTER_NANOS);
      return recorder.stop("enough").orElseThrow().bundle();
    }
  }

  private static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "In vain: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// Rows of a LeRobot dataset hold the same points as the wrist sees them.
  private void keypoints(Bundle bundle, EpisodeReader episode, Truth truth, MergedErrors live)
      throws Exception {
    Path out = folder.resolve("lerobot");
    export(bundle, "lerobot", Map.of("keypoints", "both"), out);
    long studio = episode.manifest().times().anchor().studioNanos();
    long unix = episode.manifest().times().anchor().unixNanos();
    WorldHand world = new WorldHand(HandSide.LEFT);
    List<Double> errors = new ArrayList<>();
    try (ParquetFile table = ParquetFile.open(out.resolve("data/chunk-000/file-000.parquet"))) {
      RowAssembler rows = table.assemble(0, null);
      int number = 0;
      for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
        List<?> mediapipe = list(row, "observation.keypoints.left.mediapipe");
        List<?> mano = list(row, "observation.keypoints.left.mano");
        List<?> sure = list(row, "observation.keypoints.left.mano_confidence");
        List<?> wrist = list(row, "observation.keypoints.left.wrist");
        assertEquals(3 * 21, mediapipe.size());
        assertEquals(21, sure.size());
        if (number++ % 24 == 0) {
          assertEquals(0, number(wrist, 0), 1e-6, "a chunk begins where it begins");
          assertEquals(1, number(wrist, 6), 1e-6);
        }
        long at =
            studio
                + ((Number) Objects.requireNonNull(row.get("capture.unix_ns"))).longValue()
                - unix;
        world.at(truth.at(at));
        for (int place = 0; place < 21; place++) {
          Vec3 point = point(mediapipe, place);
          HandJoint joint = JointOrder.MEDIAPIPE_21.at(place);
          assertNotNull(joint);
          errors.add(1000 * point.distance(world.local(joint).position()));
          double confidence = number(sure, place);
          assertTrue(confidence >= 0 && confidence <= 1, "confidence " + confidence);
        }
        // Little and ring change places, and the tips come last.
        assertEquals(0, point(mano, 7).distance(point(mediapipe, 17)), 1e-6);
        assertEquals(0, point(mano, 17).distance(point(mediapipe, 8)), 1e-6);
      }
      assertTrue(number > 100, number + " rows");
    }
    errors.sort(null);
    double median = errors.get(errors.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "Keypoints read back: %.1f mm (95 %%: %.1f) as the wrist sees them%n",
        median,
        errors.get((int) (0.95 * errors.size())));
    assertTrue(median < live.median(null) + 2, "rows are as good as what was recorded");
  }

  private static List<?> list(Map<String, @Nullable Object> row, String key) {
    if (row.get(key) instanceof List<?> list) {
      return list;
    }
    throw new AssertionError("There is no list " + key + " among " + row.keySet());
  }

  private static double number(List<?> list, int at) {
    return ((Number) list.get(at)).doubleValue();
  }

  private static Vec3 point(List<?> list, int place) {
    return new Vec3(
        number(list, 3 * place), number(list, 3 * place + 1), number(list, 3 * place + 2));
  }

  /// EgoDex finds the headset's head, and its confidences are those of the joints.
  private void transforms(Bundle bundle) throws Exception {
    Path out = folder.resolve("egodex");
    export(bundle, "egodex", Map.of("fov", "70"), out);
    try (Hdf5File file = Hdf5File.open(out.resolve("pour/0.hdf5"))) {
      double[] sure = file.doubles(file.dataset("confidences/leftIndexFingerTip").orElseThrow());
      double[] guessed =
          file.doubles(file.dataset("confidences/rightIndexFingerTip").orElseThrow());
      assertTrue(median(sure) > 0.35, "calibrated: " + median(sure));
      assertEquals(0.3, Arrays.stream(guessed).min().orElseThrow(), 0.01, "guessed");
    }
  }

  /// Beside a merged hand in an MCAP stand its keypoints, and how far each is to be trusted.
  private void files(Bundle bundle, EpisodeReader episode) throws Exception {
    Path out = Files.createDirectories(folder.resolve("mcap"));
    McapWish wish = new McapWish(true, false, false, List.of(JointOrder.MEDIAPIPE_21));
    ExportResult result =
        new ExportRun(new McapExport(Disk.ofThisMachine(), out, wish, "test"), () -> false)
            .run(List.of(bundle), ExportProgress.none())
            .getFirst();
    assertEquals(ExportResult.State.EXPORTED, result.state(), result::message);
    StreamSamples said = episode.signal("left-glove/merged-joints").orElseThrow();
    List<String> names = said.spec().channels().stream().map(Channel::name).toList();
    Map<Integer, String> topics = new HashMap<>();
    PayloadReader read = new PayloadReader();
    int messages = 0;
    try (McapReader in = McapReader.open(result.file())) {
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        if (record instanceof McapRecord.Channel channel) {
          topics.put(channel.id(), channel.topic());
        } else if (record instanceof McapRecord.Message message
            && "/left-glove/merged-hand/mediapipe_confidence"
                .equals(topics.get(message.channelId()))) {
          read.read(Form.OWN, message.data());
          assertEquals(said.captureNanos(messages), read.captureNanos());
          for (int place = 0; place < 21; place++) {
            HandJoint joint = Objects.requireNonNull(JointOrder.MEDIAPIPE_21.at(place));
            int channel = names.indexOf(joint.name().toLowerCase(Locale.ROOT) + "_confidence");
            assertEquals(said.value(messages, channel), read.value(place), 0, joint::name);
          }
          messages++;
        }
      }
    }
    assertEquals(said.size(), messages);
    assertTrue(topics.containsValue("/openxr-headset/right-hand/mediapipe_confidence"));
    assertTrue(topics.containsValue("/openxr-headset/right-hand/mediapipe"));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void export(Bundle bundle, String name, Map<String, String> extra, Path out)
      throws Exception {
    DatasetFormat format = DatasetFormats.named(name).orElseThrow();
    DatasetOptions usual = DatasetOptions.USUAL;
    DatasetDraft draft =
        DatasetDraft.of(
            List.of(bundle),
            format,
            Wish.USUAL,
            new DatasetOptions(
                usual.coding(), usual.tableMegabytes(), usual.videoMegabytes(), extra),
            new DatasetDraft.Choice(false, false));
    for (String part :
        List.of("left-glove/hand", "openxr-headset/left-hand", "left-glove/merged-joints")) {
      assertTrue(
          draft.plan().streams().stream().noneMatch(each -> each.stream().equals(part)),
          part + " is in a merged hand");
    }
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
}
