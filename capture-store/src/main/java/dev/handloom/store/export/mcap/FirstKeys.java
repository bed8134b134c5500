package dev.handloom.store.export.mcap;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a part of a take is exported: from which picture on each camera must be, so that its first
/// wanted picture can be decoded.
final class FirstKeys {
  private final List<Long> fromNanos = new ArrayList<>();
  private final long wantedFrom;

  private FirstKeys(long wantedFrom) {
    this.wantedFrom = wantedFrom;
  }

  static FirstKeys of(ExportSource source) throws IOException {
    FirstKeys keys = new FirstKeys(source.stretch().fromNanos());
    if (source.stretch().cut()) {
      EpisodeLogReader.read(source.bundle().mcap(), keys.new Search());
    }
    return keys;
  }

  /// Whether a sample before the wanted part belongs to the file.
  boolean wants(int stream, long captureNanos) {
    return stream < fromNanos.size()
        && captureNanos >= fromNanos.get(stream)
        && captureNanos < wantedFrom;
  }

  private final class Search implements LogVisitor {
    private final List<Boolean> cameras = new ArrayList<>();

    @Override
    public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
      cameras.add(videoFile != null);
      fromNanos.add(Long.MAX_VALUE);
    }

    @Override
    public void sample(int number, PayloadReader payload) {
      if (cameras.get(number)
          && payload.captureNanos() <= wantedFrom
          && payload.frame().keyFrame()) {
        fromNanos.set(number, payload.captureNanos());
      }
    }
  }
}
