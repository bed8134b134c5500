package dev.handloom.preview.calibrate;

import dev.handloom.preview.pack.ModelStore;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The calibrations of a library, a file for each model.
public final class Calibrations {
  private static final String FOLDER = "calibration";
  private static final String NEAREST = "nearest-episode";
  private static final long MOST_BYTES = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path folder;

  /// @param library the folder of a library
  public Calibrations(Path library) {
    folder = library.resolve(ModelStore.FOLDER).resolve(FOLDER);
  }

  /// Where one lies.
  ///
  /// @param digest of the model's pack; empty for the nearest episode
  public Path file(String digest) {
    return folder.resolve((digest.isEmpty() ? NEAREST : digest) + ".json");
  }

  /// The newest of a model; null where there is none.
  ///
  /// @throws IOException that says what to do, where the file cannot be read
  public @Nullable Calibration read(String digest) throws IOException {
    Path file = file(digest);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("The limits of this model are too large to be right: " + file);
      }
      Calibration read =
          Objects.requireNonNull(JSON.readValue(Files.readAllBytes(file), Calibration.class));
      if (read.schema() > Calibration.SCHEMA) {
        throw new IOException(
            "A later version of Handloom has calibrated this model. Calibrate it again, or use"
                + " that version: "
                + file);
      }
      return read;
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(
          "The limits of this model cannot be read. Nothing else is lost; calibrate it again: "
              + file);
    }
  }

  /// Whole or not at all, in place of the one before.
  public void write(Calibration calibration) throws IOException {
    Durable.makeFolders(folder);
    Durable.replace(file(calibration.digest()), JSON.writeValueAsString(calibration) + "\n");
  }

  /// The digest of a set of episodes, whatever their order.
  static String digestOf(Collection<String> ids) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String id : new TreeSet<>(ids)) {
        digest.update((id + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
