package dev.handloom.calibration.urdf;

import java.util.List;

/// A robot as a tree: links, and the joints that hold them, each after the one it hangs on.
///
/// @param links the root first, then the child of each joint in the joints' order
public record RobotModel(String name, List<String> links, List<RobotJoint> joints) {
  public RobotModel {
    links = List.copyOf(links);
    joints = List.copyOf(joints);
  }

  /// Where a link stands in [#links]; −1 if there is none of that name.
  public int link(String wanted) {
    return links.indexOf(wanted);
  }

  public String root() {
    return links.getFirst();
  }

  /// The joint that holds a link; the root has none.
  public RobotJoint holder(int link) {
    return joints.get(link - 1);
  }

  /// The link on which a link hangs; −1 for the root.
  public int parent(int link) {
    return link == 0 ? -1 : link(holder(link).parent());
  }

  /// Whether nothing hangs on a link.
  public boolean isLeaf(int link) {
    String at = links.get(link);
    return joints.stream().noneMatch(joint -> joint.parent().equals(at));
  }
}
