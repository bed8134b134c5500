package dev.handloom.app.preview;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.session.Source;
import dev.handloom.store.episode.EpisodeId;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What models are shown: what is captured now, or an episode.
public interface PreviewWorld {
  /// A source of its own for each model; nothing while there is nothing to look at.
  ///
  /// @param wants what the model wants to be shown
  @Nullable Source source(Wants wants);

  /// Where what models speak of comes from; a picture of its own for each board.
  MomentBoard.Origin origin();

  /// What can be shown to models: cameras, and streams of numbers.
  Collection<StreamSpec> streams();

  /// What is to be done, in words; asked on other threads, too.
  Supplier<String> task();

  /// The episode that is looked at; null where it is live.
  @Nullable EpisodeId episode();

  /// How a camera's stream is called for people.
  String camera(String stream);

  /// Where a board is no longer shown: lets go of its picture.
  default void leave(MomentBoard.Origin origin) {}
}
