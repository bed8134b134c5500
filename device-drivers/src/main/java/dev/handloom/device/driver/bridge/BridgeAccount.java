package dev.handloom.device.driver.bridge;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/// How the studio gets on with a bridge since it was connected: what its author wants to know.
final class BridgeAccount {
  long messages;
  long samples;
  long bad;
  long lost;
  String lastBad = "";

  private final BitSet beyondSeen = new BitSet();
  private final Set<String> beyond = new TreeSet<>();

  /// A channel was beyond its range.
  void beyond(int channel, int channels, String name) {
    if (channel < channels && !beyondSeen.get(channel)) {
      beyondSeen.set(channel);
      beyond.add(name);
    }
  }

  /// Channels that were beyond their range.
  Set<String> beyond() {
    return beyond;
  }

  /// Changes when what a person should know does.
  int version() {
    int nothingGood = samples == 0 && bad > 0 ? 1 + lastBad.hashCode() % 1000 : 0;
    return 1_000_000 * nothingGood + 1000 * beyond.size();
  }

  /// What a bridge that asks is told.
  String json(Set<String> unknown) {
    StringBuilder text = new StringBuilder();
    text.append("{\"studio\":\"handloom\",\"v\":1,\"messages\":").append(messages);
    text.append(",\"samples\":").append(samples);
    text.append(",\"bad\":").append(bad);
    text.append(",\"lost\":").append(lost);
    text.append(",\"last_bad\":");
    quoted(text, lastBad);
    names(text.append(",\"unknown\":"), unknown);
    names(text.append(",\"beyond\":"), beyond);
    return text.append('}').toString();
  }

  private static void names(StringBuilder text, Set<String> names) {
    text.append('[');
    String between = "";
    for (String name : names) {
      quoted(text.append(between), name);
      between = ",";
    }
    text.append(']');
  }

  /// Names come from outside: nothing of them may end the string.
  private static void quoted(StringBuilder text, String word) {
    text.append('"');
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      text.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
    }
    text.append('"');
  }
}
