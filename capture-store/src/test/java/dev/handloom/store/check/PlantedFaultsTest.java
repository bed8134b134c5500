package dev.handloom.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.check.LogSurgery.Cut;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One take, whole, and every fault that can be planted in a copy of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedFaultsTest {
  private final Path folder;
  private int copies;

  @SuppressWarnings("NullAway.Init") // Recorded before all tests.
  private Bundle whole;

  PlantedFaultsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void record() throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.glove("glove", Map.of("hz", "200")), FakeRig.camera("camera", 160, 120, 30))) {
      whole = Takes.record(rig, folder.resolve("whole"), 66);
      // A machine that stands still for a second widens the bounds, and that is a finding. Here
      // only planted ones are wanted.
      for (int n = 1;
          !EpisodeCheck.check(whole, true, CheckProgress.none()).findings().isEmpty();
          n++) {
        assertTrue(n < 20, "no take without findings on this machine");
        whole = Takes.record(rig, folder.resolve("whole-" + n), 66);
      }
    }
  }

  /// In a library of its own.
  private Bundle copy() throws IOException {
    Path library = folder.resolve("copy-" + copies++);
    Bundle copy = new Bundle(whole.id().under(library.resolve("episodes")));
    Files.createDirectories(copy.folder());
    try (Stream<Path> files = Files.list(whole.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.folder().resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static Set<Code> codes(CheckReport report) {
    return report.findings().stream().map(Finding::code).collect(Collectors.toSet());
  }

  @Test
  void aWholeEpisodeHasNoFindings() throws Exception {
    assertEquals(List.of(), EpisodeCheck.check(copy(), true, CheckProgress.none()).findings());
    Bundle operated = copy();
    LogSurgery.operate(operated, new Cut() {});
    assertEquals(
        List.of(),
        EpisodeCheck.check(operated, true, CheckProgress.none()).findings(),
        "the surgery itself plants nothing");
  }

  @ParameterizedTest
  @MethodSource("dev.handloom.store.check.PlantedFault#all")
  void thePlantedFaultIsFound(PlantedFault fault) throws Exception {
    Bundle bundle = copy();
    fault.planting().into(bundle);
    CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
    assertTrue(codes(report).contains(fault.code()), report.findings().toString());
    for (Finding finding : report.findings()) {
      assertTrue(!finding.message().isBlank() && !finding.remedy().isBlank(), finding.toString());
    }
  }

  @Test
  void aFindingHasTheTimeAtWhichItWas() throws Exception {
    Bundle bundle = copy();
    LogSurgery.operate(
        bundle,
        LogSurgery.set(
            PlantedFault.GLOVE, 30, 31, "capture_nanos", before -> (Long) before + 2_000_000_000L));
    CheckReport report = EpisodeCheck.check(bundle, false, CheckProgress.none());
    Finding late =
        report.findings().stream()
            .filter(f -> f.code() == Code.CAPTURE_LATE)
            .findFirst()
            .orElseThrow();
    // Thirty samples at 200 a second, and two seconds.
    long nanos = Objects.requireNonNull(report.takeNanos(late));
    assertTrue(nanos > 2_000_000_000L && nanos < 2_400_000_000L, nanos + "");
  }

  /// What is done to a library that is open.
  interface LibraryPlanting {
    void into(Path folder, Bundle bundle, Statement catalogue) throws Exception;
  }

  private Set<Code> planted(LibraryPlanting planting) throws Exception {
    Bundle bundle = copy();
    Path place = Objects.requireNonNull(bundle.folder().getParent());
    for (int i = 0; i < 4; i++) {
      place = Objects.requireNonNull(place.getParent());
    }
    try (Library library = Library.open(place)) {
      assertEquals(List.of(), LibraryCheck.of(library, false, CheckProgress.none()).library());
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + place.resolve("library.db"));
          Statement statement = connection.createStatement()) {
        planting.into(place, bundle, statement);
      }
      LibraryCheck.Outcome outcome = LibraryCheck.of(library, false, CheckProgress.none());
      Set<Code> codes = EnumSet.noneOf(Code.class);
      outcome.episodes().forEach(report -> codes.addAll(codes(report)));
      outcome.library().forEach(finding -> codes.add(finding.code()));
      return codes;
    }
  }

  @Test
  void aCatalogueThatDoesNotFitIsFound() throws Exception {
    assertEquals(Set.of(), planted((_, _, _) -> {}));
    assertEquals(
        Set.of(Code.CATALOGUE_DIFFERS),
        planted((_, _, db) -> db.execute("UPDATE episode SET verdict = 'FAIL'")));
    assertEquals(
        Set.of(Code.CATALOGUE_MISSING), planted((_, _, db) -> db.execute("DELETE FROM episode")));
    assertEquals(
        Set.of(Code.CATALOGUE_GONE),
        planted((_, _, db) ->
            db.execute(
                "INSERT INTO episode SELECT 999,"
                    + " '20200101-000000000-00000000', task, person, rig, start_unix_ns,"
                    + " duration_ns, state, bytes, streams, cameras, missing, worst_bound_ns,"
                    + " verdict, score, reason, tags, note, segments, use_from_ns, use_to_ns,"
                    + " checked_unix_ns, worst_finding, trashed, stamp FROM episode")));
    assertEquals(
        Set.of(Code.WRONG_PLACE),
        planted((place, bundle, _) -> {
          Path day = Files.createDirectories(place.resolve("episodes/2020/01/01"));
          Files.move(bundle.folder(), day.resolve(bundle.id().text()));
        }));
    assertEquals(
        Set.of(Code.TWICE),
        planted((place, bundle, _) -> {
          Path twin = Files.createDirectories(place.resolve("trash").resolve(bundle.id().text()));
          Files.copy(bundle.manifest(), twin.resolve("episode.json"));
        }));
    assertEquals(
        Set.of(Code.CATALOGUE_DAMAGED),
        planted((_, _, db) -> {
          db.execute("PRAGMA writable_schema=ON");
          db.execute(
              "UPDATE sqlite_schema SET sql = replace(sql, 'rig)', 'task)') WHERE name ="
                  + " 'episode_rig'");
          db.execute("PRAGMA schema_version = 4711");
        }));
  }

  @Test
  void everyFindingIsWrittenDownAndNoIdIsGivenTwice() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "findings.md"));
    Set<String> ids = Arrays.stream(Code.values()).map(Code::id).collect(Collectors.toSet());
    assertEquals(Code.values().length, ids.size());
    StringBuilder table = new StringBuilder();
    for (Code code : Code.values()) {
      table
          .append("| `")
          .append(code.id())
          .append("` | ")
          .append(code.severity().word())
          .append(" | ")
          .append(code.meaning())
          .append(" | ")
          .append(code.remedy())
          .append(" |\n");
    }
    assertTrue(page.contains(table), "docs/findings.md must hold:\n" + table);
    assertEquals(
        ids,
        Pattern.compile("HL-[EWN]\\d{3}")
            .matcher(page)
            .results()
            .map(r -> r.group())
            .collect(Collectors.toSet()));
  }
}
