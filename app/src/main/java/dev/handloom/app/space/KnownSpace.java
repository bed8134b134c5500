package dev.handloom.app.space;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.calibration.space.SpaceShelf;
import dev.handloom.store.episode.Enclosure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A headset of the rig and how its space was laid over another one last.
public record KnownSpace(Headset headset, SpaceProfile profile) {
  private static final String FOLDER = "profiles";
  private static final String ENCLOSED = "alignment-";

  /// Where a library keeps its alignments.
  public static SpaceShelf shelf(Path library) {
    return new SpaceShelf(library.resolve(FOLDER));
  }

  /// What is known of a rig's headsets, of spaces that the rig has. Waits for the disk.
  public static List<KnownSpace> of(Workplace workplace, SpaceShelf shelf) throws AlignmentRefusal {
    List<KnownSpace> all = new ArrayList<>();
    for (Headset headset : Headset.of(workplace)) {
      for (SpaceProfile profile : shelf.newest(headset.id())) {
        if (workplace.rig().device(profile.target()).isPresent()) {
          all.add(new KnownSpace(headset, profile));
        }
      }
    }
    return all;
  }

  /// Whether it still holds, now.
  public Holds holds() {
    return profile.holds(headset.session(), Math.max(0, headset.origin()));
  }

  /// Why not, and what to do; empty where it holds.
  public String trouble() {
    return switch (holds()) {
      case YES -> "";
      case PROBABLY -> Holds.PROBABLY.words();
      case NO -> profile.staleWords(headset.session());
    };
  }

  /// Whether it is an alignment that an episode carries.
  static boolean encloses(Enclosure one) {
    return one.name().startsWith(ENCLOSED);
  }

  /// What goes into an episode: those that hold. A stale one would place hands where they are not.
  public static List<Enclosure> enclosures(List<KnownSpace> known) {
    List<Enclosure> all = new ArrayList<>();
    for (KnownSpace each : known) {
      if (each.holds() != Holds.NO) {
        all.add(
            new Enclosure(
                ENCLOSED + each.profile.headset() + "-" + each.profile.target() + ".json",
                "application/json",
                each.headset.head().spec().name(),
                each.profile.words(),
                SpaceShelf.bytes(each.profile)));
      }
    }
    return all;
  }
}
