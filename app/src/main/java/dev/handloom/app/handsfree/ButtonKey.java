package dev.handloom.app.handsfree;

import java.util.Locale;

/// A switch of a stream.
///
/// @param stream as `feet/pedals`
/// @param channel as `left`
public record ButtonKey(String stream, String channel) {
  /// As the settings have it.
  @Override
  public String toString() {
    return stream + ":" + channel;
  }

  /// For a person: `Left`.
  public String words() {
    String words = channel.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /// For a person, with its device: `Left, feet`.
  public String longWords() {
    int slash = stream.indexOf('/');
    return slash < 0 ? "the key " + words() : words() + ", " + stream.substring(0, slash);
  }
}
