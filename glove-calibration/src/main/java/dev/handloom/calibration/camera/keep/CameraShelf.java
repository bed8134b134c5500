package dev.handloom.calibration.camera.keep;

import dev.handloom.calibration.camera.CameraRefusal;
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
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All cameras that were calibrated, in a folder.
public final class CameraShelf {
  /// Beside the folders of people.
  public static final String FOLDER = "cameras";

  private static final String PROFILE = ".json";
  private static final String PLACES = "places";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /// @param profiles newest first
  /// @param unreadable what is wrong with files that are no profiles
  public record History(List<CameraProfile> profiles, List<String> unreadable) {}

  private final Path root;

  /// @param profiles the folder of all profiles in a library
  public CameraShelf(Path profiles) {
    root = profiles.resolve(FOLDER);
  }

  /// Keeps a profile; returns its file.
  public Path keep(CameraProfile profile) throws CameraRefusal {
    return keep(root.resolve(slug(profile.camera())), profile.id(), profile);
  }

  /// Keeps where a camera stands; returns its file.
  public Path keep(CameraPlace place) throws CameraRefusal {
    return keep(root.resolve(slug(place.camera())).resolve(PLACES), place.id(), place);
  }

  private static Path keep(Path folder, String id, Object what) throws CameraRefusal {
    Path file = folder.resolve(id + PROFILE);
    try {
      KeptFile.write(folder, file, JSON.writeValueAsBytes(what));
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new CameraRefusal("There is one of that moment already: " + file, e);
    } catch (JacksonException | IOException e) {
      throw new CameraRefusal("It could not be written: " + file, e);
    }
  }

  /// As it goes into an episode.
  public static byte[] bytes(CameraProfile profile) {
    return JSON.writeValueAsBytes(profile.withoutViews());
  }

  /// As it goes into an episode.
  public static byte[] bytes(CameraPlace place) {
    return JSON.writeValueAsBytes(place);
  }

  public static CameraProfile read(Path file) throws CameraRefusal {
    try {
      CameraProfile profile = JSON.readValue(Files.readAllBytes(file), CameraProfile.class);
      if (profile.format() > CameraProfile.FORMAT) {
        throw new CameraRefusal("A newer Handloom made this profile: " + file);
      }
      profile.model();
      return profile;
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new CameraRefusal("This is no camera's profile, or it is damaged: " + file, e);
    } catch (IOException e) {
      throw new CameraRefusal("The camera's profile could not be read: " + file, e);
    }
  }

  /// Reads a file that is asked for by its name.
  @FunctionalInterface
  private interface Reading<T> {
    T read(Path file) throws CameraRefusal;
  }

  /// A camera's profiles.
  public History history(String camera) throws CameraRefusal {
    List<String> unreadable = new ArrayList<>();
    List<CameraProfile> profiles = all(root.resolve(slug(camera)), CameraShelf::read, unreadable);
    return new History(profiles, unreadable);
  }

  /// The histories of all cameras, by their names.
  public List<History> all() throws CameraRefusal {
    List<History> histories = new ArrayList<>();
    for (Path folder : listed(root)) {
      List<String> unreadable = new ArrayList<>();
      List<CameraProfile> profiles = all(folder, CameraShelf::read, unreadable);
      if (!profiles.isEmpty() || !unreadable.isEmpty()) {
        histories.add(new History(profiles, unreadable));
      }
    }
    return histories;
  }

  /// Where a camera was found to stand last; empty where nobody has looked.
  public Optional<CameraPlace> place(String camera) throws CameraRefusal {
    List<CameraPlace> places =
        all(root.resolve(slug(camera)).resolve(PLACES), CameraShelf::readPlace, new ArrayList<>());
    return places.stream().findFirst();
  }

  private static CameraPlace readPlace(Path file) throws CameraRefusal {
    try {
      CameraPlace place = JSON.readValue(Files.readAllBytes(file), CameraPlace.class);
      if (place.format() > CameraPlace.FORMAT || !place.whole()) {
        throw new CameraRefusal("This is no camera's place, or a newer Handloom's: " + file);
      }
      return place;
    } catch (JacksonException | IOException e) {
      throw new CameraRefusal("The camera's place could not be read: " + file, e);
    }
  }

  /// All that can be read in a folder, newest first.
  private static <T> List<T> all(Path folder, Reading<T> reading, List<String> unreadable)
      throws CameraRefusal {
    List<T> found = new ArrayList<>();
    for (Path file : listed(folder).reversed()) {
      if (file.toString().endsWith(PROFILE)) {
        try {
          found.add(reading.read(file));
        } catch (CameraRefusal e) {
          unreadable.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return found;
  }

  private static List<Path> listed(Path folder) throws CameraRefusal {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new CameraRefusal("The cameras' profiles could not be listed: " + folder, e);
    }
  }

  private static String slug(String name) throws CameraRefusal {
    if (name.isBlank()) {
      throw new CameraRefusal("A camera's profile needs the name of a camera");
    }
    return KeptFile.folderOf(name);
  }
}
