package dev.handloom.store.lerobot;

import java.util.List;
import java.util.Set;

/// A column of a dataset as `info.json` declares it.
///
/// @param type by NumPy's name, or `video`, `image`, `string`, `language`
/// @param shape how many numbers in each direction; empty for one number
/// @param names of the numbers in their order; empty where they have none
/// @param codec of a video, as it is declared; empty where it is not
/// @param depth whether pictures of it are distances
public record LeRobotFeature(
    String key, String type, List<Integer> shape, List<String> names, String codec, boolean depth) {
  /// What every dataset has besides its own columns.
  public static final List<String> USUAL =
      List.of("timestamp", "frame_index", "episode_index", "index", "task_index");

  private static final Set<String> WORDS = Set.of("string", "language", "video", "image");

  public LeRobotFeature {
    shape = List.copyOf(shape);
    names = List.copyOf(names);
  }

  public boolean isVideo() {
    return type.equals("video");
  }

  /// Whether its pictures stand in the table itself.
  public boolean isImage() {
    return type.equals("image");
  }

  public boolean isPicture() {
    return isVideo() || isImage();
  }

  public boolean isNumber() {
    return !WORDS.contains(type);
  }

  public boolean isReal() {
    return type.startsWith("float") || type.equals("double");
  }

  public boolean isUsual() {
    return USUAL.contains(key);
  }

  /// Whether it says when a row was captured or numbers what was said of it: nothing that anybody
  /// would scale, and nothing that moves.
  public boolean isRemark() {
    return key.startsWith("capture.") || key.startsWith("annotation.");
  }

  /// How many numbers a row has of it.
  public long width() {
    long width = 1;
    for (int side : shape) {
      width *= side;
    }
    return width;
  }

  /// What a person calls one of its numbers.
  public String name(int at) {
    return names.size() == width() ? names.get(at) : Integer.toString(at);
  }

  /// Of pictures: pixels across, or 0 where it is not declared.
  public int pictureWidth() {
    return side("width", isChannelFirst() ? 2 : 1);
  }

  /// Of pictures: pixels down, or 0 where it is not declared.
  public int pictureHeight() {
    return side("height", isChannelFirst() ? 1 : 0);
  }

  private boolean isChannelFirst() {
    return shape.size() == 3 && shape.getFirst() <= 4 && shape.get(2) > 4;
  }

  private int side(String name, int usual) {
    int at = names.indexOf(name);
    if (at < 0 || at >= shape.size()) {
      at = usual;
    }
    return at < shape.size() ? shape.get(at) : 0;
  }
}
