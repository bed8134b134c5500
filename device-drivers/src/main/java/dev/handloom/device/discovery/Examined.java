package dev.handloom.device.discovery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of looking at a device.
///
/// @param device which
/// @param suspicions what it may be, the likeliest first
/// @param tried what was done, in order, and what each step found
/// @param hindrance null if nothing was in the way
public record Examined(
    Attached device,
    List<Suspicion> suspicions,
    List<String> tried,
    @Nullable Hindrance hindrance) {
  public Examined {
    suspicions = List.copyOf(suspicions);
    tried = List.copyOf(tried);
  }
}
