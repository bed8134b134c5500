package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.gripper.GripperFit;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperQuality;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.gripper.WidthModel;
import dev.handloom.calibration.quality.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GripperShelfTest {
  private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path folder = Path.of("");

  private static GripperProfile profile(String camera, Instant taken) {
    return GripperProfile.of(
        camera,
        taken,
        "test",
        GripperTags.UMI,
        FisheyeCamera.UMI_GOPRO,
        new GripperFit(
            WidthModel.middle(30, 0.5),
            80,
            new GripperQuality(Grade.GOOD, 1, 6, 0.1, 0.05, List.of())),
        null);
  }

  @Test
  void whatIsKeptIsInUseUntilItExpiresAndAnOlderOneComesBack()
      throws ProfileException, IOException {
    GripperShelf shelf = new GripperShelf(folder);
    GripperProfile old = profile("Wrist Ö", FIRST);
    GripperProfile young = profile("Wrist Ö", FIRST.plusSeconds(60));
    shelf.keep(old);
    Path file = shelf.keep(young);
    assertThrows(ProfileException.class, () -> shelf.keep(young));
    assertEquals(List.of(young.id(), old.id()), ids(shelf.history("Wrist Ö")));
    assertEquals(young.id(), current(shelf, "Wrist Ö"));

    shelf.rollBack(old);
    assertEquals(old.id(), current(shelf, "Wrist Ö"));
    shelf.expire(old, "fingers changed");
    assertEquals(young.id(), current(shelf, "Wrist Ö"));
    assertEquals("fingers changed", shelf.history("Wrist Ö").state().expired().get(old.id()));
    shelf.expire(young, "too");
    assertTrue(shelf.history("Wrist Ö").current().isEmpty());
    shelf.rollBack(old);
    assertEquals(old.id(), current(shelf, "Wrist Ö"));

    Files.writeString(file.resolveSibling("20200101-000000-000.gripper.json"), "{}");
    assertEquals(1, shelf.history("Wrist Ö").unreadable().size());
    assertEquals(2, shelf.history("Wrist Ö").profiles().size());
    assertTrue(shelf.history("wrist ö").profiles().isEmpty());
    // Gloves' shelf says nothing of them.
    assertTrue(new ProfileShelf(folder).all().isEmpty());
  }

  @Test
  void allGrippersAreListedAndADamagedNoteLosesNoProfile() throws ProfileException, IOException {
    GripperShelf shelf = new GripperShelf(folder);
    shelf.keep(profile("left", FIRST));
    Path file = shelf.keep(profile("right", FIRST));
    assertEquals(2, shelf.all().size());
    Files.writeString(file.resolveSibling("in-use.gripper.json"), "{");
    assertEquals(profile("right", FIRST).id(), current(shelf, "right"));
  }

  private static List<String> ids(GripperShelf.History history) {
    return history.profiles().stream().map(GripperProfile::id).toList();
  }

  private static String current(GripperShelf shelf, String camera) throws ProfileException {
    return shelf.history(camera).current().orElseThrow().id();
  }
}
