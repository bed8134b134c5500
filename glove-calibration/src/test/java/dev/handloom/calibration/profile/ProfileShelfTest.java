package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.wearer.WornGlove;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileShelfTest {
  private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

  private static Profile monday;
  private static Profile tuesday;

  @TempDir Path folder;

  @BeforeAll
  static void calibrate() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 11);
    monday = worn.profile(MONDAY);
    tuesday = worn.profile(TUESDAY);
  }

  private ProfileShelf.History history(ProfileShelf shelf) throws ProfileException {
    return shelf.history(monday.person(), monday.device());
  }

  private String current(ProfileShelf shelf) throws ProfileException {
    return history(shelf).current().map(Profile::id).orElse("none");
  }

  @Test
  void whatWasKeptSaysTheSameOfAHand() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    shelf.keep(monday, null);
    Profile back = history(shelf).profiles().getFirst();
    double[] values = monday.holds().get(4).mean();
    double[] before = new double[HandAngles.COUNT];
    double[] after = new double[HandAngles.COUNT];
    monday.model().predictor().angles(values, before);
    back.model().predictor().angles(values, after);
    assertArrayEquals(before, after);
    assertEquals(monday.quality().repeatability(), back.quality().repeatability());
    assertEquals(monday.quality().grade(), back.quality().grade());
    assertEquals(monday.size().bases()[1], back.size().bases()[1]);
    assertEquals(MONDAY, back.taken());
  }

  @Test
  void theRunIsKeptAsItCame() throws Exception {
    WornRun worn = new WornRun(WornGlove.Kind.STRINGS, 5);
    GuidedRun run = worn.begin(worn.plan());
    worn.go(run);
    ProfileShelf shelf = new ProfileShelf(folder);
    shelf.keep(monday, run.recording());
    RunRecording back = shelf.recording(monday).orElseThrow();
    RunRecording went = run.recording();
    assertEquals(went.count(), back.count());
    assertTrue(went.count() > 1000, went.count() + " samples");
    for (int s = 0; s < went.count(); s++) {
      assertEquals(went.nanos(s), back.nanos(s));
      assertEquals(went.hold(s), back.hold(s));
      for (int c = 0; c < went.channels(); c++) {
        assertEquals(went.value(s, c), back.value(s, c));
      }
    }
  }

  @Test
  void theNewestIsInUseUntilSomebodyGoesBack() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    shelf.keep(monday, null);
    shelf.keep(tuesday, null);
    assertEquals(tuesday.id(), current(shelf));
    shelf.rollBack(monday);
    assertEquals(monday.id(), current(new ProfileShelf(folder)));
    shelf.expire(monday, "the strap broke");
    assertEquals(tuesday.id(), current(shelf));
    assertEquals("the strap broke", history(shelf).state().expired().get(monday.id()));
    assertEquals(
        List.of(tuesday.id(), monday.id()),
        history(shelf).profiles().stream().map(Profile::id).toList());
    assertTrue(history(shelf).stale(TUESDAY.plus(Duration.ofDays(31)), Duration.ofDays(30)));
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestIsThere() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    shelf.keep(monday, null);
    Path kept = folderOf(monday);
    String good = Files.readString(kept.resolve(monday.id() + ".json"));
    Files.writeString(kept.resolve("20990101.json"), good.substring(0, good.length() / 2));
    Files.writeString(
        kept.resolve("20990102.json"), good.replaceFirst("\"channel\" : 4", "\"channel\" : 4000"));
    Files.write(kept.resolve("shelf.json"), "no".getBytes(StandardCharsets.UTF_8));
    assertEquals(monday.id(), current(shelf));
    assertEquals(2, history(shelf).unreadable().size(), history(shelf).unreadable().toString());
  }

  private Path folderOf(Profile profile) throws ProfileException {
    return folder
        .resolve(ProfileShelf.slug(profile.person()))
        .resolve(ProfileShelf.slug(profile.device()));
  }

  @Test
  void aProfileIsNeverWrittenOver() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    shelf.keep(monday, null);
    assertThrows(ProfileException.class, () -> shelf.keep(monday, null));
  }

  @Test
  void namesThatLookAlikeAsFoldersAreKeptApart() throws Exception {
    assertNotEquals(ProfileShelf.slug("Jo/hn"), ProfileShelf.slug("Jo hn"));
    assertNotEquals(ProfileShelf.slug("../x"), ProfileShelf.slug("x"));
    assertTrue(ProfileShelf.slug("../..").matches("[a-z0-9-]+"));
    assertThrows(ProfileException.class, () -> ProfileShelf.slug(" "));
  }

  @Test
  void twoRunsOfOnePersonSeeTheHandAlike() {
    ProfileComparison comparison = ProfileComparison.of(monday, tuesday);
    assertTrue(comparison.degrees() < 3, comparison.toString());
  }
}
