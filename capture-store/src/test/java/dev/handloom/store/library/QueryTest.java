package dev.handloom.store.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.fake.PaperBundle;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The grammar of a search, on five episodes that are told apart by their first letters.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
  private final Path folder;

  @SuppressWarnings("NullAway.Init") // Made before all tests.
  private Library library;

  QueryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void fiveEpisodes() throws Exception {
    Bundle a =
        PaperBundle.of("Apfelsaft in die größte Tasse gießen", "2026-11-01T12:00:00Z")
            .write(folder);
    Bundle b =
        PaperBundle.of("Bring the cup, pour the water", "2026-11-02T12:00:00Z")
            .by("Zoë Müller")
            .lasting(75)
            .losing(1204)
            .write(folder);
    Bundle c =
        PaperBundle.of("C 把杯子里的水倒进碗里", "2026-11-03T12:00:00Z")
            .by("p071")
            .within(null)
            .write(folder);
    Bundle d =
        PaperBundle.of("Drawer, open", "2026-11-04T12:00:00Z")
            .by("p08")
            .within(2_500_000L)
            .recovered()
            .write(folder);
    PaperBundle.of("Empty the cup", "2026-12-31T12:00:00Z").by("").lasting(3.5).write(folder);
    library = Library.open(folder);
    review(a, new ReviewEntry(1, "ann", What.VERDICT, "SUCCESS"));
    review(a, new ReviewEntry(1, "ann", What.TAG, "left-handed"));
    review(a, new ReviewEntry(1, "ann", What.SCORE, "85"));
    review(b, new ReviewEntry(1, "ann", What.VERDICT, "FAIL"));
    review(b, new ReviewEntry(1, "ann", What.TAG, "Übung"));
    review(b, new ReviewEntry(1, "ann", What.NOTE, "spilled a little"));
    review(b, new ReviewEntry(1, "ann", What.REASON, "the cup fell"));
    review(b, new ReviewEntry(1, "ann", What.SCORE, "20"));
    review(c, ReviewEntry.segment("ann", "grasp", 0, 5_000_000_000L, "take the bowl", "left hand"));
    library.keep(
        d,
        new CheckNote(
            1,
            5,
            "test",
            false,
            List.of(new CheckNote.Line("HL-W006", "warning", "", null, "recovered", ""))));
    library.keep(a, new CheckNote(1, 5, "test", false, List.of()));
  }

  @AfterAll
  void close() throws Exception {
    library.close();
  }

  private void review(Bundle bundle, ReviewEntry entry) throws Exception {
    library.review(bundle.id(), List.of(entry));
  }

  /// The first letters of the tasks that are found.
  private String found(String query) throws Exception {
    TreeSet<String> letters = new TreeSet<>();
    library.search(query).forEach(row -> letters.add(row.task().substring(0, 1)));
    return String.join("", letters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | ABCDE",
        "cup                          | BE",
        "CUP pour                     | B",
        "task:pour                    | B",
        "task:pou                     | B",
        "task:our                     | ''",
        "giessen                      | ''",
        "grosste                      | ''",
        "größ                         | A",
        "grö                          | A",
        "gro                          | A",
        "person:p07                   | A",
        "person:p07*                  | AC",
        "person:P07,p08               | AD",
        "person:müller                | B",
        "person:MULLER                | B",
        "person:zoe                   | B",
        "'person:\"zoë müller\"'      | B",
        "muller                       | B",
        "杯子                           | C",
        "倒进                           | C",
        "进倒                           | ''",
        "\"the cup\"                  | BE",
        "\"cup the\"                  | ''",
        "-cup                         | ACD",
        "cup -pour                    | E",
        "verdict:accepted             | A",
        "verdict:success              | A",
        "verdict:rejected             | B",
        "verdict:none                 | CDE",
        "-verdict:none                | AB",
        "verdict:success,fail         | AB",
        "tag:left-handed              | A",
        "tag:left                     | ''",
        "tag:left*                    | A",
        "tag:ubung                    | B",
        "-tag:left-handed             | BCDE",
        "left-hand                    | A",
        "note:spilled                 | B",
        "note:fell                    | B",
        "segment:grasp                | C",
        "segment:bowl                 | C",
        "segments>0                   | C",
        "rig:bench                    | ABCDE",
        "camera:wrist-camera          | ABCDE",
        "camera:head*                 | ''",
        "device:left-glove            | ABCDE",
        "state:recovered              | D",
        "sync<2ms                     | ABE",
        "sync>=2ms                    | D",
        "sync<=1500us                 | ABE",
        "sync<1.5ms                   | ''",
        "-sync<2ms                    | CD",
        "duration>10s                 | ABCD",
        "duration>1:10                | B",
        "duration<0.1min              | E",
        "duration>=75s                | B",
        "lost>0                       | B",
        "lost:0                       | ACDE",
        "lost=1204                    | B",
        "score>=80                    | A",
        "rating<80                    | B",
        "-score>=80                   | BCDE",
        "size>50MB                    | B",
        "cameras:1                    | ABCDE",
        "streams!=1                   | ''",
        "since:2026-11-03             | CDE",
        "until:2026-11-03             | ABC",
        "since:2026-11-02 until:2026-11-03 | BC",
        "on:2026-11-04                | D",
        "on:2026-11                   | ABCD",
        "since:2026-12                | E",
        "on:2026                      | ABCDE",
        "-on:2026-11                  | E",
        "since:2026-11-04T00:00       | DE",
        "finding:any                  | D",
        "finding:warning              | D",
        "finding:error                | ''",
        "finding:none                 | A",
        "finding:HL-W006              | D",
        "-finding:hl-w006             | ABCE",
        "finding:hl-w*                | D",
        "checked:yes                  | AD",
        "checked:no                   | BCE",
        "task:pour person:zoë verdict:rejected sync<2ms since:2026-11-01 | B",
        "id:20261103                  | C"
      })
  void aSearchFinds(String query, String letters) throws Exception {
    assertEquals(letters, found(query));
    Listing listing = library.browse(query);
    assertEquals(library.search(query), listing.rows(0, listing.size()));
    assertEquals(letters.length(), listing.totals().episodes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour:red       | colour:red      | task:",
        "cup verdict:nice | verdict:nice    | success, fail, unsure, none",
        "sync<2           | sync<2          | ms",
        "sync:2ms         | sync:2ms        | <=",
        "duration>long    | duration>long   | duration>10s",
        "since:tomorrow   | since:tomorrow  | 2026-11-01",
        "since:2026-13-01 | since:2026-13-01 | yesterday",
        "since:9999999999d | since:9999999999d | yesterday",
        "task<3           | task<3          | task:pour",
        "lost>many        | lost>many       | whole number",
        "score>-1         | score>-1        | 0 to 100",
        "person:          | person:         | person:p07",
        "%%%              | %%%             | letter",
        "size>3parsec     | size>3parsec    | MB",
        "checked:perhaps  | checked:perhaps | yes, no"
      })
  void aMistakeNamesTheWordAndWhatCanBeWritten(String query, String word, String instead) {
    QueryException e = assertThrows(QueryException.class, () -> library.search(query));
    assertEquals(word, e.word());
    assertTrue(String.valueOf(e.getMessage()).contains(instead), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(QueryKey.class)
  void everyExampleAndEveryChoiceCanBeWritten(QueryKey key) throws Exception {
    library.search(key.example());
    for (String choice : key.choices()) {
      library.search(key.word() + ":" + choice);
    }
    for (String value : library.values(key, 10)) {
      String quoted = value.contains(" ") ? "\"" + value + "\"" : value;
      if (key.choices().isEmpty()) {
        assertTrue(library.search(key.word() + ":" + quoted).size() > 0, value);
      }
    }
  }

  @Test
  void daysAreThoseOfThePersonsPlace() throws Exception {
    ZoneId auckland = ZoneId.of("Pacific/Auckland");
    Clock clock = Clock.fixed(Instant.parse("2026-11-02T20:00:00Z"), auckland);
    for (String day : List.of("on:today", "on:2026-11-03")) {
      Query query = Query.parse(day, clock);
      long begin =
          LocalDate.of(2026, 11, 3).atStartOfDay(auckland).toEpochSecond() * 1_000_000_000L;
      assertEquals(List.<Object>of(begin, begin + 86_400_000_000_000L), query.arguments());
    }
    assertEquals(
        Query.parse("since:2026-10-27", clock).arguments(),
        Query.parse("since:7d", clock).arguments());
    assertEquals(
        Query.parse("on:2026-11-02", clock).arguments(),
        Query.parse("on:yesterday", clock).arguments());
  }

  @Test
  void whateverIsTypedIsAnsweredOrRefusedInWords() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {
      "task",
      "person",
      "tag",
      "since",
      "until",
      "sync",
      "duration",
      "lost",
      "finding",
      "id",
      ":",
      "<",
      ">=",
      "!=",
      "-",
      "\"",
      "*",
      "%",
      "_",
      "'",
      "(",
      ")",
      "^",
      "NEAR",
      "AND",
      "OR",
      "NOT",
      "{",
      "}",
      "+",
      "a",
      "é",
      "水",
      "😀",
      "7d",
      "2ms",
      "2026-11-01",
      " ",
      " ",
      " ",
      ",",
      "\\",
      "\0"
    };
    for (int n = 0; n < 3000; n++) {
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        query.append(parts[random.nextInt(parts.length)]);
      }
      try {
        assertTrue(library.search(query.toString()).size() <= 5);
      } catch (QueryException e) {
        assertTrue(String.valueOf(e.getMessage()).length() > 20, "seed " + seed + ": " + query);
      } catch (LibraryException e) {
        throw new AssertionError("seed " + seed + ": " + query, e);
      }
    }
  }
}
