package dev.handloom.preview.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.example.DrawnEpisode;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.monitor.TrustPart;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits outlive the program, and are used only while they hold.
final class CalibrationsTest {
  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path library;

  private static EpisodeRow row(int minute) {
    EpisodeId id = new EpisodeId(String.format("20261121-14%02d00123-k7qz24md", minute));
    return new EpisodeRow(
        id,
        new Bundle(Path.of("nowhere", id.text())),
        "Pour",
        "",
        "",
        0,
        20_000_000_000L,
        Manifest.State.COMPLETE,
        0,
        0,
        0,
        0,
        null,
        Verdict.SUCCESS,
        List.of(),
        "",
        null,
        "",
        0,
        new Review.Stretch(0, 20_000_000_000L),
        null,
        "",
        false);
  }

  private static List<EpisodeRow> rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(CalibrationsTest::row).toList();
  }

  private static Subject pack(Set<String> learnt) {
    return new Subject("demo", "1", DIGEST, DrawnEpisode.wants(), learnt, null);
  }

  private static Eligible now(List<EpisodeRow> accepted, Subject subject) {
    List<EpisodeRow> fit = accepted.stream().filter(subject::unseen).toList();
    return new Eligible(accepted, fit, accepted.size() - fit.size(), 0, 27);
  }

  private static Calibration calibration(String digest, List<EpisodeRow> used) {
    List<String> ids = used.stream().map(each -> each.id().text()).toList();
    return new Calibration(
        Calibration.SCHEMA,
        "2026-11-22T00:00:00Z",
        "test",
        "demo",
        "1",
        digest,
        0.05,
        4,
        ids,
        ids.subList(Math.max(0, ids.size() - 18), ids.size()),
        Calibrations.digestOf(ids),
        List.of(new Calibration.Limit(Trust.PLAN, "", 0.2, 0.3, 0.4)),
        Map.of("head/video +0.27 s", 0.5),
        Map.of());
  }

  @Test
  void whatWasLearntIsReadAgainAsItWas() throws Exception {
    Calibrations kept = new Calibrations(library);
    assertNull(kept.read(DIGEST));
    Calibration learnt = calibration(DIGEST, rows(0, 30));
    kept.write(learnt);
    Calibration read = new Calibrations(library).read(DIGEST);
    assertEquals(learnt, read);
    assertNotNull(read);
    Bands bands = read.bands();
    assertEquals(30, bands.episodes());
    assertEquals(
        TrustLevel.UNUSUAL,
        java.util.Objects.requireNonNull(bands.of(TrustPart.whole(Trust.PLAN))).level(0.35));
    assertNull(kept.read(""), "another model's are its own");
  }

  @Test
  void aFileThatCannotBeReadSaysWhatToDo() throws Exception {
    Calibrations kept = new Calibrations(library);
    kept.write(calibration(DIGEST, rows(0, 30)));
    for (String broken : List.of("{", "[]", "null", "{\"schema\":1,\"falseAlarms\":2}", "")) {
      Files.writeString(kept.file(DIGEST), broken);
      IOException e = assertThrows(IOException.class, () -> kept.read(DIGEST), broken);
      assertTrue(String.valueOf(e.getMessage()).contains("calibrate it again"), e.getMessage());
    }
    kept.write(calibration(DIGEST, rows(0, 30)));
    String later =
        Files.readString(kept.file(DIGEST)).replaceFirst("\"schema\" : 1", "\"schema\" : 99");
    Files.writeString(kept.file(DIGEST), later);
    IOException e = assertThrows(IOException.class, () -> kept.read(DIGEST));
    assertTrue(String.valueOf(e.getMessage()).contains("later version"), e.getMessage());
  }

  @Test
  void limitsAreUsedWhileWhatTheyWereLearntFromIsAccepted() {
    Subject pack = pack(Set.of());
    Calibration learnt = calibration(DIGEST, rows(0, 30));
    assertEquals(Standing.Kind.FRESH, Standing.of(learnt, pack, now(rows(0, 30), pack)).kind());
    Standing older = Standing.of(learnt, pack, now(rows(0, 33), pack));
    assertEquals(Standing.Kind.OLDER, older.kind());
    assertTrue(older.bands().known() && older.words().contains("accepted since"), older.words());
    Standing stale = Standing.of(learnt, pack, now(rows(2, 33), pack));
    assertEquals(Standing.Kind.STALE, stale.kind());
    assertFalse(stale.bands().known());
    assertTrue(stale.words().contains("2 episodes"), stale.words());
    // The nearest episode is another model as soon as it knows another episode.
    Calibration nearest = calibration("", rows(0, 30));
    assertEquals(
        Standing.Kind.FRESH,
        Standing.of(nearest, Subject.NEAREST, now(rows(0, 30), Subject.NEAREST)).kind());
    assertEquals(
        Standing.Kind.STALE,
        Standing.of(nearest, Subject.NEAREST, now(rows(0, 31), Subject.NEAREST)).kind());
  }

  @Test
  void whatAModelWasTrainedOnDoesNotCount() {
    List<EpisodeRow> accepted = rows(0, 30);
    Subject trained = pack(Set.of(accepted.get(0).id().text(), accepted.get(7).id().text()));
    Standing standing = Standing.of(null, trained, now(accepted, trained));
    assertEquals(Standing.Kind.NONE, standing.kind());
    assertEquals(28, now(accepted, trained).fit().size());
    Eligible few = now(rows(0, 10), trained);
    assertEquals("8 of 27 episodes needed; it was trained on 2 others", few.words());
    assertTrue(Standing.of(null, trained, few).words().startsWith("Uncalibrated: 8 of 27"));
    // One that does not say: only what was recorded after it was there is certain.
    Instant made = accepted.get(20).id().start();
    Subject silent = new Subject("x", "1", DIGEST, DrawnEpisode.wants(), null, made);
    assertEquals(9, accepted.stream().filter(silent::unseen).count());
    Subject unknown = new Subject("x", "1", DIGEST, DrawnEpisode.wants(), null, null);
    assertEquals(0, new ArrayList<>(accepted.stream().filter(unknown::unseen).toList()).size());
  }
}
