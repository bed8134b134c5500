package dev.handloom.preview.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManifestProposalTest {
  private static final StreamSpec CAMERA =
      StreamSpec.video("head/video", new FrameFormat(64, 48, FrameFormat.Pixels.BGRA), 30, null);

  private static StreamSpec derived(String name, Channel... channels) {
    return new StreamSpec(name, StreamKind.SIGNAL, List.of(channels), 100, null, null, "profile 1");
  }

  @Test
  void doubtsAreNotWhereABodyIsAndCalibratedAnglesStandForTheRaw() throws Exception {
    Wants wants =
        ManifestProposal.of(
            List.of(CAMERA),
            List.of(
                StreamSpec.signal(
                    "glove/fingers", List.of(new Channel("index", Unit.COUNT, 0, 4095)), 100, null),
                derived(
                    "glove/joint-angles",
                    new Channel("index_flexion", Unit.RADIAN, 0, 2),
                    new Channel("index_flexion_bound", Unit.RADIAN, 0, 2)),
                derived(
                    "wrist/gripper-width",
                    new Channel("width", Unit.METRE, 0, 0.1),
                    new Channel("doubt", Unit.METRE, 0, 0.1),
                    new Channel("source", Unit.NONE, 0, 4))));
    assertEquals(
        List.of("glove/joint-angles.index_flexion", "wrist/gripper-width.width"),
        wants.state().stream().map(c -> c.name()).toList());
  }

  @Test
  void withoutACameraThereIsNothingToDream() {
    assertThrows(ExampleException.class, () -> ManifestProposal.of(List.of(), List.of()));
  }
}
