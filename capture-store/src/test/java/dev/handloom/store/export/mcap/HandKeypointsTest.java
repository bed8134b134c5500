package dev.handloom.store.export.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.JointOrder;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportResult.State;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandKeypointsTest {
  private static final DeviceConfig SHAPED =
      new DeviceConfig("shaped", "shaped", "shaped", "fake:shaped", Map.of(), 0);

  @TempDir Path folder;

  private ExportResult export(Bundle bundle, List<JointOrder> orders) throws Exception {
    McapExport export =
        new McapExport(
            Disk.ofThisMachine(), folder, new McapWish(true, false, false, orders), "test");
    return new ExportRun(export, () -> false)
        .run(List.of(bundle), ExportProgress.none())
        .getFirst();
  }

  @Test
  void theyStandBesideTheHandAsItsWristSeesThem() throws Exception {
    try (FakeRig rig = new FakeRig(SHAPED)) {
      Bundle bundle = Takes.record(rig, folder.resolve("library"), 24);
      ExportResult result = export(bundle, List.of(JointOrder.MEDIAPIPE_21, JointOrder.MANO_21));
      assertEquals(State.EXPORTED, result.state(), result.message());
      assertEquals("", result.message());
      TopicsOfFile topics = TopicsOfFile.read(result.file());
      StreamSamples hand = EpisodeReader.open(bundle).signal("shaped/hand").orElseThrow();
      hold(topics.get("/shaped/hand/mediapipe"), JointOrder.MEDIAPIPE_21, hand);
      hold(topics.get("/shaped/hand/mano"), JointOrder.MANO_21, hand);
      // The same wish again is the same file; another wish is not.
      assertEquals(
          State.ALREADY_THERE,
          export(bundle, List.of(JointOrder.MEDIAPIPE_21, JointOrder.MANO_21)).state());
      assertEquals(State.IN_THE_WAY, export(bundle, List.of()).state());
    }
  }

  private static void hold(TopicsOfFile.Topic topic, JointOrder order, StreamSamples hand)
      throws Exception {
    assertEquals(Form.HAND.schema(), topic.schema());
    assertEquals(hand.size(), topic.messages().size());
    PayloadReader read = new PayloadReader();
    double moved = 0;
    for (int i = 0; i < hand.size(); i++) {
      read.read(Form.HAND, topic.messages().get(i).data());
      assertEquals(hand.captureNanos(i), read.captureNanos());
      assertEquals(order.count() * HandPose.PER_JOINT, read.valueCount());
      Pose wrist = pose(hand, i, HandJoint.WRIST);
      for (int place = 0; place < order.count(); place++) {
        Pose joint = pose(hand, i, Objects.requireNonNull(order.at(place)));
        int at = place * HandPose.PER_JOINT;
        // Where it is in the hand's frame, by the wrist and what the file says.
        Vec3 back = wrist.apply(new Vec3(read.value(at), read.value(at + 1), read.value(at + 2)));
        assertEquals(0, back.distance(joint.position()), 1e-9);
        Quat turned =
            new Quat(
                read.value(at + 3), read.value(at + 4), read.value(at + 5), read.value(at + 6));
        assertEquals(0, wrist.rotation().times(turned).angleTo(joint.rotation()), 1e-6);
        moved = Math.max(moved, back.distance(wrist.position()));
      }
    }
    assertTrue(moved > 0.1, "a hand reaches farther than " + moved);
  }

  private static Pose pose(StreamSamples hand, int index, HandJoint joint) {
    int at = joint.ordinal() * HandPose.PER_JOINT;
    return new Pose(
        new Vec3(hand.value(index, at), hand.value(index, at + 1), hand.value(index, at + 2)),
        new Quat(
                hand.value(index, at + 3),
                hand.value(index, at + 4),
                hand.value(index, at + 5),
                hand.value(index, at + 6))
            .unit());
  }

  @Test
  void whereThereIsNoHandItIsSaid() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.camera("cam", 64, 48, 30))) {
      Bundle bundle = Takes.record(rig, folder.resolve("library"), 24);
      ExportResult result = export(bundle, List.of(JointOrder.MANO_21));
      assertEquals(State.EXPORTED, result.state(), result.message());
      assertEquals("No keypoints: there is no hand in it.", result.message());
      assertFalse(
          TopicsOfFile.read(result.file()).byName().keySet().stream()
              .anyMatch(topic -> topic.endsWith("mano")));
    }
  }
}
