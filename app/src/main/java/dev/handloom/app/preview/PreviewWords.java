package dev.handloom.app.preview;

import java.util.Locale;

/// How models' names are called for people.
final class PreviewWords {
  private static final int DIGEST_SHOWN = 12;

  private PreviewWords() {}

  /// “left-glove/fingers.index_pip” is “Left glove, index pip”.
  static String channel(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return plain(name);
    }
    return stream(name.substring(0, dot)) + ", " + name.substring(dot + 1).replace('_', ' ');
  }

  /// “left-glove/fingers” is “Left glove”: the part after the slash says nothing to a person who
  /// looks at joints.
  static String stream(String name) {
    int slash = name.indexOf('/');
    return plain(slash < 0 ? name : name.substring(0, slash));
  }

  /// The stream of a channel.
  static String streamOf(String channel) {
    int dot = channel.lastIndexOf('.');
    return dot < 0 ? channel : channel.substring(0, dot);
  }

  /// The part of a channel's name after its stream.
  static String part(String channel) {
    return plain(channel.substring(channel.lastIndexOf('.') + 1));
  }

  private static String plain(String name) {
    String words = name.replace('-', ' ').replace('_', ' ').replace('/', ' ').strip();
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static String digest(String digest) {
    return digest.length() <= DIGEST_SHOWN ? digest : digest.substring(0, DIGEST_SHOWN);
  }

  static String millis(double millis) {
    return Double.isNaN(millis)
        ? "–"
        : millis < 9.95
            ? String.format(Locale.ROOT, "%.1f ms", millis)
            : String.format(Locale.ROOT, "%.0f ms", millis);
  }

  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
