package dev.handloom.store.episode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a stream says that no device measured it: a model predicted it. It can be looked at, and is
/// never data.
public final class Predicted {
  /// How the maker of such a stream begins; the model follows.
  public static final String MAKER = "predicted by ";

  private Predicted() {}

  /// @param maker of a stream
  public static boolean marks(@Nullable String maker) {
    return maker != null && maker.startsWith(MAKER.strip());
  }

  /// The streams of an episode that a model predicted.
  public static List<String> streams(Manifest manifest) {
    return manifest.streams().stream()
        .filter(stream -> marks(stream.maker()))
        .map(Manifest.StreamEntry::name)
        .toList();
  }
}
