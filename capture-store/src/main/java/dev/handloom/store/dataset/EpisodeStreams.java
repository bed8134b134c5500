package dev.handloom.store.dataset;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapException;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.payload.SpecCodec;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Which streams an episode has, without reading its samples.
///
/// @param specs by name
public record EpisodeStreams(Bundle bundle, Manifest manifest, Map<String, StreamSpec> specs) {
  public static EpisodeStreams read(Bundle bundle) throws IOException {
    Manifest manifest = ManifestFile.read(bundle);
    Map<String, StreamSpec> specs = new TreeMap<>();
    try (IndexedMcapReader log = IndexedMcapReader.open(bundle.mcap())) {
      for (McapRecord.Channel channel : log.channels().values()) {
        if (channel.metadata().containsKey(SpecCodec.STREAM)) {
          StreamSpec spec = SpecCodec.read(channel.metadata());
          specs.put(spec.name(), spec);
        }
      }
    } catch (McapException e) {
      throw new DatasetException("The episode's data is damaged: " + bundle.folder(), e);
    }
    return new EpisodeStreams(bundle, manifest, specs);
  }

  /// How many samples came of a stream.
  public long samples(String stream) {
    return manifest.streams().stream()
        .filter(entry -> entry.name().equals(stream))
        .mapToLong(Manifest.StreamEntry::samples)
        .findFirst()
        .orElse(0);
  }
}
