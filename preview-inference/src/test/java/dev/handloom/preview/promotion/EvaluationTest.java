package dev.handloom.preview.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.shadow.Interval;
import dev.handloom.preview.shadow.ShadowFile;
import dev.handloom.preview.shadow.ShadowReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of an evaluation, as it is written, makes a champion or does not.
class EvaluationTest {
  private static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN, 0);

  @TempDir private Path temp = Path.of("");

  private static ShadowReport.Comparison with(String name, String digest, String plan) {
    return new ShadowReport.Comparison(name, digest, NONE, List.of(), plan, "unknown");
  }

  private List<String> broken(
      boolean partial, String heldOut, int failed, @Nullable String champion, String plan)
      throws Exception {
    List<ShadowReport.Judged> episodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      episodes.add(new ShadowReport.Judged("e" + i, "00", 10));
    }
    ShadowReport report =
        new ShadowReport(
            ShadowReport.SCHEMA,
            "2026-11-21T00:00:00Z",
            "test",
            "",
            "00",
            partial,
            heldOut,
            0.1,
            4,
            episodes,
            List.of(),
            List.of(
                new ShadowReport.ModelScore(
                    "pour",
                    "2",
                    "bb",
                    "CPU",
                    50,
                    failed,
                    "",
                    1,
                    Double.NaN,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of())),
            List.of(with("pour", "aa", plan), with("Nearest episode", "", "better")),
            List.of(),
            List.of());
    Path file = temp.resolve("evaluation.json");
    ShadowFile.write(report, file);
    return Evaluation.read(file).broken("bb", champion, Limits.USUAL);
  }

  @Test
  void aWholeHeldOutEvaluationThatIsNotWorseSpeaksForIt() throws Exception {
    assertEquals(List.of(), broken(false, "yes", 0, "aa", "no clear difference"));
    assertEquals(List.of(), broken(false, "yes", 0, null, "worse"));
    assertTrue(broken(true, "yes", 0, "aa", "better").getFirst().contains("ended before"));
    assertTrue(broken(false, "no", 0, "aa", "better").getFirst().contains("trained on some"));
    assertTrue(broken(false, "unknown", 0, "aa", "better").getFirst().contains("Nobody can say"));
    assertTrue(broken(false, "yes", 3, "aa", "better").getFirst().contains("no answer at 3"));
    assertTrue(broken(false, "yes", 0, "aa", "worse").getFirst().contains("worse than those of"));
    assertTrue(broken(false, "yes", 0, "aa", "unknown").getFirst().contains("cannot tell"));
    assertTrue(broken(false, "yes", 0, "cc", "better").getFirst().contains("does not compare"));
  }

  @Test
  void aFileThatIsNoneIsSaidToBeNone() throws Exception {
    Path file = temp.resolve("evaluation.json");
    assertTrue(refusal(file).contains("no such evaluation"));
    for (String bad : List.of("{}", "[]", "{\"schema\": 9, \"models\": []}")) {
      Files.writeString(file, bad);
      assertTrue(refusal(file).contains("no evaluation that is known"));
    }
    Files.writeString(file, "{");
    assertTrue(refusal(file).contains("damaged"));
  }

  private static String refusal(Path file) {
    return String.valueOf(
        assertThrows(PackException.class, () -> Evaluation.read(file)).getMessage());
  }
}
