package dev.handloom.preview.session;

import dev.handloom.preview.monitor.Bands;
import java.util.function.Supplier;

/// How a preview is run.
///
/// @param task what is to be done, in words; asked for at every step
/// @param bands limits that were learnt for exactly this model; asked for at every step, as they
///   may be learnt meanwhile
/// @param familiarity how strangeness is told
public record PreviewOptions(
    Supplier<String> task, Supplier<Bands> bands, Familiarity familiarity) {
  /// Without limits, and nothing said of strangeness.
  public static PreviewOptions plain(String task) {
    return new PreviewOptions(() -> task, () -> Bands.NONE, Familiarity.NONE);
  }
}
