package dev.handloom.store.episode;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Something that belongs to an episode and that the store does not look into: the calibration that
/// a hand was computed by. It stands in the MCAP as an attachment, before the first sample.
///
/// @param name of the attachment, one of a kind in an episode
/// @param subject the stream that it is of
/// @param words what it is, for a person
public record Enclosure(String name, String mediaType, String subject, String words, byte[] bytes) {
  /// The metadata record that goes before each attachment.
  public static final String METADATA = "handloom.enclosure";

  public Enclosure {
    Objects.requireNonNull(name, "name");
    bytes = bytes.clone();
  }

  /// What the MCAP says of it.
  public Map<String, String> metadata() {
    Map<String, String> out = new LinkedHashMap<>();
    out.put("name", name);
    out.put("subject", subject);
    out.put("words", words);
    return out;
  }

  /// From the attachment, and the metadata record before it.
  static Enclosure read(
      String name, String mediaType, Map<String, String> metadata, ByteBuffer data) {
    boolean own = name.equals(metadata.get("name"));
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return new Enclosure(
        name,
        mediaType,
        own ? metadata.getOrDefault("subject", "") : "",
        own ? metadata.getOrDefault("words", "") : "",
        bytes);
  }

  /// What the manifest says of it.
  public Manifest.EnclosureEntry entry() {
    return new Manifest.EnclosureEntry(name, subject, words, bytes.length);
  }
}
