package dev.handloom.store.episode;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a second pass over the clocks of a finished take found, kept beside it as `sync.json`. The
/// times in the MCAP stay as they were; this may be deleted and made again from them.
///
/// @param schema the version of this layout
/// @param version of the method
/// @param method in words
/// @param software who did it
/// @param ofSha256 the MCAP that it was made from, as the manifest has it
/// @param streams those that a device stamped
public record SecondTimes(
    int schema,
    int version,
    String method,
    String software,
    String ofSha256,
    List<Stream> streams) {
  public static final int SCHEMA = 1;

  private static final long MOST_BYTES = 256L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public SecondTimes {
    method = Objects.requireNonNullElse(method, "");
    software = Objects.requireNonNullElse(software, "");
    Objects.requireNonNull(ofSha256, "ofSha256");
    streams = List.copyOf(streams);
  }

  /// One stream.
  ///
  /// @param path what was taken off for the way of the samples, in words
  public record Stream(String stream, String path, List<ClockCorrection.Span> spans) {
    public Stream {
      Objects.requireNonNull(stream, "stream");
      path = Objects.requireNonNullElse(path, "");
      spans = List.copyOf(spans);
    }
  }

  /// What the manifest says of the bytes that the times are made from; null without data.
  public static @Nullable String mcapOf(Manifest manifest) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(Bundle.MCAP))
        .map(Manifest.FileEntry::sha256)
        .findFirst()
        .orElse(null);
  }

  /// Whether it was made from this episode's data as it is.
  public boolean fits(Manifest manifest) {
    return ofSha256.equals(mcapOf(manifest));
  }

  /// Of one stream; null where there is none.
  public @Nullable ClockCorrection of(StreamSpec spec) {
    if (spec.ticks() == null) {
      return null;
    }
    for (Stream each : streams) {
      if (each.stream().equals(spec.name())) {
        return new ClockCorrection(spec.ticks(), each.spans());
      }
    }
    return null;
  }

  /// The second times of a bundle; null where there are none.
  ///
  /// @throws IOException where there is a file and it cannot be read, or is newer
  public static @Nullable SecondTimes read(Bundle bundle) throws IOException {
    Path path = bundle.secondTimes();
    if (!Files.isRegularFile(path)) {
      return null;
    }
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException("it is too large");
    }
    try {
      SecondTimes times = JSON.readValue(Files.readAllBytes(path), SecondTimes.class);
      if (times == null) {
        throw new IOException("it holds nothing");
      }
      if (times.schema() > SCHEMA) {
        throw new IOException("it was written by a newer version");
      }
      return times;
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw new IOException("it is damaged", e);
    }
  }

  /// Those that can be read and fit; else null, and the live times are all there is.
  public static @Nullable SecondTimes usable(Bundle bundle, Manifest manifest) {
    try {
      SecondTimes times = read(bundle);
      return times == null || !times.fits(manifest) ? null : times;
    } catch (IOException e) {
      // A check says so; reading goes on without.
      return null;
    }
  }

  /// Puts them in place of those before.
  public void write(Bundle bundle) throws IOException {
    Durable.replace(bundle.secondTimes(), JSON.writeValueAsString(this) + "\n");
  }
}
