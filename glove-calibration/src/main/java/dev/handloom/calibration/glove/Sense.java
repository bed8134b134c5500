package dev.handloom.calibration.glove;

import java.util.Locale;

/// What a channel of a glove feels.
public enum Sense {
  /// All flexing joints of a finger together, as a string or a bend sensor over the whole finger
  /// does.
  CURL,
  /// The knuckle's flexion.
  MCP,
  /// Sideways at the knuckle; of a thumb, away from the palm.
  SPREAD,
  /// The middle joint; the thumb has none.
  PIP,
  /// The end joint; the thumb's only one beyond its knuckle.
  DIP,
  /// The thumb's base across the palm.
  OPPOSITION,
  /// The wrist.
  WRIST,
  /// Nothing that a hand model knows.
  OTHER;

  /// As used in messages.
  public String word() {
    return switch (this) {
      case CURL -> "curl";
      case MCP -> "knuckle";
      case SPREAD -> "spread";
      case PIP -> "middle joint";
      case DIP -> "end joint";
      case OPPOSITION -> "opposition";
      case WRIST -> "wrist";
      case OTHER -> "other";
    };
  }

  /// What the name of a channel says, after the finger has been taken out of it.
  static Sense of(String name, boolean thumb) {
    String rest = name.toLowerCase(Locale.ROOT);
    if (rest.contains("wrist")) {
      return WRIST;
    }
    if (has(rest, "splay", "split", "spread", "abduct", "_abd")) {
      return SPREAD;
    }
    if (has(rest, "curl", "bend_all")) {
      return CURL;
    }
    if (thumb) {
      return ofThumb(rest);
    }
    if (has(rest, "mcp", "knuckle", "joint_0", "proximal") || rest.endsWith("_1")) {
      // The second of joints that are counted from nought also ends in a one.
      return rest.contains("joint_1") ? PIP : MCP;
    }
    if (has(rest, "pip", "intermediate", "medial") || rest.endsWith("_2")) {
      return rest.contains("joint_2") ? DIP : PIP;
    }
    return has(rest, "dip", "distal") || rest.endsWith("_3") ? DIP : OTHER;
  }

  private static Sense ofThumb(String rest) {
    if (has(rest, "roll", "oppos", "cmc", "rotat", "metacarp", "joint_0")) {
      return OPPOSITION;
    }
    if (has(rest, "joint_1")) {
      return MCP;
    }
    if (rest.endsWith("_1")) {
      return OPPOSITION;
    }
    // Some makers give the thumb a middle joint; it is the knuckle.
    if (!has(rest, "joint") && (has(rest, "mcp", "pip", "knuckle") || rest.endsWith("_2"))) {
      return MCP;
    }
    return has(rest, "dip", "_ip", "distal", "joint_2", "joint_3") || rest.endsWith("_3")
        ? DIP
        : OTHER;
  }

  private static boolean has(String name, String... words) {
    for (String word : words) {
      if (name.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
