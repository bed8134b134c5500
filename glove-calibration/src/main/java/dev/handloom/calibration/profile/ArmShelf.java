package dev.handloom.calibration.profile;

import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.CurvesProfile;
import dev.handloom.calibration.run.RunRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The profiles of arms, a folder an arm: an arm is calibrated by whoever does it, and then used by
/// everybody. Nothing is ever thrown away.
public final class ArmShelf {
  /// Beside the folders of people; theirs are never called so, since a name of this kind gets a
  /// print.
  private static final String ARMS = "arms";

  private static final String PROFILE = ".arm.json";
  private static final String STATE = "arms.json";
  private static final String CURVES = ".curves.json";
  private static final String CURVES_STATE = "curves.json";

  private final Path root;

  /// @param root the folder of the [ProfileShelf]
  public ArmShelf(Path root) {
    this.root = root.resolve(ARMS);
  }

  /// Whether a folder beside those of people is this shelf's.
  static boolean isOwn(Path folder) {
    return String.valueOf(folder.getFileName()).equals(ARMS);
  }

  /// Keeps a profile and the recording of its run, and puts it in use.
  public Path keep(ArmProfile profile, @Nullable RunRecording recording) throws ProfileException {
    return folder(profile.device()).keep(profile.id(), profile, recording);
  }

  public Optional<RunRecording> recording(ArmProfile profile) throws ProfileException {
    return folder(profile.device()).recording(profile.id());
  }

  /// An arm's profiles, newest first. Files that cannot be read are left out and told.
  ///
  /// @param device as the rig knows it
  public History history(String device) throws ProfileException {
    return history(folder(device));
  }

  private static History history(ProfileFolder folder) throws ProfileException {
    ProfileFolder.Listed<ArmProfile> listed =
        folder.list(name -> name.endsWith(PROFILE), ArmShelf::read);
    return new History(listed.profiles(), listed.unreadable(), folder.state());
  }

  /// Those of all arms.
  public List<History> all() throws ProfileException {
    List<History> all = new ArrayList<>();
    for (Path arm : ProfileFolder.within(root)) {
      History history = history(new ProfileFolder(arm, PROFILE, STATE));
      if (!history.profiles().isEmpty() || !history.unreadable().isEmpty()) {
        all.add(history);
      }
    }
    return all;
  }

  /// Takes an older profile into use again.
  public void rollBack(ArmProfile to) throws ProfileException {
    folder(to.device()).rollBack(to.id());
  }

  /// Takes a profile out of use.
  ///
  /// @param reason in a few words, for whoever looks later
  public void expire(ArmProfile profile, String reason) throws ProfileException {
    folder(profile.device()).expire(profile.id(), reason);
  }

  /// A profile that lies somewhere.
  public static ArmProfile read(Path file) throws ProfileException {
    try {
      return parse(Files.readAllBytes(file), file);
    } catch (IOException e) {
      throw new ProfileException("The profile could not be read: " + file, e);
    }
  }

  /// Keeps curves from an exoskeleton to a robot's hand, and the recording of their run.
  public Path keep(CurvesProfile curves, RunRecording recording) throws ProfileException {
    return curves(curves.device()).keep(curves.id(), curves, recording);
  }

  /// The newest curves that were matched with a calibration: with another zero they would be wrong.
  public Optional<CurvesProfile> curves(ArmProfile profile) throws ProfileException {
    return curves(profile.device())
        .list(name -> name.endsWith(CURVES), ArmShelf::readCurves)
        .profiles()
        .stream()
        .filter(each -> each.fits(profile))
        .findFirst();
  }

  private static CurvesProfile readCurves(Path file) throws ProfileException {
    try {
      CurvesProfile curves =
          ProfileFile.JSON.readValue(Files.readAllBytes(file), CurvesProfile.class);
      int robot = curves.result().curves().joints().size();
      int exo = curves.joints().size();
      boolean whole =
          curves.format() <= CurvesProfile.FORMAT
              && curves.low().length == robot
              && curves.high().length == robot
              && curves.slides().length == robot
              && curves.result().heldOut().length == robot
              && curves.result().curves().joints().stream()
                  .allMatch(joint -> joint.source() >= 0 && joint.source() < exo);
      if (!whole) {
        throw new ProfileException(
            "A newer Handloom made these curves, or their parts do not fit together: " + file);
      }
      return curves;
    } catch (JacksonException e) {
      throw new ProfileException(
          "These are no curves, or they are damaged (" + e.getOriginalMessage() + "): " + file, e);
    } catch (IOException e) {
      throw new ProfileException("The curves could not be read: " + file, e);
    }
  }

  /// The whole of curves as JSON, as they stand on the shelf.
  public static byte[] json(CurvesProfile curves) {
    return ProfileFile.JSON.writeValueAsBytes(curves);
  }

  private ProfileFolder curves(String device) throws ProfileException {
    return new ProfileFolder(root.resolve(ProfileShelf.slug(device)), CURVES, CURVES_STATE);
  }

  /// The whole of a profile as JSON, as it stands on the shelf.
  public static byte[] json(ArmProfile profile) {
    return ProfileFile.JSON.writeValueAsBytes(profile);
  }

  /// Reads what [#json] gave.
  ///
  /// @param from where the bytes stood, for the message
  public static ArmProfile parse(byte[] json, Path from) throws ProfileException {
    try {
      ArmProfile profile = ProfileFile.JSON.readValue(json, ArmProfile.class);
      if (profile.format() > ArmProfile.FORMAT) {
        throw new ProfileException("A newer Handloom made this profile: " + from);
      }
      if (!whole(profile)) {
        throw new ProfileException("The parts of this profile do not fit together: " + from);
      }
      return profile;
    } catch (JacksonException e) {
      throw new ProfileException(
          "This is not a profile, or it is damaged (" + e.getOriginalMessage() + "): " + from, e);
    }
  }

  /// A file that somebody has edited must not lead past the end of an array on the arm's thread, or
  /// of a page that shows it.
  private static boolean whole(ArmProfile profile) {
    int channels = profile.channels().size();
    int joints = profile.model().joints().size();
    for (ArmJoint joint : profile.model().joints()) {
      int sine = joint.encoder().channel();
      int cosine = joint.encoder().cosine();
      boolean whole =
          sine >= 0
              && sine < channels
              && cosine < channels
              && (joint.ellipse() == null || cosine >= 0)
              && joint.gain() != 0;
      if (!whole) {
        return false;
      }
    }
    var quality = profile.quality();
    return quality.repeatability().length == joints
        && quality.rangeUsed().length == joints
        && quality.residual().length == joints
        && quality.heldOut().length == joints
        && quality.bound().length == joints;
  }

  private ProfileFolder folder(String device) throws ProfileException {
    return new ProfileFolder(root.resolve(ProfileShelf.slug(device)), PROFILE, STATE);
  }

  /// @param profiles newest first
  /// @param unreadable what is wrong with files that are no profiles
  public record History(
      List<ArmProfile> profiles, List<String> unreadable, ProfileShelf.State state) {
    /// The one in use: what somebody chose, else the newest that has not expired.
    public Optional<ArmProfile> current() {
      return state.inUse(profiles, ArmProfile::id);
    }
  }
}
