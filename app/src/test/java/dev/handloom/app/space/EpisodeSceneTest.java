package dev.handloom.app.space;

import static dev.handloom.app.space.SmallTake.SECOND;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.app.ui.space.SpaceThing;
import dev.handloom.app.ui.space.SpaceThing.Kind;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where things of an episode were is what its samples say, and nothing is where nobody saw it.
class EpisodeSceneTest {
  private static final double NEVER = 99;
  private static final Pose ROOM_FROM_HEADSET =
      new Pose(new Vec3(0.8, 0, 0.1), Quat.about(new Vec3(0, 1, 0), 0.3));

  @TempDir Path library;

  @Test
  void placesAndJointsAreThoseOfTheLastSample() throws Exception {
    EpisodeReader episode = new SmallTake().headset(_ -> true, NEVER).write(library);
    EpisodeScene scene = scene(episode);
    StreamSamples wrist = episode.signal("visor/left-wrist").orElseThrow();
    for (long at = SECOND / 2; at < 9 * SECOND; at += 777_777_777L) {
      SpaceGroup only = only(scene.at(at));
      assertEquals("Space of visor", only.title());
      assertEquals(
          List.of("Head", "Left hand", "Right hand"),
          only.things().stream().map(SpaceThing::name).toList(),
          "controllers that were never on are not there");
      int index = wrist.indexAt(at);
      SpaceThing left = thing(only, Kind.LEFT_HAND).orElseThrow();
      assertEquals(wrist.value(index, 0), left.pose().position().x());
      assertEquals(wrist.value(index, 1), left.pose().position().y());
      assertTrue(left.seen());
      double[] joints = new double[HandPose.VALUES];
      episode.signal("visor/left-hand").orElseThrow().values(index, joints);
      assertArrayEquals(joints, left.joints());
      assertEquals(List.of(), only.missing());
    }
  }

  @Test
  void aHandThatIsNotSeenFadesAndThenIsSaidToBeMissing() throws Exception {
    EpisodeScene scene =
        scene(new SmallTake().headset(at -> at <= 2 || at >= 4, NEVER).write(library));
    assertTrue(left(scene, 2.05).orElseThrow().seen());
    assertFalse(left(scene, 2.3).orElseThrow().seen(), "not now");
    for (double second : new double[] {2.55, 3, 3.9}) {
      assertEquals(Optional.empty(), left(scene, second), "nobody knows where it is");
      assertEquals(List.of("Left hand"), only(scene.at(nanos(second))).missing());
    }
    assertTrue(left(scene, 4.1).orElseThrow().seen());
    assertEquals(List.of(), only(scene.at(nanos(4.1))).missing());
  }

  @Test
  void aTrailIsTheLastSecondAndEndsWhereItWasNotSeen() throws Exception {
    EpisodeScene scene =
        scene(new SmallTake().headset(at -> at <= 2 || at >= 4, NEVER).write(library));
    SpaceThing whole = left(scene, 1.9).orElseThrow();
    assertEquals(0.119, whole.trail().getLast().y(), 1e-3);
    assertEquals(0.109, whole.trail().getFirst().y(), 1e-3);
    List<Vec3> begun = left(scene, 4.2).orElseThrow().trail();
    assertEquals(0.140, begun.getFirst().y(), 1e-3, "not over the gap");
  }

  @Test
  void whatNobodyAlignedStaysApart() throws Exception {
    EpisodeScene scene = scene(new SmallTake().headset(_ -> true, NEVER).room().write(library));
    List<SpaceGroup> groups = scene.at(SECOND);
    assertEquals(
        List.of("Space of visor", "Space of room"),
        groups.stream().map(SpaceGroup::title).toList());
    assertTrue(groups.stream().allMatch(group -> group.note().contains("Not aligned")));
  }

  @Test
  void anAlignmentInTheEpisodeLaysTheHandsIntoTheRoom() throws Exception {
    EpisodeReader episode =
        new SmallTake()
            .headset(_ -> true, NEVER)
            .room()
            .aligned(ROOM_FROM_HEADSET, "local")
            .write(library);
    SpaceGroup room = only(scene(episode).at(SECOND));
    assertEquals("Space of room", room.title());
    assertEquals("The visor lies in it to 1.5 mm.", room.note());
    SpaceThing right = thing(room, Kind.RIGHT_HAND).orElseThrow();
    Vec3 expected = ROOM_FROM_HEADSET.apply(new Vec3(0.2, 0.11, 0));
    assertEquals(0, expected.distance(right.pose().position()), 1e-9);
    assertEquals(0, expected.distance(right.trail().getLast()), 1e-9, "its trail, too");
    assertEquals(1, thing(room, Kind.TRACKER).orElseThrow().pose().position().x(), 1e-9);
  }

