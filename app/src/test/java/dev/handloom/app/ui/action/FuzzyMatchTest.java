package dev.handloom.app.ui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FuzzyMatchTest {

  private static final List<String> ALL =
      List.of("Start take", "Discard take", "Export episodes…", "Go to Library", "Open library…");

  @Test
  void nothingTypedListsEverythingInItsOrder() {
    assertEquals(ALL, find(""));
  }

  @Test
  void lettersNeedNotStandTogether() {
    assertEquals(List.of("Export episodes…"), find("expep"));
    assertEquals(List.of("Discard take"), find("dtake"));
  }

  @Test
  void wordStartsWin() {
    assertEquals("Open library…", find("ol").getFirst());
    assertEquals("Start take", find("st").getFirst());
  }

  @Test
  void jumpingToAWordStartNeverLosesAMatch() {
    assertTrue(FuzzyMatch.score("tar", "Start take") > 0);
    assertTrue(FuzzyMatch.score("tta", "Start take") > 0);
  }

  @Test
  void aMissingLetterIsNoMatch() {
    assertEquals(List.of(), find("xyz"));
  }

  private static List<String> find(String typed) {
    return FuzzyMatch.filter(typed, ALL, Function.identity());
  }
}
