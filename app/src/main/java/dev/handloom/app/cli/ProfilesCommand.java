package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.Fitting;
import dev.handloom.app.calibrate.Outfit;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.paper.PaperFile;
import dev.handloom.app.gripper.GripperDesk;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.profile.LeRobotFile;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileComparison;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSize;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What calibrations there are, and which are in use.
@Command(
    name = "profiles",
    description = {
      "List the calibrations of a library, newest first; * marks the one in use of each person and"
          + " glove, and of each arm.",
      "Nothing is ever thrown away: a calibration is taken out of use with a reason, and an older one"
          + " can be used again."
    })
final class ProfilesCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "0..1", paramLabel = "PERSON", description = "Whose; everybody's without it.")
  private @Nullable String person;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Only those of one device, as the list names it; with --import, of the rig.")
  private @Nullable String device;

  private @Nullable CameraShelf cameras;

  @ArgGroup(multiplicity = "0..1")
  private What what = new What();

  @Option(names = "--why", paramLabel = "TEXT", description = "With --expire: the reason.")
  private String why = "";

  /// One of these at a time.
  static final class What {
    @Option(
        names = "--compare",
        arity = "2",
        paramLabel = "ID",
        description = "How differently two calibrations see the same poses.")
    List<String> compare = List.of();

    @Option(names = "--use", paramLabel = "ID", description = "Take it into use again.")
    @Nullable String use;

    @Option(names = "--expire", paramLabel = "ID", description = "Take it out of use; see --why.")
    @Nullable String expire;

    @Option(
        names = "--import",
        paramLabel = "FILE",
        description = "Keep a calibration of LeRobot's as one of PERSON on --device.")
    @Nullable Path read;

    @Option(
        names = "--export",
        paramLabel = "FILE",
        description = "Write the one in use of PERSON on --device as LeRobot's JSON.")
    @Nullable Path write;

    @Option(
        names = "--print",
        paramLabel = "FILE",
        description =
            "Write the quality of the one in use of PERSON on --device as a page to print: a PDF, or"
                + " HTML by its name.")
    @Nullable Path print;
  }

  ProfilesCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    try (Library store = library.open(folders, terminal)) {
      ProfileShelf shelf = Outfit.shelf(store);
      cameras = KnownLens.shelf(store.folder());
      GripperRows grippers = new GripperRows(terminal, GripperDesk.shelf(store), device);
      try {
        return act(
            shelf, grippers, new ArmProfiles(terminal, Fitting.shelf(store), person, device));
      } catch (ProfileException e) {
        throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
      }
    }
  }

  private int act(ProfileShelf shelf, GripperRows grippers, ArmProfiles arms)
      throws ProfileException, IOException {
    if (!what.compare.isEmpty()) {
      return compare(one(shelf, what.compare.get(0)), one(shelf, what.compare.get(1)));
    }
    if (what.use != null) {
      GripperProfile gripper = grippers.one(what.use);
      if (gripper != null) {
        grippers.use(gripper);
        return done("In use: " + gripper.id() + ", " + gripper.words(), gripper);
      }
      Optional<ArmProfile> arm = arms.find(what.use);
      if (arm.isPresent()) {
        return arms.use(arm.get(), json.json);
      }
      Profile profile = one(shelf, what.use);
      shelf.rollBack(profile);
      return done("In use: " + profile.id() + ", " + profile.words(), profile);
    }
    if (what.expire != null) {
      if (why.isBlank()) {
        throw new CommandFailed(CommandFailed.USAGE, "--expire needs --why TEXT.");
      }
      GripperProfile gripper = grippers.one(what.expire);
      if (gripper != null) {
        grippers.expire(gripper, why.strip());
        return done("Out of use: " + gripper.id() + ", " + why.strip(), gripper);
      }
      Optional<ArmProfile> arm = arms.find(what.expire);
      if (arm.isPresent()) {
        return arms.expire(arm.get(), why.strip(), json.json);
      }
      Profile profile = one(shelf, what.expire);
      shelf.expire(profile, why.strip());
      return done("Out of use: " + profile.id() + ", " + why.strip(), profile);
    }
    if (what.read != null) {
      Profile profile = imported(what.read);
      shelf.keep(profile, null);
      return done("Kept as " + profile.id() + ", " + profile.words(), profile);
    }
    if (what.write != null) {
      Profile profile = inUse(shelf);
      LeRobotFile.export(profile, what.write);
      return done("Written to " + what.write, profile);
    }
    if (what.print != null) {
      Profile profile = inUse(shelf);
      PaperFile.write(profile, ZoneId.systemDefault(), what.print);
      return done("Written to " + what.print, profile);
    }
    return list(shelf, grippers, arms);
  }

  private int done(String words, Profile profile) {
    if (json.json) {
      terminal.json(ProfileText.json(profile));
    } else {
      terminal.say(words);
    }
    return 0;
  }

  private int done(String words, GripperProfile profile) {
    if (json.json) {
      terminal.json(GripperRows.json(profile));
    } else {
      terminal.say(words);
    }
    return 0;
  }

  private List<ProfileShelf.History> histories(ProfileShelf shelf) throws ProfileException {
    List<ProfileShelf.History> found = new ArrayList<>();
    for (ProfileShelf.History history : shelf.all()) {
      history.unreadable().forEach(terminal::tell);
      Profile first = history.profiles().isEmpty() ? null : history.profiles().getFirst();
      if (first != null
          && (person == null || first.person().equalsIgnoreCase(person.strip()))
          && (device == null || first.device().equals(device))) {
        found.add(history);
      }
    }
    return found;
  }

  private Profile one(ProfileShelf shelf, String id) throws ProfileException {
    List<Profile> found = new ArrayList<>();
    for (ProfileShelf.History history : histories(shelf)) {
      history.profiles().stream().filter(each -> each.id().equals(id)).forEach(found::add);
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new CommandFailed(
        CommandFailed.UNUSABLE,
        found.isEmpty()
            ? "There is no calibration " + id + "; 'handloom profiles' lists them."
            : "There are several calibrations " + id + "; name PERSON and --device, too.");
  }

  private Profile inUse(ProfileShelf shelf) throws ProfileException {
    List<Profile> found =
        histories(shelf).stream().flatMap(history -> history.current().stream()).toList();
    if (found.size() != 1) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          found.isEmpty()
              ? "No such calibration is in use; 'handloom profiles' lists them."
              : "Several are in use; name PERSON and --device.");
    }
    return found.getFirst();
  }

  private Profile imported(Path file) throws ProfileException, IOException {
    String who = person;
    String of = device;
    if (who == null || who.isBlank() || of == null) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--import needs PERSON and --device: whose is it, on which glove?");
    }
    try (Workplace workplace = rig.open(folders)) {
      RigGlove glove =
          RigGlove.find(workplace, of)
              .orElseThrow(() ->
                  new CommandFailed(CommandFailed.UNUSABLE, "The rig has no glove " + of + "."));
      return LeRobotFile.convert(
          LeRobotFile.read(file),
          new Profile.Wearing(
              who.strip(), glove.name(), glove.side(), HandSize.ADULT, EnumSet.allOf(Finger.class)),
          glove.channels(),
          Instant.now(),
          "Handloom " + Version.text());
    }
  }

  private int compare(Profile a, Profile b) {
    boolean forward = a.taken().isBefore(b.taken());
    ProfileComparison found;
    try {
      found = ProfileComparison.of(forward ? a : b, forward ? b : a);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, e.getMessage() + ".");
    }
    if (json.json) {
      terminal.json(found);
    } else {
      terminal.say(
          String.format(
              Locale.ROOT,
              "The same poses differ by %.1f°, most in %s (%.1f°). The newer one comes back"
                  + " %+.1f° apart and knows joints to %+.1f°, next to the older.",
              found.degrees(),
              found.joint(),
              found.jointDegrees(),
              found.repeatability(),
              found.bound()));
    }
    return 0;
  }

  private int list(ProfileShelf shelf, GripperRows grippers, ArmProfiles arms)
      throws ProfileException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    boolean none = true;
    for (ProfileShelf.History history : histories(shelf)) {
      String current = history.current().map(Profile::id).orElse("");
      for (Profile profile : history.profiles()) {
        none = false;
        String expired = history.state().expired().get(profile.id());
        boolean inUse = profile.id().equals(current);
        if (json.json) {
          Map<String, @Nullable Object> row = new LinkedHashMap<>(ProfileText.json(profile));
          row.put("inUse", inUse);
          row.put("expired", expired);
          row.put("trusted", history.trusted(profile).toString());
          rows.add(row);
        } else {
          terminal.say(
              String.format(
                  Locale.ROOT,
                  "%s %s  %-9s %s, %s%s",
                  inUse ? "*" : " ",
                  profile.id(),
                  profile.quality().grade().word(),
                  profile.person(),
                  profile.device(),
                  expired == null ? "" : "  out of use: " + expired));
        }
      }
    }
    if (person == null) {
      none &= !cameras(rows);
      none &= !grippers.list(json.json ? rows : null);
    }
    none &= !arms.list(json.json, rows);
    if (none && !json.json) {
      terminal.say(
          "No glove or arm is calibrated "
              + (person == null ? "in this library" : "for " + person.strip())
              + ". 'handloom calibrate DEVICE --person NAME' does it; cameras and grippers need no"
              + " name.");
    }
    if (json.json) {
      terminal.json(rows);
    }
    return 0;
  }

  /// Cameras, which nobody wears; the newest of each is in use.
  ///
  /// @return whether there is one
  private boolean cameras(List<Map<String, @Nullable Object>> rows) throws ProfileException {
    boolean any = false;
    List<CameraShelf.History> all;
    try {
      all = cameras == null ? List.of() : cameras.all();
    } catch (CameraRefusal e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
    for (CameraShelf.History history : all) {
      history.unreadable().forEach(terminal::tell);
      String inUse = history.profiles().isEmpty() ? "" : history.profiles().getFirst().id();
      for (CameraProfile profile : history.profiles()) {
        if (device != null && !device.equals(profile.camera())) {
          continue;
        }
        any = true;
        if (json.json) {
          rows.add(ProfileText.json(profile, profile.id().equals(inUse)));
        } else {
          terminal.say(
              String.format(
                  Locale.ROOT,
                  "%s %s  %-9s %s, a %s",
                  profile.id().equals(inUse) ? "*" : " ",
                  profile.id(),
                  profile.grade().word(),
                  profile.camera(),
                  profile.lens().equals(LensKind.FISHEYE.words())
                      ? "fisheye camera"
                      : "pinhole camera"));
        }
      }
    }
    return any;
  }
}
