package dev.handloom.store.episode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of files.
public final class FileHash {
  private static final int BUFFER_BYTES = 1 << 18;

  private FileHash() {}

  /// What a manifest says of a file.
  public static Manifest.FileEntry entry(Path path) throws IOException {
    return new Manifest.FileEntry(
        String.valueOf(path.getFileName()), Files.size(path), sha256(path));
  }

  /// In hexadecimal, lower case.
  public static String sha256(Path path) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      int count;
      while ((count = in.read(buffer)) > 0) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
