package dev.handloom.store.export.umi;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.export.poses.PosePart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which streams are the grippers of a buffer: where each is, and how far it is open.
record UmiRobots(List<Robot> robots) {
  private static final Set<String> NO_GRIPPER = Set.of("head", "camera", "board", "object");
  private static final Set<String> AT_HAND = Set.of("wrist", "gripper", "hand");
  private static final int MOST = 8;

  /// A gripper. The width is a channel of a stream.
  record Robot(Part pose, Part width, int widthChannel) {}

  UmiRobots {
    robots = List.copyOf(robots);
  }

  /// @param said `robot0.pose`, `robot0.width` and so on, where a person chose
  static UmiRobots of(DatasetPlan plan, Map<String, String> said) throws DatasetException {
    List<Part> poses = plan.streams().stream().filter(PosePart::pose).toList();
    List<Part> widths = plan.streams().stream().filter(part -> widthIn(part) >= 0).toList();
    List<Robot> chosen = chosen(plan, said);
    if (!chosen.isEmpty()) {
      return new UmiRobots(chosen);
    }
    List<Part> held = poses.stream().filter(part -> !named(part, NO_GRIPPER)).toList();
    if (held.isEmpty()) {
      throw new DatasetException(
          "A UMI buffer needs where the gripper is: a stream of x, y, z, qx, qy, qz, qw, as a tracker"
              + " on it sends. "
              + (poses.isEmpty()
                  ? "These episodes have none."
                  : "These episodes have only "
                      + names(poses)
                      + "; if one of them is the gripper's, say --set robot0.pose=STREAM."));
    }
    if (widths.isEmpty()) {
      throw new DatasetException(
          "A UMI buffer needs how far the gripper is open: a channel “width” in metres, as a motor"
              + " gripper sends or as finger tags give it (Calibrate, Grippers). These episodes have"
              + " none.");
    }
    List<Robot> paired = paired(held, widths);
    if (paired.isEmpty()) {
      throw new DatasetException(
          "It is not plain which place belongs to which gripper. Places: "
              + names(held)
              + ". Widths: "
              + names(widths)
              + ". Say --set robot0.pose=STREAM --set robot0.width=STREAM, and robot1 likewise.");
    }
    return new UmiRobots(paired);
  }

  private static List<Robot> paired(List<Part> poses, List<Part> widths) {
    if (poses.size() == 1 && widths.size() == 1) {
      return List.of(robot(poses.getFirst(), widths.getFirst()));
    }
    List<Robot> paired = sameDevice(poses, widths);
    if (!paired.isEmpty()) {
      return paired;
    }
    // The right hand first, as UMI counts its cameras.
    for (String side : List.of("right", "left")) {
      List<Part> here = sided(poses, side);
      List<Part> open = sided(widths, side);
      if (here.size() == 1 && open.size() == 1) {
        paired.add(robot(here.getFirst(), open.getFirst()));
      } else if (here.size() > 1 && open.size() == 1) {
        List<Part> gripper = here.stream().filter(part -> named(part, Set.of("gripper"))).toList();
        if (gripper.size() != 1) {
          return List.of();
        }
        paired.add(robot(gripper.getFirst(), open.getFirst()));
      } else if (!open.isEmpty()) {
        return List.of();
      }
    }
    if (paired.isEmpty() && widths.size() == 1) {
      List<Part> gripper = poses.stream().filter(part -> named(part, Set.of("gripper"))).toList();
      if (gripper.size() == 1) {
        return List.of(robot(gripper.getFirst(), widths.getFirst()));
      }
    }
    return paired.size() == widths.size() ? paired : List.of();
  }

  /// Where each width comes from a device that also says where it is.
  private static List<Robot> sameDevice(List<Part> poses, List<Part> widths) {
    List<Robot> paired = new ArrayList<>();
    for (Part width : widths) {
      for (Part pose : poses) {
        if (device(pose).equals(device(width))) {
          paired.add(robot(pose, width));
        }
      }
    }
    return paired.size() == widths.size() ? paired : new ArrayList<>();
  }

  private static String device(Part part) {
    return part.stream().replaceFirst("/.*", "");
  }

  private static List<Part> sided(List<Part> parts, String side) {
    return parts.stream().filter(part -> PosePart.side(part.stream()).equals(side)).toList();
  }

  private static Robot robot(Part pose, Part width) {
    return new Robot(pose, width, widthIn(width));
  }

  private static List<Robot> chosen(DatasetPlan plan, Map<String, String> said)
      throws DatasetException {
    List<Robot> chosen = new ArrayList<>();
    for (int r = 0; r < MOST; r++) {
      String pose = said.get("robot" + r + ".pose");
      String width = said.get("robot" + r + ".width");
      if (pose == null && width == null) {
        break;
      }
      Part there = stream(plan, pose, "robot" + r + ".pose");
      Part open = stream(plan, width, "robot" + r + ".width");
      if (!PosePart.pose(there)) {
        throw new DatasetException(
            "“" + pose + "” is no pose: it must be x, y, z in metres, then qx, qy, qz, qw.");
      }
      if (widthIn(open) < 0) {
        throw new DatasetException("“" + width + "” has no channel “width” in metres.");
      }
      chosen.add(robot(there, open));
    }
    return chosen;
  }

  private static Part stream(DatasetPlan plan, @Nullable String name, String wish)
      throws DatasetException {
    if (name == null) {
      throw new DatasetException("Say --set " + wish + "=STREAM too.");
    }
    return plan.streams().stream()
        .filter(part -> part.stream().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new DatasetException(
                "There is no stream “" + name + "” that all these episodes have alike."));
  }

  private static int widthIn(Part part) {
    for (int c = 0; c < part.channels().size(); c++) {
      String own = PosePart.ownName(part.channels().get(c));
      if ((own.equals("width") || own.endsWith("_width")) && part.units().get(c).equals("m")) {
        return c;
      }
    }
    return -1;
  }

  private static boolean named(Part part, Set<String> words) {
    return PosePart.words(part.stream()).stream().anyMatch(words::contains);
  }

  private static String names(List<Part> parts) {
    return parts.stream().map(Part::stream).collect(Collectors.joining(", "));
  }

  /// The streams of these grippers, each once.
  List<Part> streams() {
    Set<Part> used = new java.util.LinkedHashSet<>();
    for (Robot robot : robots) {
      used.add(robot.pose());
      used.add(robot.width());
    }
    return List.copyOf(used);
  }

  /// Cameras at the hand first, the right one before the left, then the others.
  static List<View> ordered(List<View> views) {
    Comparator<View> order =
        Comparator.comparingInt((View view) -> atHand(view) ? 0 : 1)
            .thenComparingInt(view -> {
              String side = PosePart.side(view.stream());
              return side.equals("right") ? 0 : side.equals("left") ? 1 : 2;
            });
    return views.stream().sorted(order).toList();
  }

  private static boolean atHand(View view) {
    Set<String> words = new HashSet<>(PosePart.words(view.stream()));
    words.retainAll(AT_HAND);
    return !words.isEmpty();
  }
}
