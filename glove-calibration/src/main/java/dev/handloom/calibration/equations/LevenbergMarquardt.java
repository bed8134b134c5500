package dev.handloom.calibration.equations;

/// The search for the least squares of a [Problem], by steps that grow bolder while they help.
public final class LevenbergMarquardt {
  private static final int MOST_STEPS = 60;
  private static final double FIRST_DAMPING = 1e-3;
  private static final double MOST_DAMPING = 1e10;

  /// A step that takes less than this share of the cost away is the last.
  private static final double ENOUGH = 1e-10;

  private LevenbergMarquardt() {}

  /// What is to be made small.
  public interface Problem {
    /// Fills the cleared equations in at the present place; returns the cost there.
    double linearise(ArrowSystem into);

    /// The cost a step away, without going there; infinite where nothing can be said.
    double costAfter(ArrowSystem.Step step);

    /// Goes there.
    void take(ArrowSystem.Step step);
  }

  /// Goes down to a minimum; the system then holds the equations there.
  public static double solve(Problem problem, ArrowSystem system) {
    double damping = FIRST_DAMPING;
    system.clear();
    double cost = problem.linearise(system);
    for (int n = 0; n < MOST_STEPS; n++) {
      ArrowSystem.Step step = system.solve(damping);
      double next = problem.costAfter(step);
      while (!(next <= cost) && damping < MOST_DAMPING) {
        damping *= 8;
        step = system.solve(damping);
        next = problem.costAfter(step);
      }
      if (!(next <= cost)) {
        return cost;
      }
      problem.take(step);
      damping = Math.max(1e-12, damping / 8);
      boolean enough = cost - next <= ENOUGH * cost;
      system.clear();
      cost = problem.linearise(system);
      if (enough) {
        return cost;
      }
    }
    return cost;
  }
}
