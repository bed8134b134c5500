package dev.handloom.calibration.profile;

import dev.handloom.calibration.run.RunRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A folder of profiles of one kind, the recordings of their runs beside them, and a note of which
/// is in use. Nothing is ever thrown away.
///
/// @param ending of a profile's file, behind its id
/// @param note name of the file that says which is in use
record ProfileFolder(Path folder, String ending, String note) {
  private static final String RUN = ".run";

  /// Reads one file.
  interface Reader<P> {
    P read(Path file) throws ProfileException;
  }

  /// Told what is wrong with a file that cannot be read.
  record Listed<P>(List<P> profiles, List<String> unreadable) {}

  /// Keeps a profile and the recording of its run, and puts it in use.
  Path keep(String id, Object profile, @Nullable RunRecording recording) throws ProfileException {
    Path file = folder.resolve(id + ending);
    if (Files.exists(file)) {
      throw new ProfileException("There is a profile of that moment already: " + file);
    }
    if (recording != null) {
      RecordingFile.write(folder.resolve(id + RUN), recording);
    }
    ProfileFile.write(file, profile);
    ProfileShelf.State state = state();
    write(new ProfileShelf.State(id, state.expired(), state.checked()));
    return file;
  }

  /// The recording of a profile's run, if it is still there.
  Optional<RunRecording> recording(String id) throws ProfileException {
    Path file = folder.resolve(id + RUN);
    return Files.exists(file) ? Optional.of(RecordingFile.read(file)) : Optional.empty();
  }

  /// What lies here, newest first.
  ///
  /// @param ours whether a file of that name is a profile
  <P> Listed<P> list(Predicate<String> ours, Reader<P> reader) throws ProfileException {
    List<P> profiles = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (ours.test(String.valueOf(file.getFileName()))) {
            try {
              profiles.add(reader.read(file));
            } catch (ProfileException e) {
              unreadable.add(String.valueOf(e.getMessage()));
            }
          }
        }
      } catch (IOException e) {
        throw new ProfileException("The profiles could not be listed: " + folder, e);
      }
    }
    return new Listed<>(profiles, unreadable);
  }

  /// Takes an older profile into use again.
  void rollBack(String id) throws ProfileException {
    ProfileShelf.State state = state();
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.remove(id);
    write(new ProfileShelf.State(id, expired, state.checked()));
  }

  /// Takes a profile out of use, and says why.
  void expire(String id, String reason) throws ProfileException {
    ProfileShelf.State state = state();
    Map<String, String> expired = new TreeMap<>(state.expired());
    expired.put(id, reason);
    String current = id.equals(state.current()) ? null : state.current();
    write(new ProfileShelf.State(current, expired, state.checked()));
  }

  /// A check has found a profile still good.
  void confirm(String id, Instant when) throws ProfileException {
    ProfileShelf.State state = state();
    Map<String, Instant> checked = new TreeMap<>(state.checked());
    checked.put(id, when);
    write(new ProfileShelf.State(state.current(), state.expired(), checked));
  }

  /// A damaged note of what is in use loses no profile: the newest is taken.
  ProfileShelf.State state() throws ProfileException {
    Path file = folder.resolve(note);
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

  private void write(ProfileShelf.State state) throws ProfileException {
    ProfileFile.write(folder.resolve(note), state);
  }

  /// The folders in a folder, by name.
  static List<Path> within(Path above) throws ProfileException {
    if (!Files.isDirectory(above)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(above)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new ProfileException("The profiles could not be listed: " + above, e);
    }
  }
}