  @Test
  void aCameraThatSawATouchedBoardStandsInTheHeadsetsSpaceWhileThatHolds() throws Exception {
    Pose cameraFromHeadset = ROOM_FROM_HEADSET.inverse();
    EpisodeScene scene =
        scene(
            new SmallTake().headset(_ -> true, 5).room().touched(cameraFromHeadset).write(library));
    SpaceGroup own = scene.at(nanos(4)).getFirst();
    SpaceThing camera = thing(own, Kind.CAMERA).orElseThrow();
    assertEquals("Head camera", camera.name());
    assertEquals(
        0,
        ROOM_FROM_HEADSET.position().distance(camera.pose().position()),
        1e-9,
        "where it stands");
    assertEquals("The head camera lies in it to 1.5 mm.", own.note());
    SpaceGroup after = scene.at(nanos(5.5)).getFirst();
    assertEquals(Optional.empty(), thing(after, Kind.CAMERA));
    assertEquals("Recentred at 0:05.000: its space begins elsewhere from there on.", after.note());
  }

  @Test
  void afterARecentringTheAlignmentHoldsNoMoreAndThatIsSaid() throws Exception {
    EpisodeReader episode =
        new SmallTake()
            .headset(_ -> true, 5)
            .room()
            .aligned(ROOM_FROM_HEADSET, "stage")
            .write(library);
    EpisodeScene scene = scene(episode);
    assertEquals(1, scene.at(nanos(4.99)).size());
    List<SpaceGroup> after = scene.at(nanos(5.5));
    assertEquals(2, after.size());
    SpaceGroup own = after.getFirst();
    assertEquals("Space of visor", own.title());
    assertEquals("Recentred at 0:05.000: not aligned from there on.", own.note());
    assertEquals("", after.getLast().note(), "it was aligned once");
    SpaceThing left = thing(own, Kind.LEFT_HAND).orElseThrow();
    assertEquals(-0.2, left.pose().position().x(), 1e-9);
    assertEquals(0.15, left.trail().getFirst().y(), 1e-3, "no trail from before");
    assertEquals(1, scene.at(nanos(4)).size(), "and back again");
  }

  @Test
  void aHeadsetThatStartsAnewKeepsOnlyTheRoomsOrigin() throws Exception {
    for (String space : List.of("stage", "local")) {
      EpisodeScene scene =
          scene(
              new SmallTake()
                  .headset(_ -> true, NEVER)
                  .room()
                  .aligned(ROOM_FROM_HEADSET, space)
                  .startedAnewAt(5)
                  .write(library.resolve(space)));
      assertEquals(1, scene.at(nanos(4.9)).size());
      List<SpaceGroup> after = scene.at(nanos(5.1));
      assertEquals(space.equals("stage") ? 1 : 2, after.size(), space);
      assertTrue(after.getFirst().note().contains("tarted anew at 0:05"), after::toString);
    }
  }

  @Test
  void aCameraSitsOnWhatCarriesIt() throws Exception {
    EpisodeReader episode =
        new SmallTake().room().camera(new Pose(new Vec3(0, 0, 0.3), Quat.IDENTITY)).write(library);
    SpaceThing camera = thing(only(scene(episode).at(SECOND)), Kind.CAMERA).orElseThrow();
    assertEquals("Wrist camera", camera.name());
    assertEquals(0, new Vec3(1, 0.1, 0.3).distance(camera.pose().position()), 1e-9);
  }

  @Test
  void thePictureStandsStillUntilTheOriginMoves() throws Exception {
    EpisodeScene scene = scene(new SmallTake().headset(_ -> true, 5).write(library));
    assertNotNull(only(scene.at(SECOND)).extent());
    assertEquals(only(scene.at(SECOND)).extent(), only(scene.at(4 * SECOND)).extent());
    assertNotEquals(only(scene.at(SECOND)).extent(), only(scene.at(6 * SECOND)).extent());
  }

  @Test
  void glovesAloneSayNothingOfWhereTheyAre() throws Exception {
    assertTrue(scene(new SmallTake().glove().write(library)).empty());
  }

  private static EpisodeScene scene(EpisodeReader episode) {
    return EpisodeScene.of(episode, SmallTake::side);
  }

  private static long nanos(double second) {
    return Math.round(second * SECOND);
  }

  private static Optional<SpaceThing> left(EpisodeScene scene, double second) {
    return thing(only(scene.at(nanos(second))), Kind.LEFT_HAND);
  }

  private static SpaceGroup only(List<SpaceGroup> groups) {
    assertEquals(1, groups.size(), groups::toString);
    return groups.getFirst();
  }

  private static Optional<SpaceThing> thing(SpaceGroup group, Kind kind) {
    return group.things().stream().filter(thing -> thing.kind() == kind).findFirst();
  }
}
