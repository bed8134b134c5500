package dev.handloom.store.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.dataset.PlanProposal.LeftOut;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanProposalTest {
  private static final StreamSpec ARM =
      StreamSpec.signal(
          "arm/joints",
          List.of(new Channel("elbow", Unit.RADIAN, -3, 3), new Channel("grip", Unit.SWITCH, 0, 1)),
          100,
          null);
  private static final StreamSpec RAW =
      StreamSpec.signal(
          "left-glove/fingers", List.of(new Channel("thumb", Unit.COUNT, 0, 4095)), 100, null);
  private static final StreamSpec HAND = HandPose.spec("left-glove/hand", 100, "maker 1");
  private static final StreamSpec TELL =
      StreamSpec.signal("arm/command", List.of(new Channel("elbow", Unit.RADIAN, -3, 3)), 50, null);
  private static final StreamSpec BATTERY =
      StreamSpec.signal("arm/battery", List.of(new Channel("volts", Unit.VOLT, 0, 20)), 1, null);

  private static StreamSpec camera(String name, int width, int height) {
    return StreamSpec.video(
        name, new FrameFormat(width, height, FrameFormat.Pixels.BGRA), 30, null);
  }

  private static EpisodeStreams episode(int number, StreamSpec... specs) {
    Map<String, StreamSpec> named = new TreeMap<>();
    for (StreamSpec spec : specs) {
      named.put(spec.name(), spec);
    }
    String id = "20261122-00000000" + number + "-k7qz24md";
    List<Manifest.StreamEntry> entries =
        named.values().stream()
            .map(s ->
                new Manifest.StreamEntry(
                    s.name(),
                    s.kind().name(),
                    s.maker(),
                    s.nominalHz(),
                    s.channels().size(),
                    100,
                    100,
                    0,
                    1_000_000_000,
                    0,
                    0,
                    0,
                    null,
                    100))
            .toList();
    Manifest manifest =
        new Manifest(
            1,
            id,
            "task",
            "",
            "rig",
            Manifest.State.COMPLETE,
            "",
            new Manifest.Times(0, 1_000_000_000, new StudioClock.Anchor(0, 0, 0)),
            entries,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "test");
    return new EpisodeStreams(new Bundle(Path.of(id)), manifest, named);
  }

  private static List<String> names(List<LeftOut> leftOut) {
    return leftOut.stream().map(LeftOut::stream).toList();
  }

  @Test
  void whatAllHaveAlikeIsInItInAStableOrder() throws Exception {
    StreamSpec[] some = {ARM, HAND, RAW, BATTERY, camera("head/video", 640, 480)};
    StreamSpec[] turned = {camera("head/video", 320, 240), BATTERY, RAW, HAND, ARM};
    PlanProposal proposal =
        PlanProposal.of(List.of(episode(1, some), episode(2, turned)), Wish.USUAL);
    DatasetPlan plan = proposal.plan();
    assertEquals(List.of("arm_joints.elbow", "arm_joints.grip"), plan.names());
    assertEquals(List.of("rad", "on/off"), plan.streams().getFirst().units());
    assertEquals(List.of("left-glove/hand"), plan.hands().stream().map(Part::stream).toList());
    assertEquals(List.of(new View("head/video", "head", 320, 240)), plan.views());
    assertEquals(30, plan.rate().hz());
    assertEquals(ActionRule.NEXT_STATE, plan.actions());
    assertEquals(List.of("arm/battery", "left-glove/fingers"), names(proposal.leftOut()));
    assertTrue(proposal.leftOut().getFirst().why().contains("too rarely"));
    assertTrue(proposal.leftOut().get(1).why().contains("“left-glove/hand” is made of it"));
  }

  @Test
  void aStreamThatOneLacksIsLeftOutOrTheOneIs() throws Exception {
    EpisodeStreams whole = episode(1, ARM, camera("head/video", 640, 480));
    EpisodeStreams blind = episode(2, ARM);
    PlanProposal all = PlanProposal.of(List.of(whole, blind), Wish.USUAL);
    assertTrue(all.plan().views().isEmpty());
    assertTrue(
        all.leftOut().getFirst().why().contains("1 of 2 episodes do not have it"),
        all.leftOut().toString());
    Wish needs =
        new Wish(10, ActionRule.STEP, 500, 100, List.of("head/video"), List.of(), 24, null);
    PlanProposal seeing = PlanProposal.of(List.of(whole, blind), needs);
    assertEquals(List.of(new View("head/video", "head", 100, 76)), seeing.plan().views());
    assertEquals(blind.bundle(), seeing.unfit().getFirst().bundle());
    assertEquals(10, seeing.plan().rate().hz());
  }

  @Test
  void picturesOfAnotherShapeAreNotMixed() throws Exception {
    PlanProposal proposal =
        PlanProposal.of(
            List.of(
                episode(1, ARM, camera("head/video", 640, 480)),
                episode(2, ARM, camera("head/video", 640, 360))),
            Wish.USUAL);
    assertTrue(proposal.plan().views().isEmpty());
    assertTrue(proposal.leftOut().getFirst().why().contains("others in 1 of 2"));
  }

  @Test
  void commandsAreTheActionWhereThereAreSome() throws Exception {
    DatasetPlan plan = PlanProposal.of(List.of(episode(1, ARM, TELL)), Wish.USUAL).plan();
    assertEquals(ActionRule.COMMANDED, plan.actions());
    assertEquals(List.of("arm_command.elbow"), plan.actionNames());
    assertEquals(2, plan.width());
    Wish commanded = new Wish(0, ActionRule.COMMANDED, 500, 0, List.of(), List.of(), 24, null);
    assertThrows(
        DatasetException.class, () -> PlanProposal.of(List.of(episode(1, ARM)), commanded));
  }

  @Test
  void whatAModelPredictedIsNeverData() throws Exception {
    StreamSpec dream =
        new StreamSpec(
            "arm/dream", ARM.kind(), ARM.channels(), 100, null, null, "predicted by a model");
    PlanProposal proposal = PlanProposal.of(List.of(episode(1, ARM, dream)), Wish.USUAL);
    assertEquals(List.of("arm/dream"), names(proposal.leftOut()));
    assertEquals(2, proposal.plan().width());
  }

  @Test
  void withoutNumbersThereIsNone() {
    assertThrows(
        DatasetException.class,
        () -> PlanProposal.of(List.of(episode(1, camera("head/video", 640, 480))), Wish.USUAL));
    assertThrows(DatasetException.class, () -> PlanProposal.of(List.of(), Wish.USUAL));
  }
}
