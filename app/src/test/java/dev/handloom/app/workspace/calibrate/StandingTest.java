package dev.handloom.app.workspace.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.DonningCheck.Advice;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the start page says of a glove, and what is remembered of people and checks.
class StandingTest {
  private static final Instant WHEN = Instant.parse("2026-11-03T14:02:00Z");

  private static final Duration FRESH = Duration.ofHours(12);

  @TempDir Path folder;

  private final Profile profile = Calibrated.profile("Ada", WHEN, EnumSet.allOf(Finger.class));

  private GloveState state(Duration later, CheckLog.Line... checks) {
    ProfileShelf.History history =
        new ProfileShelf.History(
            List.of(profile), List.of(), new ProfileShelf.State(profile.id(), Map.of(), Map.of()));
    return GloveState.of(
        Optional.of(history),
        null,
        List.of(checks),
        "Ada",
        FRESH,
        WHEN.plus(later),
        ZoneOffset.UTC);
  }

  private CheckLog.Line check(Duration later, Advice advice) {
    return new CheckLog.Line(
        WHEN.plus(later), "Ada", profile.device(), profile.id(), advice, 7.25, 2);
  }

  @Test
  void aGloveIsGoodForHalfADayAndThenWantsACheck() {
    assertTrue(state(Duration.ofHours(11)).good(), state(Duration.ofHours(11)).words());
    GloveState old = state(Duration.ofDays(3));
    assertFalse(old.good());
    assertTrue(old.words().endsWith("Looked at 3 days ago: check it."), old.words());
    assertTrue(state(Duration.ofHours(30), check(Duration.ofHours(25), Advice.STILL_GOOD)).good());
    GloveState off = state(Duration.ofHours(30), check(Duration.ofHours(25), Advice.REZERO));
    assertFalse(off.good());
    assertTrue(off.words().contains("found it 7.3° off"), off.words());
  }

  @Test
  void withoutAProfileItSaysSoAndWhoseItIs() {
    GloveState none =
        GloveState.of(Optional.empty(), null, List.of(), "Ben", FRESH, WHEN, ZoneOffset.UTC);
    assertEquals("Not calibrated for Ben yet.", none.words());
    ProfileShelf.History expired =
        new ProfileShelf.History(
            List.of(profile),
            List.of(),
            new ProfileShelf.State(null, Map.of(profile.id(), "torn"), Map.of()));
    assertEquals(
        "Every calibration of Ada is out of use.",
        GloveState.of(Optional.of(expired), null, List.of(), "Ada", FRESH, WHEN, ZoneOffset.UTC)
            .words());
  }

  @Test
  void peopleAreRememberedWithTheirHandsWhoeverWasLastFirst() throws IOException {
    PeopleFile file = new PeopleFile(folder);
    assertEquals(List.of(), file.read());
    Person ada =
        new Person(
            "Ada",
            true,
            171,
            74,
            EnumSet.complementOf(EnumSet.of(Finger.RING, Finger.LITTLE)),
            EnumSet.allOf(Finger.class));
    file.keep(ada);
    file.keep(Person.named("Ben"));
    assertEquals(List.of("Ben", "Ada"), file.read().stream().map(Person::name).toList());
    assertEquals(ada, file.read().getLast());
    assertEquals(3, ada.fingers(HandSide.LEFT).size());
    file.keep(ada);
    assertEquals(List.of("Ada", "Ben"), file.read().stream().map(Person::name).toList());
    Files.writeString(folder.resolve("people.json"), "{\"people\": 3}");
    assertThrows(IOException.class, file::read);
  }

  @Test
  void aNewPersonHasAHandThatARunCanBeginWith() {
    assertEquals(
        Person.named("Cy").breadthMillimetres(),
        1000 * HandMeasure.knuckles(Person.named("Cy").size()),
        0.6);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Person(
                    "Cy", false, 190, 120, EnumSet.allOf(Finger.class), EnumSet.allOf(Finger.class))
                .size());
  }

  @Test
  void aDamagedLineOfTheCheckLogHidesNoOther() throws IOException {
    CheckLog log = new CheckLog(folder);
    CheckLog.Line first = check(Duration.ZERO, Advice.STILL_GOOD);
    CheckLog.Line second = check(Duration.ofDays(1), Advice.CALIBRATE_AGAIN);
    log.add(first);
    Files.writeString(
        folder.resolve("checks.jsonl"),
        Files.readString(folder.resolve("checks.jsonl")) + "{half a li\n");
    log.add(second);
    assertEquals(List.of(first, second), log.read());
  }

  @Test
  void aVerdictNamesTheJointAndWhatANewZeroWouldLeave() {
    DonningCheck.Answer answer =
        new DonningCheck.Answer(Advice.REZERO, 8.25, 2.1, "index_mcp", 14, new double[0]);
    String words = CheckPage.words(answer);
    assertTrue(words.contains("8.3°") && words.contains("index knuckle (14.0°)"), words);
    assertTrue(words.contains("it is 2.1°"), words);
  }

  @Test
  void twoCalibrationsAreComparedOnTheSameReadings() {
    Profile other = profile.rezeroed(profile.model().flat(), WHEN.plus(Duration.ofDays(1)), "1.2");
    String words = HistoryPage.words(profile, other, ZoneOffset.UTC);
    assertTrue(words.contains("0.0° differently"), words);
    assertTrue(words.contains("Poses repeat as before"), words);
  }
}
