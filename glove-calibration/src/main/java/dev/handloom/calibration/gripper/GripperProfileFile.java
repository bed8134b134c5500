package dev.handloom.calibration.gripper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
        Files.write(fresh, bytes(profile));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (JacksonException | IOException e) {
      throw new GripperException("The gripper's profile could not be written: " + file, e);
    }
  }

  /// The whole of it as JSON.
  public static byte[] bytes(GripperProfile profile) {
    return JSON.writeValueAsBytes(profile);
  }

  public static GripperProfile read(Path file) throws GripperException {
    try {
      return parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new GripperException("The gripper's profile could not be read: " + file, e);
    }
  }

  /// Reads what [#bytes] gave.
  ///
  /// @param file where the bytes stood, for the message
  public static GripperProfile parse(byte[] bytes, String file) throws GripperException {
    GripperProfile profile;
    try {
      profile = JSON.readValue(bytes, GripperProfile.class);
    } catch (JacksonException e) {
      throw new GripperException("This is not a gripper's profile, or it is damaged: " + file, e);
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
