package dev.handloom.calibration.camera.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.sim.SheetPerson;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandSheetTest {
  private static final int PEOPLE = 4;
  private static final Map<Landmark, Double> AS_PEOPLE_DO =
      Map.of(
          Landmark.WRIST, 2.5,
          Landmark.MIDDLE_TIP, 1.0,
          Landmark.INDEX_KNUCKLE, 2.0,
          Landmark.LITTLE_KNUCKLE, 2.0);

  @Test
  void handsOfKnownSizeAreMeasuredWithinTheirDoubt() throws CameraRefusal {
    int missed = 0;
    StringBuilder all = new StringBuilder();
    for (int seed = 1; seed <= PEOPLE; seed++) {
      SheetPerson person = new SheetPerson(seed);
      HandLengths told = person.measured(AS_PEOPLE_DO);
      double length = Math.abs(told.length() - person.lengthMm());
      double breadth = Math.abs(told.breadth() - person.breadthMm());
      all.append(String.format("seed %d: %.1f, %.1f mm off; %s%n", seed, length, breadth, told));
      missed += length > told.lengthDoubt() ? 1 : 0;
      missed += breadth > told.breadthDoubt() ? 1 : 0;
      assertTrue(length < 12 && breadth < 12, all::toString);
      assertTrue(told.lengthDoubt() < 14, all::toString);
    }
    assertTrue(missed <= 1, all::toString);
  }

  @Test
  void theSheetLooksFromAboveAsItWasPrinted() throws CameraRefusal {
    SheetPerson person = new SheetPerson(3);
    GreyPicture picture = person.picture();
    HandSheet sheet = person.sheet(picture);
    GreyPicture flat = sheet.rectified(picture, 10, 4);
    // The first square is black, and the paper around the board is white.
    assertTrue(flat.at((10 + 4) * 4, (10 + 4) * 4) < 90, "a black square");
    assertTrue(flat.at(20, 20) > 120, "paper");
    assertEquals(Math.round((SheetPerson.SHEET.widthMm() + 20) * 4), flat.width());
  }

  @Test
  void whatCannotBeMeasuredOnIsRefusedInWords() {
    GreyPicture empty = new GreyPicture(new byte[960 * 540], 960, 540);
    CameraRefusal refused =
        assertThrows(
            CameraRefusal.class,
            () ->
                HandSheet.of(
                    new SheetPerson(1).camera(),
                    SheetPerson.SHEET,
                    new BoardFinder(SheetPerson.SHEET).find(empty)));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("No board is seen"));
  }
}
