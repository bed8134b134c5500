package dev.handloom.store.episode;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Is told what an episode's MCAP holds, in the order of the file.
public interface LogVisitor {
  /// A metadata record.
  default void metadata(String name, Map<String, String> entries) {}

  /// A stream, before its first sample.
  ///
  /// @param number counts up from 0
  /// @param videoFile of a camera, its video
  void stream(int number, StreamSpec spec, @Nullable String videoFile) throws IOException;

  /// A sample, or a picture's record. The reader is good until this comes back.
  void sample(int number, PayloadReader payload) throws IOException;

  default void event(EpisodeEvent event) {}

  default void clock(ClockNote note) {}

  default void anchor(StudioClock.Anchor anchor) {}

  /// Something that belongs to the episode as a whole.
  default void enclosure(Enclosure enclosure) {}

  /// A message of a kind that this version does not know.
  default void unknown(String topic) {}
}
