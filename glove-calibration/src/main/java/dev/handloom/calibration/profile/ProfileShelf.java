package dev.handloom.calibration.profile;

import dev.handloom.calibration.run.RunRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// All profiles, in a folder. Nothing is ever thrown away: a profile that is no longer to be used
/// is marked so, with a reason.
public final class ProfileShelf {
  private static final String STATE = "shelf.json";
  private static final String PROFILE = ".json";
  private static final String RUN = ".run";

  /// What people put on the shelf said about it.
  ///
  /// @param current the id in use, or null for the newest
  /// @param expired ids not to be used, and why
  public record State(@Nullable String current, Map<String, String> expired) {
    static final State NEW = new State(null, Map.of());
  }

  private final Path root;

  public ProfileShelf(Path root) {
    this.root = root;
  }

  /// Keeps a profile and the recording of its run, and puts it in use.
  public void keep(Profile profile, @Nullable RunRecording recording) throws ProfileException {
    Path folder = folder(profile.person(), profile.device());
    Path file = folder.resolve(profile.id() + PROFILE);
    if (Files.exists(file)) {
      throw new ProfileException("There is a profile of that moment already: " + file);
    }
    if (recording != null) {
      RecordingFile.write(folder.resolve(profile.id() + RUN), recording);
    }
    ProfileFile.write(file, profile);
    State state = state(folder);
    ProfileFile.write(folder.resolve(STATE), new State(profile.id(), state.expired()));
  }

  /// Whether a file is the [ArmShelf]'s.
  static boolean armsOwn(String name) {
    return name.endsWith(ArmShelf.PROFILE) || name.equals(ArmShelf.STATE);
  }

  /// The recording of a profile's run, if it is still there.
  public Optional<RunRecording> recording(Profile profile) throws ProfileException {
    Path file = folder(profile.person(), profile.device()).resolve(profile.id() + RUN);
    return Files.exists(file) ? Optional.of(RecordingFile.read(file)) : Optional.empty();
  }

  /// A person's profiles on a device, newest first. Files that cannot be read are left out and
  /// told.
  public History history(String person, String device) throws ProfileException {
    Path folder = folder(person, device);
    List<Profile> profiles = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          String name = String.valueOf(file.getFileName());
          if (name.endsWith(PROFILE) && !name.equals(STATE) && !armsOwn(name)) {
            try {
              profiles.add(ProfileFile.read(file));
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
  public void rollBack(Profile to) throws ProfileException {
    Path folder = folder(to.person(), to.device());
    State state = state(folder);
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.remove(to.id());
    ProfileFile.write(folder.resolve(STATE), new State(to.id(), expired));
  }

  /// Takes a profile out of use.
  ///
  /// @param reason in a few words, for whoever looks later
  public void expire(Profile profile, String reason) throws ProfileException {
    Path folder = folder(profile.person(), profile.device());
    State state = state(folder);
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.put(profile.id(), reason);
    String current = profile.id().equals(state.current()) ? null : state.current();
    ProfileFile.write(folder.resolve(STATE), new State(current, expired));
  }

  /// A damaged note of what is in use loses no profile: the newest is taken.
  private static State state(Path folder) throws ProfileException {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return State.NEW;
    }
    try {
      return ProfileFile.JSON.readValue(Files.readAllBytes(file), State.class);
    } catch (JacksonException e) {
      return State.NEW;
    } catch (IOException e) {
      throw new ProfileException("What is in use could not be read: " + file, e);
    }
  }

  private Path folder(String person, String device) throws ProfileException {
    return root.resolve(slug(person)).resolve(slug(device));
  }

  /// Names become folder names on every system; two different names never share one.
  static String slug(String name) throws ProfileException {
    if (name.isBlank()) {
      throw new ProfileException("A profile needs the name of a person and of a device");
    }
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.equals(name) ? plain : plain + "-" + Integer.toHexString(name.strip().hashCode());
  }

  /// @param profiles newest first
  /// @param unreadable what is wrong with files that are no profiles
  public record History(List<Profile> profiles, List<String> unreadable, State state) {
    /// The one in use: what somebody chose, else the newest that has not expired.
    public Optional<Profile> current() {
      Optional<Profile> chosen =
          profiles.stream().filter(p -> p.id().equals(state.current())).findFirst();
      return chosen.isPresent()
          ? chosen
          : profiles.stream().filter(p -> !state.expired().containsKey(p.id())).findFirst();
    }

    /// Whether the one in use is older than people should trust it without a check.
    public boolean stale(Instant now, Duration most) {
      return current().map(p -> p.taken().plus(most).isBefore(now)).orElse(true);
    }
  }
}
