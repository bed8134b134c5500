package dev.handloom.calibration.profile;

import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperProfileFile;
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
import tools.jackson.core.JacksonException;

/// The profiles of grippers, beside those of gloves: a folder a wrist camera, one file a profile. A
/// gripper is the same for whoever holds it. Nothing is written over, nothing is thrown away.
public final class GripperShelf {
  private static final String FOLDER = "grippers";

  /// What tells a gripper's profile from a glove's, should somebody be called as the folder is.
  private static final String PROFILE = ".gripper.json";

  private static final String STATE = "in-use.gripper.json";

  private final Path root;

  /// @param root the folder of the [ProfileShelf]
  public GripperShelf(Path root) {
    this.root = root.resolve(FOLDER);
  }

  static boolean owns(String name) {
    return name.endsWith(PROFILE);
  }

  /// @param profiles newest first
  /// @param unreadable what is wrong with files that are no profiles
  public record History(
      List<GripperProfile> profiles, List<String> unreadable, ProfileShelf.State state) {
    /// The one in use: what somebody chose, else the newest that has not expired.
    public Optional<GripperProfile> current() {
      Optional<GripperProfile> chosen =
          profiles.stream().filter(p -> p.id().equals(state.current())).findFirst();
      return chosen.isPresent()
          ? chosen
          : profiles.stream().filter(p -> !state.expired().containsKey(p.id())).findFirst();
    }
  }

  /// Keeps a profile and puts it in use; returns its file.
  public Path keep(GripperProfile profile) throws ProfileException {
    Path folder = folder(profile.gripper());
    Path file = folder.resolve(profile.id() + PROFILE);
    if (Files.exists(file)) {
      throw new ProfileException("There is a profile of that moment already: " + file);
    }
    try {
      Files.createDirectories(folder);
      GripperProfileFile.write(file, profile);
    } catch (IOException e) {
      throw new ProfileException("There is no folder for the profile: " + folder, e);
    } catch (GripperException e) {
      throw new ProfileException(String.valueOf(e.getMessage()), e);
    }
    use(folder, profile.id(), state(folder).expired());
    return file;
  }

  /// A gripper's profiles.
  public History history(String gripper) throws ProfileException {
    return history(folder(gripper));
  }

  private static History history(Path folder) throws ProfileException {
    List<GripperProfile> profiles = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path file : inside(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(PROFILE) && !name.equals(STATE)) {
        try {
          profiles.add(GripperProfileFile.read(file));
        } catch (GripperException e) {
          unreadable.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return new History(profiles, unreadable, state(folder));
  }

  /// Every gripper's profiles.
  public List<History> all() throws ProfileException {
    List<History> all = new ArrayList<>();
    for (Path folder : inside(root).reversed()) {
      History history = history(folder);
      if (!history.profiles().isEmpty() || !history.unreadable().isEmpty()) {
        all.add(history);
      }
    }
    return all;
  }

  /// Takes an older profile into use again.
  public void rollBack(GripperProfile to) throws ProfileException {
    Path folder = folder(to.gripper());
    Map<String, String> expired = new TreeMap<>(state(folder).expired());
    expired.remove(to.id());
    use(folder, to.id(), expired);
  }

  /// Takes a profile out of use.
  ///
  /// @param reason in a few words, for whoever looks later
  public void expire(GripperProfile profile, String reason) throws ProfileException {
    Path folder = folder(profile.gripper());
    ProfileShelf.State state = state(folder);
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.put(profile.id(), reason);
    String current = profile.id().equals(state.current()) ? null : state.current();
    ProfileFile.write(folder.resolve(STATE), new ProfileShelf.State(current, expired, Map.of()));
  }

  private static void use(Path folder, String id, Map<String, String> expired)
      throws ProfileException {
    ProfileFile.write(folder.resolve(STATE), new ProfileShelf.State(id, expired, Map.of()));
  }

  private static List<Path> inside(Path folder) throws ProfileException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new ProfileException("The profiles could not be listed: " + folder, e);
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

  private Path folder(String gripper) throws ProfileException {
    return root.resolve(ProfileShelf.slug(gripper));
  }
}
