package dev.handloom.calibration.gripper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A gripper's profile as JSON. What a newer studio added is passed over; what is missing is an
/// error.
public final class GripperProfileFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private GripperProfileFile() {}

  /// Whole or not at all.
  public static void write(Path file, GripperProfile profile) throws GripperException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path fresh = Files.createTempFile(folder, ".fresh", ".tmp");
      try {
        Files.write(fresh, JSON.writeValueAsBytes(profile));
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (JacksonException | IOException e) {
      throw new GripperException("The gripper's profile could not be written: " + file, e);
    }
  }

  public static GripperProfile read(Path file) throws GripperException {
    GripperProfile profile;
    try {
      profile = JSON.readValue(Files.readAllBytes(file), GripperProfile.class);
    } catch (JacksonException e) {
      throw new GripperException("This is not a gripper's profile, or it is damaged: " + file, e);
    } catch (IOException e) {
      throw new GripperException("The gripper's profile could not be read: " + file, e);
    }
    if (profile.format() > GripperProfile.FORMAT) {
      throw new GripperException("A newer Handloom made this profile: " + file);
    }
    WidthModel model = profile.model();
    if (!profile.lens().whole()
        || model.axis().length != 3
        || model.left().length != 2
        || model.right().length != 2) {
      throw new GripperException("The parts of this profile do not fit together: " + file);
    }
    return profile;
  }
}
