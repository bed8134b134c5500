package dev.handloom.store.importer;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// By what an imported episode is known again: where it came from and a digest of what was in it.
/// It stands in the episode's log. What a person may say differently is not part of it.
final class ImportMark {
  private static final String METADATA = "handloom:import";
  private static final String SOURCE = "source";
  private static final String CONTENT = "sha256";
  private static final String NOTE = "Imported from ";

  /// The episodes of a library by the note of where they came from.
  private final Map<String, List<Bundle>> imported = new HashMap<>();

  /// Looks through a library once.
  ImportMark(Library library) throws IOException {
    for (Bundle bundle : library.bundles()) {
      List<String> notes;
      try {
        notes = ManifestFile.read(bundle).notes();
      } catch (IOException e) {
        // Whatever it is, it cannot be known again.
        continue;
      }
      if (!notes.isEmpty() && notes.getFirst().startsWith(NOTE)) {
        imported.computeIfAbsent(notes.getFirst(), _ -> new ArrayList<>()).add(bundle);
      }
    }
  }

  /// The first note of an episode's manifest.
  static String note(EpisodeDraft draft) {
    return NOTE + draft.source();
  }

  static String name() {
    return METADATA;
  }

  static Map<String, String> entries(EpisodeDraft draft) {
    return Map.of(SOURCE, draft.source(), CONTENT, digest(draft));
  }

  /// The same episode, imported before.
  Optional<Bundle> before(EpisodeDraft draft) {
    List<Bundle> alike = imported.getOrDefault(note(draft), List.of());
    if (alike.isEmpty()) {
      return Optional.empty();
    }
    String wanted = digest(draft);
    return alike.stream().filter(bundle -> wanted.equals(digest(bundle))).findFirst();
  }

  /// Empty where it has none or cannot be read.
  private static String digest(Bundle bundle) {
    try (McapReader in = McapReader.open(bundle.mcap())) {
      McapRecord record;
      while ((record = in.next()) != null) {
        if (record instanceof McapRecord.Metadata metadata && metadata.name().equals(METADATA)) {
          return metadata.entries().getOrDefault(CONTENT, "");
        }
        if (record instanceof McapRecord.Message) {
          // It stands before all of them.
          return "";
        }
      }
    } catch (IOException e) {
      // What is damaged is imported again.
    }
    return "";
  }

  private static String digest(EpisodeDraft draft) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has it", e);
    }
    Manifest.Times times = draft.beside().times();
    longs(sha, draft.stopNanos(), times == null ? 0 : times.startNanos());
    for (Numbers numbers : draft.numbers()) {
      text(sha, numbers.spec().name());
      longs(sha, numbers.nanos());
      for (double[] row : numbers.values()) {
        doubles(sha, row);
      }
    }
    for (Pictures pictures : draft.pictures()) {
      text(sha, pictures.stream());
      longs(sha, pictures.nanos());
      switch (pictures.from()) {
        case From.Video(Path file, double seconds) -> {
          longs(sha, size(file));
          doubles(sha, seconds);
        }
        case From.Stills(EpisodeDraft.Decoded stills) ->
            longs(sha, stills.count(), stills.width(), stills.height());
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return -1;
    }
  }

  private static void text(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private static void longs(MessageDigest sha, long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    sha.update(bytes);
  }

  private static void doubles(MessageDigest sha, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    sha.update(bytes);
  }
}
