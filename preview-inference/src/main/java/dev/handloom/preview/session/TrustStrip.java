package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.monitor.Band;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.Reading;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.monitor.TrustPart;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts into a few readings what the answers of the last seconds came to. Belongs to the preview's
/// thread.
final class TrustStrip {
  /// Motion that is more across than along does not agree.
  private static final double ACROSS = 0.5;

  /// A dream that is this bad is no better than a still picture.
  private static final double WORTHLESS = 1;

  private final Wants wants;
  private final Supplier<Bands> learnt;
  private final LevelHold levels = new LevelHold();
  private Bands bands = Bands.NONE;
  private Map<TrustPart, Double> values = Map.of();
  private double ageMillis = Double.NaN;

  TrustStrip(Wants wants, Supplier<Bands> learnt) {
    this.wants = wants;
    this.learnt = learnt;
  }

  /// @param answers oldest first
  /// @param nowNanos of what is looked at
  List<TrustReading> readings(List<Answer> answers, long nowNanos) {
    bands = learnt.get();
    values = TrustScores.newest(answers);
    levels.look(bands, values, nowNanos);
    ageMillis = answers.isEmpty() ? Double.NaN : answers.getLast().prediction().ageMillis();
    List<TrustReading> readings = new ArrayList<>();
    for (Trust trust : Trust.values()) {
      if (trust == Trust.TIME) {
        readings.add(time());
      } else if (trust != Trust.SPREAD || values.containsKey(TrustPart.whole(trust))) {
        // Most models say nothing of how much they hesitate.
        readings.add(reading(trust, answers));
      }
    }
    return readings;
  }

  Bands bands() {
    return bands;
  }

