package dev.handloom.app.preview;

import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.Horizons;
import dev.handloom.preview.monitor.MotionScore;
import dev.handloom.preview.monitor.PictureScore;
import dev.handloom.preview.session.DreamCell;
import java.util.Locale;

/// How right a dreamed picture was, in a word with a shape of its own.
enum CellWord {
  USUAL("usual"),
  UNUSUAL("unusual"),
  ALARM("alarm"),
  RIGHT("right"),
  PARTLY("partly right"),
  WRONG("wrong"),
  STILL("nothing moved"),
  COMING("to come"),
  LOST("no picture came"),
  UNTIMED("time unknown");

  /// Of what moved, it got at least half of the squared error away.
  private static final double HALF = 0.5;

  private final String word;

  CellWord(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /// Judged by the pixels that moved: a still picture would score well on the others, too.
  ///
  /// @param bands what is usual of this model; without them it is judged as such
  /// @param alarmed the horizon whose dreams alarm, as readings name it; empty where none does
  static CellWord of(DreamCell cell, Bands bands, String alarmed) {
    double wrong = cell.picture() == null ? Double.NaN : 1 - cell.picture().movingSkill();
    return switch (bands.level(cell.camera(), cell.aheadSeconds(), wrong)) {
      case USUAL -> USUAL;
      case UNUSUAL, ALARM ->
          !alarmed.isEmpty() && alarmed.startsWith(Horizons.words(cell.aheadSeconds()))
              ? ALARM
              : UNUSUAL;
      case UNKNOWN, UNCALIBRATED -> of(cell);
    };
  }

  private static CellWord of(DreamCell cell) {
    PictureScore score = cell.picture();
    if (score == null) {
      return Double.isNaN(cell.aheadSeconds()) ? UNTIMED : cell.lost() ? LOST : COMING;
    }
    double skill = score.movingSkill();
    if (Double.isNaN(skill)) {
      return STILL;
    }
    return skill >= HALF ? RIGHT : skill > 0 ? PARTLY : WRONG;
  }

  /// The number beside the word; empty where there is none.
  static String figure(DreamCell cell) {
    PictureScore score = cell.picture();
    return score == null || Double.isNaN(score.movingSkill())
        ? ""
        : String.format(Locale.ROOT, "%.2f", Math.max(-9.99, score.movingSkill()));
  }

  /// All of it, for whoever looks closely.
  static String sentence(String camera, DreamCell cell, Bands bands, String alarmed) {
    StringBuilder words = new StringBuilder(camera);
    words.append(", ").append(ahead(cell)).append(": ").append(of(cell, bands, alarmed).word);
    words.append('.');
    PictureScore score = cell.picture();
    if (score == null) {
      return words.toString();
    }
    if (Double.isNaN(score.movingSkill())) {
      words.append(" A still picture was right.");
    } else {
      words.append(
          String.format(
              Locale.ROOT,
              " On what moved %.2f (1 perfect, 0 no better than a still picture)",
              score.movingSkill()));
      Double usual = bands.pictures().get(Bands.picture(cell.camera(), cell.aheadSeconds()));
      if (usual != null) {
        words.append(
            String.format(Locale.ROOT, "; nineteen of twenty have %.2f or more", 1 - usual));
      }
      if (!Double.isNaN(score.overlap())) {
        words.append(String.format(Locale.ROOT, "; right place %.0f %%", 100 * score.overlap()));
      }
      words.append('.');
    }
    MotionScore motion = cell.motion();
    if (motion != null && motion.blocks() > 0) {
      words.append(
          String.format(
              Locale.ROOT,
              " Motion %.1f px apart, %s.",
              motion.apart(),
              motion.alike() > HALF
                  ? "the same way"
                  : motion.alike() > 0 ? "aside" : "the other way"));
    }
    words.append(String.format(Locale.ROOT, " SSIM %.2f", score.ssim()));
    if (Double.isFinite(score.psnr())) {
      words.append(String.format(Locale.ROOT, ", PSNR %.1f dB", score.psnr()));
    }
    return words.append('.').toString();
  }

  static String ahead(DreamCell cell) {
    return Double.isNaN(cell.aheadSeconds())
        ? "later"
        : String.format(Locale.ROOT, "+%.2f s", cell.aheadSeconds());
  }
}
