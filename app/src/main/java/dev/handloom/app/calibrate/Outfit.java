package dev.handloom.app.calibrate;

import dev.handloom.app.Workplace;
import dev.handloom.app.merge.LiveMerge;
import dev.handloom.calibration.glove.RunningRangeHand;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.ProfiledAngles;
import dev.handloom.calibration.profile.ProfiledHand;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.stream.Processor;
import dev.handloom.store.library.Library;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the profiles of one person on the gloves of a rig: a hand and its joint angles appear
/// beside each raw stream. A glove without a profile keeps the hand that is guessed from its range.
public final class Outfit {
  private static final String FOLDER = "profiles";

  private Outfit() {}

  /// Where the profiles of a library lie.
  public static ProfileShelf shelf(Library library) {
    return new ProfileShelf(folder(library));
  }

  /// Where everything lies that is on shelves.
  public static Path folder(Library library) {
    return library.folder().resolve(FOLDER);
  }

  /// What each glove of a rig should wear, in its order. Waits for the disk; changes nothing.
  ///
  /// @param shelf null where no library is open
  /// @param person who wears the gloves; blank where nobody says
  public static List<Worn> choose(
      Workplace workplace, @Nullable ProfileShelf shelf, String person) {
    return RigGlove.of(workplace).stream().map(glove -> choose(glove, shelf, person)).toList();
  }

  /// Dresses the gloves. Nothing is touched that is already so.
  ///
  /// @return whether some stream is another than before
  public static boolean put(Workplace workplace, List<Worn> outfit) {
    boolean changed = false;
    for (Worn worn : outfit) {
      changed |= dress(workplace.rig(), worn.glove(), worn.profile());
      for (LiveMerge merge : workplace.merges()) {
        if (merge.glove().handName().equals(worn.glove().handName())) {
          merge.wears(worn.profile());
        }
      }
    }
    return changed;
  }

  private static Worn choose(RigGlove glove, @Nullable ProfileShelf shelf, String person) {
    if (shelf == null || person.isBlank()) {
      return Worn.nothing(glove, "");
    }
    try {
      ProfileShelf.History history = shelf.history(person, glove.name());
      Profile profile = history.current().orElse(null);
      if (profile == null) {
        return Worn.nothing(glove, String.join(" ", history.unreadable()));
      }
      if (profile.side() != glove.side() || !profile.fits(glove.channels())) {
        return Worn.nothing(
            glove,
            "The profile of "
                + profile.taken().toString().substring(0, 10)
                + " was made on a glove with other channels, or on the other hand.");
      }
      return new Worn(glove, profile, history.trusted(profile), "");
    } catch (ProfileException e) {
      return Worn.nothing(glove, String.valueOf(e.getMessage()));
    }
  }

  private static boolean dress(Rig rig, RigGlove glove, @Nullable Profile profile) {
    if (profile == null) {
      boolean had = rig.hub().find(glove.anglesName()).isPresent();
      if (!had) {
        return false;
      }
      rig.underive(glove.anglesName());
      rig.underive(glove.handName());
      guess(rig, glove);
      return true;
    }
    Processor hand = new ProfiledHand(glove.spec(), glove.handName(), profile);
    LiveStream before = rig.hub().find(glove.handName()).orElse(null);
    if (before != null && hand.output().equals(before.spec())) {
      return false;
    }
    rig.underive(glove.handName());
    rig.underive(glove.anglesName());
    rig.derive(glove.spec().name(), hand);
    rig.derive(glove.spec().name(), new ProfiledAngles(glove.spec(), glove.anglesName(), profile));
    return true;
  }

  /// The hand of a glove that nobody has calibrated, where one can be guessed.
  public static void guess(Rig rig, RigGlove glove) {
    if (RunningRangeHand.fits(glove.spec())) {
      rig.derive(
          glove.spec().name(),
          new RunningRangeHand(glove.spec(), glove.handName(), glove.side(), HandSize.ADULT));
    }
  }
}
