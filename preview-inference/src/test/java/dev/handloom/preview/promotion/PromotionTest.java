package dev.handloom.preview.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What speaks against a challenger, and what its dreams were worth.
class PromotionTest {
  @TempDir private Path library = Path.of("");

  private static Behaviour.Place place(double spreads) {
    return new Behaviour.Place("e", 1.5, "gripper.width", 3, 0.01, 0.08, spreads);
  }

  private static Behaviour behaviour(double rms, double worst, long flips, List<String> missing) {
    return new Behaviour(
        "a",
        "b",
        List.of("e"),
        10,
        List.of(new Behaviour.Joint("gripper.width", "m", rms / 10, rms)),
        place(worst),
        100,
        flips,
        place(1),
        missing);
  }

  @Test
  void everyLimitThatIsPassedIsNamed() {
    Limits limits = new Limits(List.of("e"), 0.5, 4, 0.02, 5);
    assertEquals(List.of(), behaviour(0.5, 4, 2, List.of()).broken(limits));
    assertEquals(
        List.of("“gripper.width” differs by 0.05100 m, 0.51 spreads; 0.50 are allowed"),
        behaviour(0.51, 4, 2, List.of()).broken(limits));
    assertTrue(behaviour(Double.NaN, 4, 2, List.of()).broken(limits).getFirst().contains("NaN"));
    assertTrue(
        behaviour(0.1, 4.01, 0, List.of())
            .broken(limits)
            .getFirst()
            .contains("gripper.width at step 3 from 1.50 s of e: 0.01000 and 0.08000"));
    assertTrue(
        behaviour(0.1, 1, 3, List.of()).broken(limits).getFirst().contains("3.0 % of the steps"));
    assertEquals(
        List.of("The challenger does not answer “glove.index”"),
        behaviour(0.1, 1, 0, List.of("glove.index")).broken(limits));
  }

  @Test
  void limitsAreTheOwnersAndADamagedFileStopsPromotion() throws Exception {
    ModelStore store = new ModelStore(library);
    assertEquals(Limits.USUAL, Limits.read(store));
    Limits mine = new Limits(List.of("x"), 1, 2, 0.1, 7);
    mine.write(store);
    assertEquals(mine, Limits.read(store));
    Path file = library.resolve("models/limits.json");
    for (String bad : List.of("{", "{\"golden\": [], \"mostRmsSpreads\": -1}", "null")) {
      Files.writeString(file, bad);
      assertTrue(
          String.valueOf(assertThrows(PackException.class, () -> Limits.read(store)).getMessage())
              .contains("nothing is promoted"));
    }
    assertTrue(
        String.valueOf(
                assertThrows(PackException.class, () -> store.promote("ab", "Ada", "x", Map.of()))
                    .getMessage())
            .contains("without proof"));
  }

  private static Outcome outcome(long at, double dreamed, double real) {
    return new Outcome("e" + at % 2, at, 0.8, Outcome.What.MOVEMENT, dreamed, real);
  }

  @Test
  void theLedgerCountsEachMomentOnceAndOutlivesACut() throws Exception {
    Ledger ledger = new Ledger(new ModelStore(library), "ab");
    assertEquals(List.of(), ledger.summaries());
    ledger.add(List.of(outcome(1, 9, 9), outcome(2, 0.5, 0.2), outcome(3, 0.7, 0.3)));
    Files.writeString(
        library.resolve("models/ledger/ab.jsonl"), "{\"episode\":\"e", StandardOpenOption.APPEND);
    ledger.add(List.of(outcome(1, 0.3, 0.1), outcome(4, 0.9, 0.8)));
    Ledger.Summary summary = ledger.summaries().getFirst();
    assertEquals(4, summary.n());
    assertEquals(2, summary.episodes());
    assertEquals(0.6 - 0.35, summary.bias(), 1e-12);
    assertEquals(1, summary.rankCorrelation(), 1e-12);
  }

  @Test
  void ranksAreThoseOfSpearman() {
    // By hand, and by scipy.stats.spearmanr.
    assertEquals(
        0.8207826816681233,
        Ledger.rankCorrelation(new double[] {1, 2, 3, 4, 5}, new double[] {5, 6, 7, 8, 7}),
        1e-12);
    assertEquals(-1, Ledger.rankCorrelation(new double[] {1, 2, 3}, new double[] {9, 8, 1}), 1e-12);
    assertTrue(Double.isNaN(Ledger.rankCorrelation(new double[] {1, 2}, new double[] {1, 2})));
  }
}
