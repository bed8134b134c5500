package dev.handloom.calibration.space;

import dev.handloom.calibration.camera.keep.KeptFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All alignments of headsets, in a folder: `spaces/HEADSET/TIME.json`. Nothing is written over.
public final class SpaceShelf {
  private static final String FOLDER = "spaces";
  private static final String FILE = ".json";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path root;

  /// @param profiles the folder of all profiles in a library
  public SpaceShelf(Path profiles) {
    root = profiles.resolve(FOLDER);
  }

  /// Keeps an alignment; returns its file.
  public Path keep(SpaceProfile profile) throws AlignmentRefusal {
    Path folder = root.resolve(KeptFile.folderOf(profile.headset()));
    Path file = folder.resolve(profile.id() + FILE);
    try {
      KeptFile.write(folder, file, bytes(profile));
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new AlignmentRefusal("There is one of that moment already: " + file, e);
    } catch (JacksonException | IOException e) {
      throw new AlignmentRefusal("The alignment could not be written: " + file, e);
    }
  }

  /// As it goes into an episode.
  public static byte[] bytes(SpaceProfile profile) {
    return JSON.writeValueAsBytes(profile);
  }

  /// What an episode carries.
  public static SpaceProfile read(byte[] bytes, String name) throws AlignmentRefusal {
    try {
      SpaceProfile profile = JSON.readValue(bytes, SpaceProfile.class);
      if (profile.format() > SpaceProfile.FORMAT || !profile.whole()) {
        throw new AlignmentRefusal("This is no alignment, or a newer Handloom's: " + name);
      }
      return profile;
    } catch (JacksonException e) {
      throw new AlignmentRefusal("The alignment is damaged: " + name, e);
    }
  }

  /// The newest that can be read of a headset, one a target; empty where nobody has aligned it.
  public List<SpaceProfile> newest(String headset) throws AlignmentRefusal {
    Path folder = root.resolve(KeptFile.folderOf(headset));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(FILE)).sorted().toList().reversed();
    } catch (IOException e) {
      throw new AlignmentRefusal("The alignments could not be listed: " + folder, e);
    }
    List<SpaceProfile> found = new ArrayList<>();
    for (Path file : files) {
      Optional<SpaceProfile> profile = readable(file);
      if (profile.isPresent()
          && profile.get().headset().equals(headset)
          && found.stream().noneMatch(had -> had.target().equals(profile.get().target()))) {
        found.add(profile.get());
      }
    }
    return found;
  }

  /// A damaged one does not hide the one before it.
  private static Optional<SpaceProfile> readable(Path file) {
    try {
      return Optional.of(read(Files.readAllBytes(file), file.toString()));
    } catch (AlignmentRefusal | IOException e) {
      return Optional.empty();
    }
  }
}
