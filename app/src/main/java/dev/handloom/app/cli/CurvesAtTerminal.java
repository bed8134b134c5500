package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.RigArm;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.CurvesProfile;
import dev.handloom.calibration.arm.MatchRun;
import dev.handloom.calibration.exo.HandCurves;
import dev.handloom.calibration.exo.MatchPlan;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.JointKind;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A guided run in which a person matches a robot's hand with an exoskeleton, pose by pose.
final class CurvesAtTerminal {
  private static final long LOOK_NANOS = 5_000_000L;

  /// The same poses each time, so that two runs can be compared.
  private static final long POSES = 1;

  /// As good as an eye matches a pose; what is kept back may be off so far, as a share of a joint's
  /// way.
  private static final double GOOD = 0.06;

  private final Terminal terminal;
  private final RigArm arm;
  private final ArmShelf shelf;
  private final String person;
  private final boolean json;

  CurvesAtTerminal(Terminal terminal, RigArm arm, ArmShelf shelf, String person, boolean json) {
    this.terminal = terminal;
    this.arm = arm;
    this.shelf = shelf;
    this.person = person;
    this.json = json;
  }

  /// @param wanted name or file of the robot's hand
  /// @return the exit code
  int run(Workplace workplace, String wanted, GentleEnd end) throws IOException, ProfileException {
    ArmProfile profile =
        shelf
            .history(arm.name())
            .current()
            .filter(each -> each.fits(arm.stream().spec()))
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.UNUSABLE,
                    "The curves begin with the exoskeleton's own angles, and it is not calibrated;"
                        + " calibrate it first, without --robot."));
    RobotHand hand = hand(wanted);
    MatchRun run =
        new MatchRun(
            profile.model(),
            plan(hand),
            arm.stream().spec().channels().size(),
            arm.stream().spec().nominalHz());
    match(workplace, run, end);
    if (!run.finished()) {
      throw new CommandFailed(CommandFailed.FINDING, "The run was given up; nothing was kept.");
    }
    CurvesProfile curves;
    try {
      curves =
          CurvesProfile.of(
              person, profile, hand.name(), hand.hash(), Instant.now(), Version.text(), run);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          CommandFailed.FINDING, "Nothing was kept. " + e.getMessage() + ". Match them once more.");
    }
    Path file = shelf.keep(curves, run.recording());
    return told(curves, file);
  }

  private static RobotHand hand(String wanted) throws IOException {
    try {
      return RobotHands.find(wanted).hand();
    } catch (UrdfException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static MatchPlan plan(RobotHand hand) {
    List<Integer> used = hand.used();
    Drives drives = hand.drives();
    boolean[] slides = new boolean[used.size()];
    double[] low = new double[used.size()];
    double[] high = new double[used.size()];
    List<String> names = new ArrayList<>();
    for (int j = 0; j < used.size(); j++) {
      int drive = used.get(j);
      names.add(drives.joint(drive).name());
      slides[j] = drives.joint(drive).kind() == JointKind.PRISMATIC;
      low[j] = hand.lower(drive);
      high[j] = hand.upper(drive);
    }
    return MatchPlan.of(names, slides, low, high, POSES);
  }

  private void match(Workplace workplace, MatchRun run, GentleEnd end) {
    Optional<SimulatedRig> simulation =
        arm.device().config().simulated() ? workplace.simulation() : Optional.empty();
    RingReader reader = arm.stream().ring().reader();
    Sample sample = new Sample(arm.stream().spec());
    terminal.tell(
        "For each pose: bring the robot's hand there by its own program, make the exoskeleton stand"
            + " as it does, and hold it still.");
    int told = -1;
    long last = Long.MIN_VALUE;
    try {
      while (!run.finished() && !end.asked()) {
        if (told != run.done()) {
          told = run.done();
          terminal.tell(words(run.plan(), told));
          int pose = told;
          simulation.ifPresent(rig -> rig.matchArm(shares(run.plan(), pose)));
        }
        boolean some = false;
        while (run.done() == told && reader.poll(sample)) {
          some = true;
          // A clock that is being found may step back a little; a run's own time does not.
          last = Math.max(last, sample.captureNanos);
          run.see(last, sample.values);
        }
        if (!some) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
      }
    } finally {
      simulation.ifPresent(rig -> rig.moveArm(null, -1));
    }
  }

  private static List<Double> shares(MatchPlan plan, int pose) {
    List<Double> shares = new ArrayList<>();
    for (int j = 0; j < plan.joints().size(); j++) {
      shares.add(plan.share(pose, j));
    }
    return shares;
  }

  private static String words(MatchPlan plan, int pose) {
    StringBuilder words = new StringBuilder();
    for (int j = 0; j < plan.joints().size(); j++) {
      double target = plan.targets()[pose][j];
      words
          .append(j == 0 ? "" : ", ")
          .append(plan.joints().get(j).replace('_', ' '))
          .append(
              plan.slides()[j]
                  ? String.format(Locale.ROOT, " %.1f mm", 1000 * target)
                  : String.format(Locale.ROOT, " %.0f°", Math.toDegrees(target)));
    }
    return String.format(Locale.ROOT, "%2d of %d  %s", pose + 1, plan.poses(), words);
  }

  private int told(CurvesProfile curves, Path file) {
    MatchRun.Result result = curves.result();
    boolean good = true;
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s leads %s: curves through %d poses, judged by %d that were kept back",
            arm.device().config().id(),
            curves.robot(),
            result.fitted(),
            result.checked()));
    lines.add("  joint                     led by                  degree   kept back ±");
    for (int j = 0; j < result.curves().joints().size(); j++) {
      HandCurves.Joint joint = result.curves().joints().get(j);
      double off = result.heldOut()[j];
      good &= joint.curve().rises() && off < GOOD * (curves.high()[j] - curves.low()[j]);
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-25s %-23s %6d   %s%s",
              joint.name().replace('_', ' '),
              curves.joints().get(joint.source()).replace('_', ' '),
              joint.curve().coefficients().length - 1,
              curves.slides()[j]
                  ? String.format(Locale.ROOT, "%8.1f mm", 1000 * off)
                  : String.format(Locale.ROOT, "%8.1f°", Math.toDegrees(off)),
              joint.curve().rises() ? "" : "  turns back on its way: match again"));
    }
    if (json) {
      terminal.json(curves);
    } else {
      lines.forEach(terminal::say);
      terminal.say("Kept: " + file);
    }
    return good ? 0 : CommandFailed.FINDING;
  }
}
