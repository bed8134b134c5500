package dev.handloom.preview.tiny;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What the training process is told, in a file.
///
/// @param library its folder
/// @param query which of the accepted episodes; may be empty
/// @param steps at most
/// @param minutes at most; 0 for as long as it takes
/// @param work where it keeps what it has so far, and leaves the pack in the end
public record TrainJob(
    String library,
    String query,
    int steps,
    double minutes,
    long seed,
    int threads,
    String work,
    TinyPack.Label label) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final String FILE = "job.json";
  static final String PACK = "pack";

  Path folder() {
    return Path.of(work);
  }

  /// Where the finished pack lies.
  public Path pack() {
    return folder().resolve(PACK);
  }

  TrainPlan plan() {
    return new TrainPlan(steps, minutes > 0 ? minutes : Double.POSITIVE_INFINITY, seed, threads);
  }

  Path write() throws IOException {
    Files.createDirectories(folder());
    Path file = folder().resolve(FILE);
    Files.write(file, JSON.writeValueAsBytes(this));
    return file;
  }

  static TrainJob read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), TrainJob.class);
    } catch (JacksonException e) {
      throw new TrainException("What is to be trained could not be understood: " + file, e);
    }
  }
}
