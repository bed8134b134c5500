package dev.handloom.calibration.camera.keep;

import dev.handloom.calibration.camera.CameraRefusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All cameras that were calibrated, in a folder.
public final class CameraShelf {
  private static final String FOLDER = "cameras";
  private static final String PROFILE = ".json";

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
    Path folder = root.resolve(slug(profile.camera()));
    Path file = folder.resolve(profile.id() + PROFILE);
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".fresh", ".tmp");
      try {
        Files.write(fresh, JSON.writeValueAsBytes(profile));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        // Moving without leave to replace: nothing is ever written over.
        Files.move(fresh, file);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new CameraRefusal("There is a profile of that moment already: " + file, e);
    } catch (JacksonException | IOException e) {
      throw new CameraRefusal("The camera's profile could not be written: " + file, e);
    }
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

  /// A camera's profiles.
  public History history(String camera) throws CameraRefusal {
    Path folder = root.resolve(slug(camera));
    List<CameraProfile> profiles = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return new History(profiles, unreadable);
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new CameraRefusal("The camera's profiles could not be listed: " + folder, e);
    }
    for (Path file : files) {
      if (file.toString().endsWith(PROFILE)) {
        try {
          profiles.add(read(file));
        } catch (CameraRefusal e) {
          unreadable.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return new History(profiles, unreadable);
  }

  /// Names become folder names on every system; two different names never share one.
  private static String slug(String name) throws CameraRefusal {
    if (name.isBlank()) {
      throw new CameraRefusal("A camera's profile needs the name of a camera");
    }
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.equals(name) ? plain : plain + "-" + Integer.toHexString(name.strip().hashCode());
  }
}
