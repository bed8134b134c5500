package dev.handloom.store.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.review.Review.Opinion;
import dev.handloom.store.review.Review.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static Review said(Verdict ann, Verdict bo, Segment... segments) {
    return new Review(
        bo,
        List.of(),
        "",
        null,
        "",
        List.of(segments),
        List.of(),
        null,
        List.of(new Opinion("ann", ann), new Opinion("bo", bo)),
        null,
        List.of(),
        0,
        0);
  }

  private static Segment segment(String who, String label, long from, long to) {
    return new Segment(who + label + from, from, to, label, "", "", who);
  }

  @Test
  void kappaIsThatOfTheTextbook() {
    // 20 both yes, 5 ann alone, 10 bo alone, 15 both no: observed 0.7, by chance 0.5, kappa 0.4.
    List<Review> reviews = new ArrayList<>();
    int[][] table = {{20, 5}, {10, 15}};
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        for (int i = 0; i < table[a][b]; i++) {
          reviews.add(
              said(
                  a == 0 ? Verdict.SUCCESS : Verdict.FAIL,
                  b == 0 ? Verdict.SUCCESS : Verdict.FAIL));
        }
      }
    }
    Agreement pair = Agreement.of(reviews).getFirst();
    assertEquals(50, pair.judged());
    assertEquals(35, pair.same());
    assertEquals(0.4, pair.kappa(), 1e-9);
    assertTrue(Double.isNaN(pair.overlap()));
  }

  @Test
  void overlapIsTheShareOfTheTimeLabelledAlike() {
    Review review =
        said(
            Verdict.SUCCESS,
            Verdict.SUCCESS,
            segment("ann", "reach", 0, 10),
            segment("ann", "grasp", 10, 20),
            segment("bo", "reach", 0, 15),
            segment("bo", "grasp", 15, 20));
    Agreement pair = Agreement.of(List.of(review)).getFirst();
    // Alike 10 + 5; reach is claimed for 15, grasp for 10.
    assertEquals(15.0 / 25, pair.overlap(), 1e-9);
    assertTrue(review.disputed(), "less than " + Review.LEAST_OVERLAP);
  }

  @Test
  void aRowThatOnlyOneFilledIsNoContradiction() {
    Segment cut = new Segment("cut", 0, 100, "episode", "", Review.CUTS, "ann");
    Review alone = said(Verdict.SUCCESS, Verdict.SUCCESS, cut, segment("bo", "reach", 0, 10));
    assertFalse(alone.disputed());
    Review both =
        said(
            Verdict.SUCCESS,
            Verdict.SUCCESS,
            cut,
            segment("ann", "grasp", 0, 10),
            segment("bo", "reach", 0, 10));
    assertTrue(both.disputed(), "in the row that both filled they do contradict");
  }

  @Test
  void oneLabelTwiceOverTheSameTimeCountsOnce() {
    Review review =
        said(
            Verdict.NONE,
            Verdict.NONE,
            segment("ann", "reach", 0, 10),
            segment("ann", "reach", 5, 12),
            segment("bo", "reach", 0, 12));
    assertEquals(1, Agreement.of(List.of(review)).getFirst().overlap(), 1e-9);
  }
}
