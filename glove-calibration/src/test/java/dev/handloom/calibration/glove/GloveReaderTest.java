package dev.handloom.calibration.glove;

import static dev.handloom.calibration.glove.Sense.CURL;
import static dev.handloom.calibration.glove.Sense.DIP;
import static dev.handloom.calibration.glove.Sense.MCP;
import static dev.handloom.calibration.glove.Sense.OPPOSITION;
import static dev.handloom.calibration.glove.Sense.PIP;
import static dev.handloom.calibration.glove.Sense.SPREAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The names that drivers give to the channels of gloves.
class GloveReaderTest {
  private static StreamSpec spec(Unit unit, String... names) {
    return StreamSpec.signal(
        "glove/fingers",
        Arrays.stream(names).map(name -> new Channel(name, unit, 0, 4095)).toList(),
        60,
        null);
  }

  private static List<Sense> senses(String... names) {
    return GloveReader.of(spec(Unit.COUNT, names), HandSide.LEFT).channels().stream()
        .map(SensedChannel::sense)
        .toList();
  }

  @Test
  void channelsAreKnownByTheirNames() {
    assertEquals(List.of(CURL, SPREAD), senses("index_curl", "index_splay"));
    assertEquals(
        List.of(OPPOSITION, MCP, MCP, DIP),
        senses("thumb_cmc", "thumb_mcp", "thumb_pip", "thumb_dip"));
    assertEquals(
        List.of(SPREAD, MCP, DIP), senses("ring_mcp_abduction", "ring_mcp_flexion", "ring_dip"));
    assertEquals(
        List.of(DIP, MCP, SPREAD, OPPOSITION),
        senses("thumb_dip", "thumb_pip", "thumb_mcp_split", "thumb_mcp_roll"));
    assertEquals(List.of(DIP, PIP, SPREAD), senses("index_dip", "index_pip", "index_mcp_split"));
    assertEquals(
        List.of(SPREAD, OPPOSITION, MCP, DIP),
        senses("thumb_abduction", "thumb_1", "thumb_2", "thumb_3"));
    assertEquals(
        List.of(SPREAD, MCP, PIP, DIP), senses("pinky_abduction", "pinky_1", "pinky_2", "pinky_3"));
    assertEquals(
        List.of(MCP, PIP, DIP, DIP),
        senses("index_joint_0", "index_joint_1", "index_joint_2", "index_joint_3"));
    assertEquals(
        List.of(OPPOSITION, MCP, DIP), senses("thumb_joint_0", "thumb_joint_1", "thumb_joint_2"));
  }

  @Test
  void aFingerIsKnownByBothItsNames() {
    var channels =
        GloveReader.of(spec(Unit.RADIAN, "pinky_1", "little_2", "unexplained_3"), HandSide.LEFT)
            .channels();
    assertEquals(Finger.LITTLE, channels.get(0).finger());
    assertEquals(Finger.LITTLE, channels.get(1).finger());
    assertFalse(channels.get(2).useful());
    assertTrue(channels.get(0).angle());
  }

  @Test
  void aJoystickIsNoGlove() {
    assertFalse(GloveReader.fits(spec(Unit.COUNT, "joystick_x", "joystick_y", "trigger")));
    assertFalse(GloveReader.fits(spec(Unit.COUNT, "index_curl")));
    assertTrue(GloveReader.fits(spec(Unit.COUNT, "index_curl", "middle_curl")));
  }

  @Test
  void aSkeletonWithBonesAsNumbersIsRead() {
    List<String> joints = new ArrayList<>(List.of("hand"));
    for (String finger : List.of("thumb", "index", "middle", "ring", "pinky")) {
      for (int bone = finger.equals("thumb") ? 1 : 0; bone <= 3; bone++) {
        joints.add(finger + "_0" + bone);
      }
    }
    List<String> channels = new ArrayList<>();
    for (String joint : joints) {
      for (String part : List.of("x", "y", "z", "qx", "qy", "qz", "qw")) {
        channels.add(joint + "_" + part);
      }
    }
    GloveReader reader =
        GloveReader.of(spec(Unit.METRE, channels.toArray(String[]::new)), HandSide.RIGHT);
    assertEquals(20, reader.channels().size());
    assertEquals(PIP, reader.channels().get(6).sense());
    // Without fingertips nothing shows the end joint.
    assertFalse(reader.channels().get(7).useful());
  }

  @Test
  void thumbsThatAreNamedLikeFingersBeginAtTheWrist() {
    for (List<String> parts :
        List.of(
            List.of("proximal", "medial", "distal", "tip"),
            List.of("knuckle", "intermediate_base", "intermediate_tip", "tip"))) {
      List<String> channels = new ArrayList<>();
      for (String axis : List.of("_x", "_y", "_z")) {
        channels.add("left_hand" + axis);
      }
      for (String finger : List.of("thumb", "index", "middle", "ring", "little")) {
        for (String part : parts) {
          for (String axis : List.of("_x", "_y", "_z")) {
            channels.add("left_" + finger + "_" + part + axis);
          }
        }
      }
      StreamSpec spec = spec(Unit.METRE, channels.toArray(String[]::new));
      assertTrue(
          GloveReader.of(spec, HandSide.LEFT).channels().stream().allMatch(SensedChannel::useful),
          parts.toString());
    }
  }
}
