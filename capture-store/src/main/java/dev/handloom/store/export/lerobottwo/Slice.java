package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.Part;
import java.util.ArrayList;
import java.util.List;

/// Some numbers of a vector that belong together, as an arm or a hand.
///
/// @param start the first of them
/// @param end the first that is not one of them
record Slice(String name, int start, int end) {
  /// The first number of a hand's wrist, which is learnt apart from the fingers.
  private static final String WRIST = ".wrist_x";

  private static final int POSE = 7;

  int width() {
    return end - start;
  }

  static List<Slice> state(DatasetPlan plan) {
    return slices(plan.streams().stream().map(Part::name).toList(), plan.streams());
  }

  /// What has its like in the state has its name.
  static List<Slice> action(DatasetPlan plan) {
    List<String> names = new ArrayList<>();
    for (Part part : plan.actionParts()) {
      List<Part> like =
          plan.streams().stream().filter(state -> numbers(state).equals(numbers(part))).toList();
      String name = like.size() == 1 ? like.getFirst().name() : nearest(part, like);
      names.add(names.contains(name) ? part.name() : name);
    }
    return slices(names, plan.actionParts());
  }

  /// Of several that have the same numbers, as two arms have, the one whose name begins alike.
  private static String nearest(Part part, List<Part> like) {
    String name = part.name();
    int longest = 0;
    for (Part each : like) {
      int same = 0;
      while (same < Math.min(part.name().length(), each.name().length())
          && part.name().charAt(same) == each.name().charAt(same)) {
        same++;
      }
      if (same > longest) {
        longest = same;
        name = each.name();
      }
    }
    return name;
  }

  /// The names of a part's numbers without that of the part.
  private static List<String> numbers(Part part) {
    String head = part.name() + ".";
    return part.channels().stream()
        .map(channel -> channel.startsWith(head) ? channel.substring(head.length()) : channel)
        .toList();
  }

  private static List<Slice> slices(List<String> names, List<Part> parts) {
    List<Slice> slices = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      int end = at + parts.get(i).channels().size();
      slices.add(new Slice(names.get(i), at, end));
      int wrist = parts.get(i).channels().indexOf(parts.get(i).name() + WRIST);
      if (wrist > 0 && at + wrist + POSE <= end) {
        slices.add(new Slice(names.get(i) + "_wrist", at + wrist, at + wrist + POSE));
      }
      at = end;
    }
    return List.copyOf(slices);
  }
}
