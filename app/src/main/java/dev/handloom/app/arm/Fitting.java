package dev.handloom.app.arm;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.Outfit;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.CurvedHand;
import dev.handloom.calibration.arm.CurvesProfile;
import dev.handloom.calibration.arm.ProfiledArm;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.library.Library;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the profiles of arms on the arms of a rig: joint angles with their bounds appear beside
/// each raw stream, and where a robot's hand was matched, its joint targets. An arm's profile is
/// anybody's.
public final class Fitting {
  private Fitting() {}

  /// Where the arms' profiles of a library lie.
  public static ArmShelf shelf(Library library) {
    return new ArmShelf(Outfit.folder(library));
  }

  /// What each arm of a rig should be computed by, in its order. Waits for the disk; changes
  /// nothing.
  ///
  /// @param shelf null where no library is open
  public static List<Fitted> choose(Workplace workplace, @Nullable ArmShelf shelf) {
    return RigArm.of(workplace).stream().map(arm -> choose(arm, shelf)).toList();
  }

  private static Fitted choose(RigArm arm, @Nullable ArmShelf shelf) {
    if (shelf == null) {
      return Fitted.raw(arm, "");
    }
    try {
      ArmShelf.History history = shelf.history(arm.name());
      ArmProfile profile = history.current().orElse(null);
      if (profile == null) {
        return Fitted.raw(arm, String.join(" ", history.unreadable()));
      }
      if (!profile.fits(arm.stream().spec())) {
        return Fitted.raw(
            arm,
            "The profile of "
                + profile.taken().toString().substring(0, 10)
                + " was made on an arm with other joints.");
      }
      return new Fitted(arm, profile, shelf.curves(profile).orElse(null), "");
    } catch (ProfileException e) {
      return Fitted.raw(arm, String.valueOf(e.getMessage()));
    }
  }

  /// Derives the angles. Nothing is touched that is already so.
  ///
  /// @return whether some stream is another than before
  public static boolean put(Workplace workplace, List<Fitted> fitted) {
    boolean changed = false;
    for (Fitted one : fitted) {
      Rig rig = workplace.rig();
      ArmProfile profile = one.profile();
      StreamSpec raw = one.arm().stream().spec();
      changed |=
          put(
              rig,
              raw,
              one.arm().anglesName(),
              profile == null ? null : new ProfiledArm(raw, one.arm().anglesName(), profile));
      CurvesProfile curves = one.curves();
      changed |=
          put(
              rig,
              raw,
              one.arm().robotName(),
              profile == null || curves == null
                  ? null
                  : new CurvedHand(raw, one.arm().robotName(), profile, curves));
    }
    return changed;
  }

  private static boolean put(Rig rig, StreamSpec raw, String name, @Nullable Processor processor) {
    LiveStream before = rig.hub().find(name).orElse(null);
    if (processor == null) {
      rig.underive(name);
      return before != null;
    }
    if (before != null && before.spec().equals(processor.output())) {
      return false;
    }
    rig.underive(name);
    rig.derive(raw.name(), processor);
    return true;
  }

  /// The profiles that go into an episode: whole, but for the recordings of their runs.
  public static List<Enclosure> enclosed(List<Fitted> fitted) {
    List<Enclosure> enclosures = new ArrayList<>();
    for (Fitted one : fitted) {
      ArmProfile profile = one.profile();
      if (profile != null) {
        enclosures.add(
            enclosure(
                one.arm().anglesName(),
                "Calibration " + profile.id() + ": " + profile.words(),
                ArmShelf.json(profile)));
      }
      CurvesProfile curves = one.curves();
      if (curves != null) {
        enclosures.add(
            enclosure(
                one.arm().robotName(),
                "Curves "
                    + curves.id()
                    + " to "
                    + curves.robot()
                    + ", matched by "
                    + curves.person(),
                ArmShelf.json(curves)));
      }
    }
    return enclosures;
  }

  private static Enclosure enclosure(String stream, String words, byte[] json) {
    return new Enclosure(
        "calibration-" + stream.replace('/', '-') + ".json",
        "application/json",
        stream,
        words,
        json);
  }
}
