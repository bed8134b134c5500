package dev.handloom.calibration.mark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkFamilyTest {
  @Test
  void familiesAreFoundByTheNamesThatPeopleUse() {
    assertEquals(50, MarkFamily.of("DICT_4X4_50").size());
    assertEquals(250, MarkFamily.of("6x6_250").size());
    assertEquals(587, MarkFamily.of("apriltag_36h11").size());
    assertEquals(Optional.empty(), MarkFamily.named("8X8_50"));
  }

  @Test
  void aSmallFamilyIsTheBeginningOfTheLargeOne() {
    for (int id = 0; id < 50; id++) {
      assertEquals(MarkFamily.of("4X4_1000").code(id), MarkFamily.of("4X4_50").code(id));
    }
  }

  /// Mark 0 of 4X4_50, as it is printed by everybody.
  @Test
  void theFirstMarkLooksAsItDoes() {
    MarkFamily family = MarkFamily.of("4X4_50");
    StringBuilder drawn = new StringBuilder();
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 6; column++) {
        drawn.append(family.black(0, column, row) ? '#' : '.');
      }
      drawn.append(' ');
    }
    assertEquals("###### #.#..# ##.#.# ###..# ###.## ###### ", drawn.toString());
  }

  /// With the bits that may be wrong, however turned, no mark becomes another.
  @Test
  void correctingNeverTakesOneMarkForAnother() {
    for (MarkFamily family : MarkFamily.all()) {
      if (family.size() > 250) {
        continue;
      }
      int least = Integer.MAX_VALUE;
      for (int a = 0; a < family.size(); a++) {
        for (int b = a + 1; b < family.size(); b++) {
          long turned = family.code(b);
          for (int turns = 0; turns < 4; turns++) {
            least = Math.min(least, Long.bitCount(family.code(a) ^ turned));
            turned = family.turned(turned);
          }
        }
      }
      int distance = least;
      assertTrue(
          distance > 2 * (family.correctable() * 3 / 5),
          () -> family + " has marks that differ by " + distance + " bits");
    }
  }

  @Test
  void fourQuartersAreAWholeTurn() {
    for (MarkFamily family : MarkFamily.all()) {
      long code = family.code(family.size() - 1);
      assertEquals(
          code, family.turned(family.turned(family.turned(family.turned(code)))), family.name());
    }
  }
}
