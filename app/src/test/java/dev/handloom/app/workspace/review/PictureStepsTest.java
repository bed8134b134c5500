package dev.handloom.app.workspace.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PictureStepsTest {
  private final PictureSteps steps = new PictureSteps(100, 133, 170, 200);

  @Test
  void aStepGoesToTheNextPictureThatWasTaken() {
    assertEquals(100, steps.next(0));
    assertEquals(133, steps.next(100));
    assertEquals(170, steps.next(169));
    assertEquals(200, steps.next(200), "there is none after the last");
  }

  @Test
  void aStepBackLeavesThePictureThatIsShown() {
    assertEquals(170, steps.previous(210));
    assertEquals(133, steps.previous(199), "170 is shown at 199");
    assertEquals(100, steps.previous(133));
    assertEquals(100, steps.previous(100), "there is none before the first");
    assertEquals(50, steps.previous(50));
  }

  @Test
  void picturesOfOneMomentAreOneStep() {
    PictureSteps twins = new PictureSteps(10, 20, 20, 30);
    assertEquals(30, twins.next(20));
    assertEquals(10, twins.previous(20));
  }

  @Test
  void withoutACameraAStepIsThatOfAUsualPicture() {
    PictureSteps none = new PictureSteps();
    assertEquals(33_333_333, none.next(0));
    assertEquals(-33_333_333, none.previous(0));
  }
}
