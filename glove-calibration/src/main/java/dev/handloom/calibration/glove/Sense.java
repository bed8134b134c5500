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
    if (thumb && has(rest, "roll", "oppos", "cmc", "rotat", "metacarp", "joint_0", "_1")) {
      return OPPOSITION;
    }
    if (has(rest, "mcp", "knuckle", "joint_0", "proximal") || rest.endsWith(thumb ? "_2" : "_1")) {
      return MCP;
    }
    if (thumb && has(rest, "pip", "dip", "_ip", "joint_1", "joint_2", "distal", "_3")) {
      return rest.contains("joint_1") ? MCP : DIP;
    }
    if (has(rest, "pip", "joint_1", "intermediate", "medial") || rest.endsWith("_2")) {
      return PIP;
    }
    if (has(rest, "dip", "joint_2", "joint_3", "distal") || rest.endsWith("_3")) {
      return DIP;
    }
    return OTHER;
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