  /// The part of it that is farthest off; nothing while none is known.
  private @Nullable TrustPart worst(Trust trust) {
    TrustPart worst = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<TrustPart, Double> each : values.entrySet()) {
      if (each.getKey().trust() != trust) {
        continue;
      }
      Band band = bands.of(each.getKey());
      double off =
          levels.of(each.getKey()).ordinal() * 1e6
              + (band == null ? each.getValue() : band.pressure(each.getValue()));
      if (off > most) {
        most = off;
        worst = each.getKey();
      }
    }
    return worst;
  }

  private TrustReading reading(Trust trust, List<Answer> answers) {
    TrustPart part = worst(trust);
    if (part == null) {
      return new TrustReading(
          trust.title(),
          Double.NaN,
          trust.unit(),
          Double.NaN,
          Double.NaN,
          Double.NaN,
          0,
          TrustLevel.UNKNOWN,
          unknown(trust),
          "");
    }
    double value = values.getOrDefault(part, Double.NaN);
    Band band = bands.of(part);
    TrustLevel level = levels.of(part);
    return new TrustReading(
        trust.title(),
        value,
        trust.unit(),
        band == null ? Double.NaN : band.usual(),
        band == null ? Double.NaN : band.limit(),
        band == null ? Double.NaN : bands.falseAlarms(),
        band == null ? 0 : bands.episodes(),
        level,
        words(trust, value, level),
        detail(part, answers));
  }

  private TrustReading time() {
    double most = wants.stepSeconds() * 1000 * Math.max(1, wants.steps() / 2.0);
    boolean late = ageMillis > most;
    return new TrustReading(
        Trust.TIME.title(),
        ageMillis,
        Trust.TIME.unit(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        Double.isNaN(ageMillis) ? TrustLevel.UNKNOWN : late ? TrustLevel.ALARM : TrustLevel.USUAL,
        Double.isNaN(ageMillis)
            ? "not known yet"
            : String.format(Locale.ROOT, late ? "late, %.0f ms" : "in time, %.0f ms", ageMillis),
        "half of what it plans lasts " + Math.round(most) + " ms");
  }

  private static String unknown(Trust trust) {
    return switch (trust) {
      case DREAM, MOTION -> "nothing to judge yet";
      case FAMILIAR -> "not compared";
      default -> "not known yet";
    };
  }

  /// Unusual is said as such; without limits, what the number itself says and no more.
  private static String words(Trust trust, double value, TrustLevel level) {
    boolean bad = level == TrustLevel.ALARM;
    if (level == TrustLevel.UNUSUAL) {
      return switch (trust) {
        case DREAM -> "dream weaker than usual";
        case MOTION -> "motion less alike than usual";
        case PLAN -> "plan changes more than usual";
        case FOLLOWS -> "plan and dream more apart than usual";
        case BODY -> "body less as expected than usual";
        case PERSON -> "person does otherwise more than usual";
        case SPREAD -> "less agreement than usual";
        case FAMILIAR -> "scene less familiar than usual";
        case STILL -> "picture stands longer than usual";
        case TIME -> "";
      };
    }
    if (level == TrustLevel.UNCALIBRATED) {
      return switch (trust) {
        case DREAM ->
            value >= WORTHLESS ? "worse than if nothing moved" : "better than if nothing moved";
        case MOTION -> value > ACROSS ? "motion differs" : "motion agrees";
        case PLAN -> "from plan to plan";
        case FOLLOWS -> "plan to dream";
        case BODY -> "body to forecast";
        case PERSON -> "person to plan";
        case SPREAD -> "apart";
        case FAMILIAR -> "scene to the nearest";
        case STILL -> "body since the last picture";
        case TIME -> "";
      };
    }
    return switch (trust) {
      case DREAM -> bad ? "dream goes wrong" : "dream as usual";
      case MOTION -> bad ? "motion differs" : "motion agrees";
      case PLAN -> bad ? "plan jumps" : "plan holds";
      case FOLLOWS -> bad ? "plan leaves its dream" : "plan follows its dream";
      case BODY -> bad ? "body elsewhere" : "body as expected";
      case PERSON -> bad ? "person does otherwise" : "person does the same";
      case SPREAD -> bad ? "no agreement" : "as agreed as usual";
      case FAMILIAR -> bad ? "unfamiliar scene" : "familiar scene";
      case STILL -> bad ? "picture stands still" : "picture moves on";
      case TIME -> "";
    };
  }

  private String detail(TrustPart part, List<Answer> answers) {
    return switch (part.trust()) {
      case DREAM -> part.of() + " ahead";
      case BODY -> part.of() + " ahead" + farthest(answers);
      default -> part.of();
    };
  }

  /// The channel that is farthest from where it was expected, in its unit.
  private String farthest(List<Answer> answers) {
    for (int i = answers.size() - 1; i >= 0; i--) {
      double[] off = answers.get(i).plan().forecastOff();
      List<Channel> state = wants.state();
      if (off.length != state.size() || off.length == 0) {
        continue;
      }
      int worst = 0;
      for (int c = 1; c < off.length; c++) {
        if (off[c] / state.get(c).spread() > off[worst] / state.get(worst).spread()) {
          worst = c;
        }
      }
      return String.format(
          Locale.ROOT,
          off[worst] >= 10 ? "; most %s, %.0f %s" : "; most %s, %.3f %s",
          state.get(worst).name(),
          off[worst],
          state.get(worst).unit());
    }
    return "";
  }

  /// Whether the dream is right and the plan follows it; nothing where either cannot be told, as
  /// without limits, or while a dream is no better than a still picture. Of the newest readings.
  @Nullable Reading reading() {
    TrustPart dream = worst(Trust.DREAM);
    TrustPart follows = worst(Trust.FOLLOWS);
    if (dream == null || follows == null) {
      return null;
    }
    Band usual = bands.of(dream);
    if (usual == null || bands.of(follows) == null || usual.usual() >= WORTHLESS) {
      return null;
    }
    return Reading.of(levels.of(dream) != TrustLevel.ALARM, levels.of(follows) != TrustLevel.ALARM);
  }
}
