package dev.handloom.app.workspace.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.calibrate.paper.PaperFile;
import dev.handloom.app.calibrate.paper.QualityHtml;
import dev.handloom.app.calibrate.paper.QualityPdf;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.calibrate.paper.QualityWords.ChannelLine;
import dev.handloom.app.calibrate.paper.QualityWords.Figure;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.sim.wearer.PlantedFault;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTest {
  private static final Instant WHEN = Instant.parse("2026-11-03T14:02:00Z");

  @Test
  void whatWasMeasuredStandsOnThePaperAndNothingIsLoadedFromElsewhere() {
    Profile profile = Calibrated.profile("Ada <b>", WHEN, EnumSet.allOf(Finger.class));
    String html = QualityHtml.page(profile, ZoneOffset.UTC);
    assertTrue(html.contains(">" + profile.quality().grade().word() + "<"), html);
    assertTrue(html.contains("3 November 2026, 14:02"), html);
    assertTrue(html.contains("Ada &lt;b&gt;") && !html.contains("<b>,"), html);
    assertTrue(html.contains("left &lt;glove&gt; 7"), html);
    assertTrue(html.contains("Handloom 1.2"), html);
    for (Figure figure : QualityWords.figures(profile.quality())) {
      assertTrue(html.contains("<b>" + figure.value() + "</b>"), figure + html);
      assertFalse(figure.value().contains("NaN"));
    }
    for (String elsewhere : List.of("http:", "https:", "src=", "@import", "url(", "<script")) {
      assertFalse(html.contains(elsewhere), elsewhere);
    }
    assertEquals(16, QualityWords.channels(profile).size());
    assertFalse(html.contains("NaN"), html);
  }

  @Test
  void aSensorThatDoesNotMoveIsNamedWhereItStands() {
    Profile profile =
        Calibrated.profile(
            "Ada", WHEN, EnumSet.allOf(Finger.class), new PlantedFault(PlantedFault.Kind.DEAD, 5));
    List<ChannelLine> lines = QualityWords.channels(profile);
    assertEquals("does not move", lines.get(5).trouble());
    assertEquals("Index knuckle", lines.get(5).name());
    assertEquals(
        1, lines.stream().filter(line -> !line.trouble().isEmpty()).count(), lines.toString());
  }

  @Test
  void aFingerThatIsNotThereIsNoPinchThatFailed() {
    EnumSet<Finger> fingers = EnumSet.complementOf(EnumSet.of(Finger.RING));
    Profile profile = Calibrated.profile("Ben", WHEN, fingers);
    assertEquals("Without ring", QualityWords.without(profile));
    Figure ring = QualityWords.pinches(profile).get(2);
    assertEquals("–", ring.value());
    assertEquals("No such finger", ring.means());
    assertTrue(QualityWords.channels(profile).stream().allMatch(line -> line.trouble().isEmpty()));
    assertTrue(QualityHtml.page(profile, ZoneOffset.UTC).contains("Without ring"));
  }

  @Test
  void thePdfHasEveryFigureAndTheNameOfAFileSaysWhatItIs(@TempDir Path folder) throws Exception {
    Profile profile = Calibrated.profile("Ada (b)", WHEN, EnumSet.allOf(Finger.class));
    String pdf =
        new String(QualityPdf.page(profile, ZoneOffset.UTC), Charset.forName("windows-1252"));
    assertTrue(pdf.startsWith("%PDF-1.7") && pdf.endsWith("%%EOF\n"));
    assertTrue(pdf.contains("Ada \\(b\\)"), "brackets are escaped");
    for (Figure figure : QualityWords.figures(profile.quality())) {
      assertTrue(pdf.contains("(" + figure.value() + ") Tj"), figure.toString());
    }
    for (ChannelLine line : QualityWords.channels(profile)) {
      assertTrue(pdf.contains("(" + line.name() + ") Tj"), line.toString());
    }
    assertTrue(pdf.contains("(Not seen by any run:"), "what cannot be seen is said");
    Path paper = folder.resolve("one.pdf");
    PaperFile.write(profile, ZoneOffset.UTC, paper);
    assertTrue(Files.readString(paper, Charset.forName("windows-1252")).startsWith("%PDF"));
    Path page = folder.resolve("one.HTML");
    PaperFile.write(profile, ZoneOffset.UTC, page);
    assertTrue(Files.readString(page).startsWith("<!doctype html>"));
  }
}
