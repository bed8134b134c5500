package dev.handloom.preview.example;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.SecondTimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;

/// The digest of a training set: of which episodes, and which bytes of each, whatever their order.
public final class TrainingDigest {
  private TrainingDigest() {}

  /// SHA-256, in hexadecimal, over a line for each episode by id: its id and the hash of its data.
  public static String of(Collection<Bundle> episodes) throws IOException {
    TreeMap<String, String> lines = new TreeMap<>();
    for (Bundle bundle : episodes) {
      Manifest manifest = ManifestFile.read(bundle);
      lines.put(manifest.id(), Objects.requireNonNullElse(SecondTimes.mcapOf(manifest), ""));
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(
          (id, hash) -> digest.update((id + " " + hash + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
