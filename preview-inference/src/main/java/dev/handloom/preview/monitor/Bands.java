package dev.handloom.preview.monitor;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The limits of all numbers together: of episodes like those it was learnt from, no more than the
/// stated share raises any alarm at all. Holds as long as episodes are alike; a changed scene or
/// rig voids it.
///
/// @param falseAlarms the share of sound episodes in which anything alarms
/// @param episodes how many it was learnt from
/// @param parts of each number; one that is not among them never alarms
/// @param pictures by camera and horizon as [#picture] names them: nineteen of twenty dreamed
///   pictures of accepted episodes are no worse
public record Bands(
    double falseAlarms,
    int episodes,
    SortedMap<TrustPart, Band> parts,
    SortedMap<String, Double> pictures) {
  /// Nothing is known.
  public static final Bands NONE = new Bands(Double.NaN, 0, new TreeMap<>(), new TreeMap<>());

  public Bands {
    parts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    pictures = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(pictures));
  }

  public boolean known() {
    return !parts.isEmpty();
  }

  public @Nullable Band of(TrustPart part) {
    return parts.get(part);
  }

  /// A picture of a dream, as [#pictures] has it.
  public static String picture(String camera, double aheadSeconds) {
    return camera + " +" + Horizons.words(aheadSeconds);
  }

  /// What is to be thought of one picture that was dreamed.
  ///
  /// @param wrong how much of what moved it got wrong; NaN where nothing moved
  public TrustLevel level(String camera, double aheadSeconds, double wrong) {
    if (Double.isNaN(wrong)) {
      return TrustLevel.UNKNOWN;
    }
    Double usual = pictures.get(picture(camera, aheadSeconds));
    if (usual == null) {
      return TrustLevel.UNCALIBRATED;
    }
    return wrong > usual ? TrustLevel.UNUSUAL : TrustLevel.USUAL;
  }

  /// Whether anything in an episode alarms.
  ///
  /// @param worst of each number
  public boolean alarms(Map<TrustPart, Double> worst) {
    return parts.entrySet().stream()
        .anyMatch(band ->
            band.getValue().level(worst.getOrDefault(band.getKey(), Double.NaN))
                == TrustLevel.ALARM);
  }
}
