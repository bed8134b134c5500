package dev.handloom.calibration.profile;

import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.run.RunRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The profiles of arms, in the same folder as those of gloves: person, device, one file a profile,
/// and the recording of its run beside it. Nothing is ever thrown away.
public final class ArmShelf {
  /// What tells an arm's profile from a glove's.
  static final String PROFILE = ".arm.json";

  private static final String RUN = ".run";
  static final String STATE = "arms.json";

  private final Path root;

  /// @param root the folder of the [ProfileShelf]
  public ArmShelf(Path root) {
    this.root = root;
  }

  /// Keeps a profile and the recording of its run, and puts it in use.
  public Path keep(ArmProfile profile, @Nullable RunRecording recording) throws ProfileException {
    Path folder = folder(profile.person(), profile.device());
    Path file = folder.resolve(profile.id() + PROFILE);
    if (Files.exists(file)) {
      throw new ProfileException("There is a profile of that moment already: " + file);
    }
    if (recording != null) {
      RecordingFile.write(folder.resolve(profile.id() + RUN), recording);
    }
    ProfileFile.write(file, profile);
    var state = state(folder);
    ProfileFile.write(
        folder.resolve(STATE), new ProfileShelf.State(profile.id(), state.expired(), Map.of()));
    return file;
  }

  public Optional<RunRecording> recording(ArmProfile profile) throws ProfileException {
    Path file = folder(profile.person(), profile.device()).resolve(profile.id() + RUN);
    return Files.exists(file) ? Optional.of(RecordingFile.read(file)) : Optional.empty();
  }

  /// A person's profiles of a device, newest first. Files that cannot be read are left out and
  /// told.
  public History history(String person, String device) throws ProfileException {
    Path folder = folder(person, device);
    List<ArmProfile> profiles = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (String.valueOf(file.getFileName()).endsWith(PROFILE)) {
            try {
              profiles.add(read(file));
            } catch (ProfileException e) {
              unreadable.add(String.valueOf(e.getMessage()));
            }
          }
        }
      } catch (IOException e) {
        throw new ProfileException("The profiles could not be listed: " + folder, e);
      }
    }
    return new History(profiles, unreadable, state(folder));
  }

  /// Takes an older profile into use again.
  public void rollBack(ArmProfile to) throws ProfileException {
    Path folder = folder(to.person(), to.device());
    Map<String, String> expired = new TreeMap<>(state(folder).expired());
    expired.remove(to.id());
    ProfileFile.write(folder.resolve(STATE), new ProfileShelf.State(to.id(), expired, Map.of()));
  }

  /// Takes a profile out of use.
  ///
  /// @param reason in a few words, for whoever looks later
  public void expire(ArmProfile profile, String reason) throws ProfileException {
    Path folder = folder(profile.person(), profile.device());
    var state = state(folder);
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.put(profile.id(), reason);
    String current = profile.id().equals(state.current()) ? null : state.current();
    ProfileFile.write(folder.resolve(STATE), new ProfileShelf.State(current, expired, Map.of()));
  }

  /// A profile that lies somewhere, as in an episode.
  public static ArmProfile read(Path file) throws ProfileException {
    try {
      ArmProfile profile = ProfileFile.JSON.readValue(Files.readAllBytes(file), ArmProfile.class);
      if (profile.format() > ArmProfile.FORMAT) {
        throw new ProfileException("A newer Handloom made this profile: " + file);
      }
      int channels = profile.channels().size();
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
          throw new ProfileException("The parts of this profile do not fit together: " + file);
        }
      }
      return profile;
    } catch (JacksonException e) {
      throw new ProfileException(
          "This is not a profile, or it is damaged (" + e.getOriginalMessage() + "): " + file, e);
    } catch (IOException e) {
      throw new ProfileException("The profile could not be read: " + file, e);
    }
  }

  /// A damaged note of what is in use loses no profile: the newest is taken.
  private static ProfileShelf.State state(Path folder) throws ProfileException {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return ProfileShelf.State.NEW;
    }
    try {
      return ProfileFile.JSON.readValue(Files.readAllBytes(file), ProfileShelf.State.class);
    } catch (JacksonException e) {
      return ProfileShelf.State.NEW;
    } catch (IOException e) {
      throw new ProfileException("What is in use could not be read: " + file, e);
    }
  }

  private Path folder(String person, String device) throws ProfileException {
    return root.resolve(ProfileShelf.slug(person)).resolve(ProfileShelf.slug(device));
  }

  /// @param profiles newest first
  /// @param unreadable what is wrong with files that are no profiles
  public record History(
      List<ArmProfile> profiles, List<String> unreadable, ProfileShelf.State state) {
    /// The one in use: what somebody chose, else the newest that has not expired.
    public Optional<ArmProfile> current() {
      Optional<ArmProfile> chosen =
          profiles.stream().filter(p -> p.id().equals(state.current())).findFirst();
      return chosen.isPresent()
          ? chosen
          : profiles.stream().filter(p -> !state.expired().containsKey(p.id())).findFirst();
    }
  }
}
