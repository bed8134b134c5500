package dev.handloom.calibration.profile;

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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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
  }

  private static final int MOST_PLAIN = 40;

  /// Names that Windows keeps for itself.
  private static final Pattern RESERVED = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

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
    ProfileFile.write(
        folder.resolve(STATE), new State(profile.id(), state.expired(), state.checked()));
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
    return history(folder(person, device));
  }

  private static History history(Path folder) throws ProfileException {
    List<Profile> profiles = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          String name = String.valueOf(file.getFileName());
          if (isProfile(name)) {
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

  private static boolean isProfile(String name) {
    return name.endsWith(PROFILE)
        && !name.equals(STATE)
        && !name.equals(UNFINISHED + PROFILE)
        && !armsOwn(name)
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
    for (Path person : folders(root)) {
      for (Path device : folders(person)) {
        History history = history(device);
        if (!history.profiles().isEmpty() || !history.unreadable().isEmpty()) {
          all.add(history);
        }
      }
    }
    return all;
  }

  private static List<Path> folders(Path above) throws ProfileException {
    if (!Files.isDirectory(above)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(above)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new ProfileException("The profiles could not be listed: " + above, e);
    }
  }

  /// Takes an older profile into use again.
  public void rollBack(Profile to) throws ProfileException {
    Path folder = folder(to.person(), to.device());
    State state = state(folder);
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.remove(to.id());
    ProfileFile.write(folder.resolve(STATE), new State(to.id(), expired, state.checked()));
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
    ProfileFile.write(folder.resolve(STATE), new State(current, expired, state.checked()));
  }

  /// A check has found a profile still good.
  public void confirm(Profile profile, Instant when) throws ProfileException {
    Path folder = folder(profile.person(), profile.device());
    State state = state(folder);
    Map<String, Instant> checked = new TreeMap<>(state.checked());
    checked.put(profile.id(), when);
    ProfileFile.write(folder.resolve(STATE), new State(state.current(), state.expired(), checked));
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
      Optional<Profile> chosen =
          profiles.stream().filter(p -> p.id().equals(state.current())).findFirst();
      return chosen.isPresent()
          ? chosen
          : profiles.stream().filter(p -> !state.expired().containsKey(p.id())).findFirst();
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
