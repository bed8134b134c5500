package dev.handloom.preview.session;

/// Streams and channels as people call them.
final class SaidOf {
  private SaidOf() {}

  /// “head-camera/video” is the “head camera”: a device sends one kind of thing.
  static String stream(String name) {
    int slash = name.indexOf('/');
    return plain(slash < 0 ? name : name.substring(0, slash));
  }

  /// “left-glove/fingers.index_pip” is “left glove: index pip”.
  static String channel(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? stream(name)
        : stream(name.substring(0, dot)) + ": " + plain(name.substring(dot + 1));
  }

  private static String plain(String name) {
    return name.replace('-', ' ').replace('_', ' ');
  }
}
