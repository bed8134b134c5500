package dev.handloom.test.interop;

import dev.handloom.app.calibrate.paper.PaperFile;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.print.Report;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Calibration;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.sim.wearer.WornSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes quality pages and a long report as PDF, and what must be found on them, for programs that
/// are not ours.
public final class PaperInterop {
  private static final long SEED = 4713;
  private static final double MOST_SECONDS = 400;
  private static final int ROWS = 120;

  private PaperInterop() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<Map<String, Object>> papers = new ArrayList<>();
    String[] people = {"Ann", "Zoë Ångström (left \\ right)", "Łukasz Żółty"};
    for (int p = 0; p < people.length; p++) {
      Profile profile = profile(people[p], SEED + 10L * p);
      Path file = folder.resolve("quality-" + p + ".pdf");
      PaperFile.write(profile, ZoneOffset.UTC, file);
      List<String> words = new ArrayList<>(List.of(profile.quality().grade().word()));
      QualityWords.figures(profile.quality()).forEach(each -> words.add(each.value()));
      QualityWords.channels(profile).forEach(each -> words.add(each.name()));
      QualityWords.pinches(profile).forEach(each -> words.add(each.value()));
      profile.quality().reasons().forEach(each -> words.add(QualityWords.sentence(each)));
      words.add(QualityWords.unseen(profile).orElseThrow());
      words.add(profile.id());
      words.add(people[p].replace("Ł", "?").replace("Ż", "Z").replace("ł", "?"));
      papers.add(paper(file, words, 1));
    }
    Report report = new Report("Many rows", "Foot");
    List<List<String>> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      rows.add(List.of("Row number " + r + " of a table", r + " mm"));
      words.add("Row number " + r + " of a table");
    }
    report.table(
        List.of(
            new Report.Column("Name", 60, Report.Kind.WORDS),
            new Report.Column("Value", 30, Report.Kind.NUMBER)),
        rows);
    Path file = folder.resolve("long.pdf");
    Files.write(file, report.pdf());
    papers.add(paper(file, words, 3));
    Files.writeString(
        folder.resolve("papers.json"), JsonMapper.builder().build().writeValueAsString(papers));
  }

  private static Map<String, Object> paper(Path file, List<String> words, int pages) {
    Map<String, Object> paper = new LinkedHashMap<>();
    paper.put("file", file.toString());
    paper.put("words", words);
    paper.put("pages", pages);
    return paper;
  }

  private static Profile profile(String person, long seed) {
    Wearer wearer = new Wearer(seed);
    WornGlove glove = new WornGlove(WornGlove.Kind.COUNTS, wearer.side(), seed + 1, null);
    WornSession session = new WornSession(wearer, glove, seed + 2);
    GloveReader reader = GloveReader.of(glove.spec(), wearer.side());
    EnumSet<Finger> fingers = EnumSet.allOf(Finger.class);
    GuidedRun run =
        new GuidedRun(
            StepPlan.of(reader.channels(), fingers),
            reader,
            new RunRecording(glove.spec().channels().size()),
            glove.spec().nominalHz());
    int done = -1;
    while (!run.finished() && session.seconds() < MOST_SECONDS) {
      if (done != run.done()) {
        done = run.done();
        session.ask(Asked.valueOf(String.valueOf(run.wanted())));
      }
      session.next();
      run.see(session.nanos(), session.values());
    }
    Profile.Wearing wearing =
        new Profile.Wearing(
            person,
            "right glove",
            wearer.side(),
            HandMeasure.byRuler(wearer.rulerLength(), wearer.rulerBreadth()),
            fingers);
    Calibration made =
        Calibration.of(reader.channels(), run.holds(), wearing.side(), wearing.size(), fingers);
    return Profile.of(
        wearing,
        Instant.parse("2026-11-03T14:02:00Z"),
        "test",
        reader.channels(),
        made.model(),
        made.quality(),
        run.holds());
  }
}
