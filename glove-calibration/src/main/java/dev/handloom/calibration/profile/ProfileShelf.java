package dev.handloom.calibration.profile;

import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.run.RunRecording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All profiles, in a folder. Nothing is ever thrown away: a profile that is no longer to be used
/// is marked so, with a reason.
public final class ProfileShelf {
  private static final String STATE = "shelf.json";
  private static final String PROFILE = ".json";
  private static final String RUN = ".run";
  private static final String UNFINISHED = "unfinished";

  /// What people put on the shelf said about it.
  ///
  /// @param current the id in use, or null for the newest
  /// @param expired ids not to be used, and why
  /// @param checked ids, and when a check last found them still good
  public record State(
      @Nullable String current, Map<String, String> expired, Map<String, Instant> checked) {
    static final State NEW = new State(null, Map.of(), Map.of());

    public State {
      expired = Map.copyOf(expired);
      checked = checked == null ? Map.of() : Map.copyOf(checked);
    }

    /// The one in use: what somebody chose, else the newest that has not expired.
    ///
    /// @param profiles newest first
    <P> Optional<P> inUse(List<P> profiles, Function<P, String> id) {
      Optional<P> chosen = profiles.stream().filter(p -> id.apply(p).equals(current)).findFirst();
      return chosen.isPresent()
          ? chosen
          : profiles.stream().filter(p -> !expired.containsKey(id.apply(p))).findFirst();
    }
  }

  private static final int MOST_PLAIN = 40;

  /// Names that Windows keeps for itself, and that of the [ArmShelf].
  private static final Pattern RESERVED = Pattern.compile("arms|con|prn|aux|nul|com[0-9]|lpt[0-9]");

  private final Path root;

  public ProfileShelf(Path root) {
    this.root = root;
  }

  /// Keeps a profile and the recording of its run, and puts it in use.
  public void keep(Profile profile, @Nullable RunRecording recording) throws ProfileException {
    folder(profile).keep(profile.id(), profile, recording);
  }

  /// The recording of a profile's run, if it is still there.
  public Optional<RunRecording> recording(Profile profile) throws ProfileException {
    return folder(profile).recording(profile.id());
  }

  /// A person's profiles on a device, newest first. Files that cannot be read are left out and
  /// told.
  public History history(String person, String device) throws ProfileException {
    return history(folder(person, device));
  }

  private static History history(Path folder) throws ProfileException {
    ProfileFolder of = new ProfileFolder(folder, PROFILE, STATE);
    ProfileFolder.Listed<Profile> listed = of.list(ProfileShelf::isProfile, ProfileFile::read);
    return new History(listed.profiles(), listed.unreadable(), of.state());
  }

  private static boolean isProfile(String name) {
    return name.endsWith(PROFILE)
        && !name.equals(STATE)
        && !name.equals(UNFINISHED + PROFILE)
        && !GripperShelf.owns(name)
        && !name.startsWith(".");
  }

  /// Keeps a run that is not over, so that a crash costs only the hold it falls in.
  ///
  /// @param from the first sample that was not kept before
  public void keepUnfinished(UnfinishedRun run, RunRecording recording, int from)
      throws ProfileException {
    Path folder = folder(run.wearing().person(), run.wearing().device());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ProfileException("There is no folder for the run: " + folder, e);
    }
    RecordingFile.append(folder.resolve(UNFINISHED + RUN), recording, from);
    ProfileFile.write(folder.resolve(UNFINISHED + PROFILE), run);
  }

  /// The run that a person has not finished on a device.
  public Optional<UnfinishedRun> unfinished(String person, String device) throws ProfileException {
    Path file = folder(person, device).resolve(UNFINISHED + PROFILE);
    return Files.exists(file) ? Optional.of(ProfileFile.readUnfinished(file)) : Optional.empty();
  }

  /// What the glove said in a run that is not over.
  public RunRecording recording(UnfinishedRun run) throws ProfileException {
    Path folder = folder(run.wearing().person(), run.wearing().device());
    return RecordingFile.readAppended(
        folder.resolve(UNFINISHED + RUN), run.rawChannels(), run.samples());
  }

  /// The run is over, or nobody wants it any more.
  public void forgetUnfinished(String person, String device) throws ProfileException {
    Path folder = folder(person, device);
    try {
      Files.deleteIfExists(folder.resolve(UNFINISHED + PROFILE));
      Files.deleteIfExists(folder.resolve(UNFINISHED + RUN));
    } catch (IOException e) {
      throw new ProfileException("The unfinished run could not be put away: " + folder, e);
    }
  }

  /// Everybody's profiles on every device.
  public List<History> all() throws ProfileException {
    List<History> all = new ArrayList<>();
    for (Path person : ProfileFolder.within(root)) {
      if (ArmShelf.isOwn(person) || person.endsWith(CameraShelf.FOLDER)) {
        continue;
      }
      for (Path device : ProfileFolder.within(person)) {
        History history = history(device);
        if (!history.profiles().isEmpty() || !history.unreadable().isEmpty()) {
          all.add(history);
        }
      }
    }
    return all;
  }

  /// Takes an older profile into use again.
  public void rollBack(Profile to) throws ProfileException {
    folder(to).rollBack(to.id());
  }

  /// Takes a profile out of use.
  ///
  /// @param reason in a few words, for whoever looks later
  public void expire(Profile profile, String reason) throws ProfileException {
    folder(profile).expire(profile.id(), reason);
  }

  /// A check has found a profile still good.
  public void confirm(Profile profile, Instant when) throws ProfileException {
    folder(profile).confirm(profile.id(), when);
  }

  private ProfileFolder folder(Profile profile) throws ProfileException {
    return new ProfileFolder(folder(profile.person(), profile.device()), PROFILE, STATE);
  }

  private Path folder(String person, String device) throws ProfileException {
    return root.resolve(slug(person)).resolve(slug(device));
  }

  /// Names become folder names on every system; two different names never share one.
  static String slug(String name) throws ProfileException {
    if (name.isBlank()) {
      throw new ProfileException("A profile needs the name of a person and of a device");
    }
    String exact = name.strip();
    String plain = exact.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    if (plain.equals(exact) && plain.length() <= MOST_PLAIN && !RESERVED.matcher(plain).matches()) {
      return plain;
    }
    return plain.substring(0, Math.min(plain.length(), MOST_PLAIN)) + "-" + print(exact);
  }

  private static String print(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param profiles newest first
  /// @param unreadable what is wrong with files that are no profiles
  public record History(List<Profile> profiles, List<String> unreadable, State state) {
    /// The one in use: what somebody chose, else the newest that has not expired.
    public Optional<Profile> current() {
      return state.inUse(profiles, Profile::id);
    }

    /// When a profile was made, or last found still good.
    public Instant trusted(Profile profile) {
      Instant checked = state.checked().get(profile.id());
      return checked != null && checked.isAfter(profile.taken()) ? checked : profile.taken();
    }

    /// Whether the one in use is older than people should trust it without a check.
    public boolean stale(Instant now, Duration most) {
      return current().map(p -> trusted(p).plus(most).isBefore(now)).orElse(true);
    }
  }
}
