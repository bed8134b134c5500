package dev.handloom.device.discovery;

import java.util.List;

/// What came of looking over one device of a rig, point by point.
///
/// @param device its id in the rig
/// @param role what it is to the person
/// @param title what its driver speaks to
/// @param address as the rig file has it
/// @param points in the order in which one would look
public record Checkup(
    String device, String role, String title, String address, List<Point> points) {
  /// How a point stands.
  public enum Verdict {
    /// As it should be.
    GOOD,
    /// It works, and could be better; or it could not be found out.
    NOTE,
    /// It does not work like this.
    WRONG
  }

  /// One thing that was looked at.
  ///
  /// @param subject in one or two words
  /// @param what was found, with figures
  /// @param remedy what a person does about it; empty if there is nothing to do
  public record Point(String subject, Verdict verdict, String what, String remedy) {}

  public Checkup {
    points = List.copyOf(points);
  }

  /// Whether nothing is wrong.
  public boolean sound() {
    return points.stream().noneMatch(point -> point.verdict() == Verdict.WRONG);
  }

  /// The same with one point more.
  public Checkup and(Point more) {
    java.util.ArrayList<Point> all = new java.util.ArrayList<>(points);
    all.add(more);
    return new Checkup(device, role, title, address, all);
  }
}
