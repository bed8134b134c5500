package dev.handloom.calibration.profile;

import dev.handloom.device.hand.HandAngles;
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

/// A profile as JSON. What a newer studio added is passed over; what is missing is an error.
final class ProfileFile {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ProfileFile() {}

  static void write(Path file, Object what) throws ProfileException {
    try {
      replace(file, JSON.writeValueAsBytes(what));
    } catch (JacksonException | IOException e) {
      throw new ProfileException("The profile could not be written: " + file, e);
    }
  }

  static Profile read(Path file) throws ProfileException {
    try {
      return parse(Files.readAllBytes(file), file);
    } catch (IOException e) {
      throw new ProfileException("The profile could not be read: " + file, e);
    }
  }

  /// @param file where the bytes are from, for the message
  static Profile parse(byte[] bytes, Path file) throws ProfileException {
    try {
      Profile profile = JSON.readValue(bytes, Profile.class);
      if (profile.format() > Profile.FORMAT) {
        throw new ProfileException("A newer Handloom made this profile: " + file);
      }
      check(profile, file);
      return profile;
    } catch (JacksonException e) {
      throw new ProfileException(
          "This is not a profile, or it is damaged (" + e.getOriginalMessage() + "): " + file, e);
    }
  }

  static UnfinishedRun readUnfinished(Path file) throws ProfileException {
    try {
      UnfinishedRun run = JSON.readValue(Files.readAllBytes(file), UnfinishedRun.class);
      boolean whole =
          run.format() <= UnfinishedRun.FORMAT
              && run.rounds() > 0
              && !run.steps().isEmpty()
              && run.holds().size() <= run.plan().holds();
      for (var hold : run.holds()) {
        whole &=
            hold == null
                || (hold.mean().length == run.channels().size()
                    && hold.noise().length == run.channels().size());
      }
      if (!whole) {
        throw new ProfileException("The parts of this unfinished run do not fit together: " + file);
      }
      return run;
    } catch (JacksonException e) {
      throw new ProfileException(
          "This unfinished run is damaged (" + e.getOriginalMessage() + "): " + file, e);
    } catch (IOException e) {
      throw new ProfileException("The unfinished run could not be read: " + file, e);
    }
  }

  /// A file that somebody has edited must not lead past the end of an array on the glove's thread.
  private static void check(Profile profile, Path file) throws ProfileException {
    int channels = profile.channels().size();
    var model = profile.model();
    boolean whole =
        model.flat().length == channels
            && model.span().length == channels
            && model.noise().length == channels
            && model.angles().length == HandAngles.COUNT
            && profile.size().bases().length == 5
            && profile.size().bones().length == 5;
    for (int i = 0; whole && i < model.angles().length; i++) {
      var angle = model.angles()[i];
      int n = angle.features().length;
      whole = angle.weights().length == n && angle.covariance().length == n;
      for (int k = 0; whole && k < n; k++) {
        int channel = angle.features()[k].channel();
        whole = angle.covariance()[k].length == n && channel >= -1 && channel < channels;
        whole &= channel >= 0 || angle.features()[k].isOffset();
      }
    }
    for (var hold : profile.holds()) {
      whole &= hold.mean().length == channels && hold.noise().length == channels;
    }
    if (!whole) {
      throw new ProfileException("The parts of this profile do not fit together: " + file);
    }
  }

  /// Whole or not at all, also when the power goes.
  static void replace(Path file, byte[] bytes) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("There is no folder above " + file);
    }
    Files.createDirectories(parent);
    Path fresh = Files.createTempFile(parent, ".fresh", ".tmp");
    try {
      Files.write(fresh, bytes);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
