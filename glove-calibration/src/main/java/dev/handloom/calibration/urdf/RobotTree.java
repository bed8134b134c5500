package dev.handloom.calibration.urdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts links and joints in order, and says what keeps them from being a tree.
final class RobotTree {
  private RobotTree() {}

  static RobotModel of(String name, List<String> links, List<RobotJoint> joints)
      throws UrdfException {
    Set<String> known = new HashSet<>();
    for (String link : links) {
      if (!known.add(link)) {
        throw new UrdfException("Two links are called " + link + ".");
      }
    }
    if (links.isEmpty()) {
      throw new UrdfException("The description has no links.");
    }
    Map<String, RobotJoint> holders = new HashMap<>();
    Map<String, List<RobotJoint>> hanging = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (RobotJoint joint : joints) {
      if (!names.add(joint.name())) {
        throw new UrdfException("Two joints are called " + joint.name() + ".");
      }
      for (String end : List.of(joint.parent(), joint.child())) {
        if (!known.contains(end)) {
          throw new UrdfException(
              "Joint " + joint.name() + " hangs on link " + end + ", and there is no such link.");
        }
      }
      RobotJoint other = holders.put(joint.child(), joint);
      if (other != null) {
        throw new UrdfException(
            "Link "
                + joint.child()
                + " is held by two joints, "
                + other.name()
                + " and "
                + joint.name()
                + ". A hand must be a tree; cut the loop and let one joint mimic.");
      }
      hanging.computeIfAbsent(joint.parent(), p -> new ArrayList<>()).add(joint);
    }
    List<String> roots = links.stream().filter(link -> !holders.containsKey(link)).toList();
    if (roots.isEmpty()) {
      throw new UrdfException(
          "The links go round in a circle, " + circle(links.getFirst(), holders) + ".");
    }
    List<String> ordered = new ArrayList<>(List.of(roots.getFirst()));
    List<RobotJoint> sorted = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      for (RobotJoint joint : hanging.getOrDefault(ordered.get(i), List.of())) {
        sorted.add(joint);
        ordered.add(joint.child());
      }
    }
    if (ordered.size() < links.size()) {
      List<String> lost = links.stream().filter(link -> !ordered.contains(link)).toList();
      if (roots.size() > 1) {
        throw new UrdfException(
            "Link "
                + roots.get(1)
                + " hangs on nothing, and neither does "
                + roots.getFirst()
                + "; one of them needs a joint.");
      }
      throw new UrdfException(
          "The links go round in a circle, " + circle(lost.getFirst(), holders) + ".");
    }
    return new RobotModel(name, ordered, sorted);
  }

  private static String circle(String from, Map<String, RobotJoint> holders) {
    StringBuilder text = new StringBuilder(from);
    Set<String> seen = new HashSet<>(Set.of(from));
    String at = from;
    for (RobotJoint joint = holders.get(at); joint != null; joint = holders.get(at)) {
      at = joint.parent();
      text.append(" on ").append(at);
      if (!seen.add(at)) {
        break;
      }
    }
    return text.toString();
  }
}
