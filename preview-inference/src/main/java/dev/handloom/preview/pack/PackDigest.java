package dev.handloom.preview.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a pack is: a SHA-256 of each file, and one of all of them, as OpenSSF Model Signing counts
/// it.
///
/// @param files by name, with `/` on every system
public record PackDigest(SortedMap<String, String> files) {
  /// Beside the files it signs; not among them.
  public static final String SIGNATURE = "model.sig";

  private static final int BLOCK = 1 << 16;

  public PackDigest {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  public static PackDigest of(Path folder) throws PackException {
    SortedMap<String, String> files = new TreeMap<>();
    try {
      for (Path file : PackFiles.list(folder)) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.equals(SIGNATURE)) {
          files.put(name, sha256(file));
        }
      }
    } catch (IOException e) {
      throw new PackException("The pack could not be read: " + e.getMessage(), e);
    }
    return new PackDigest(files);
  }

  /// Of the digests of all files, in the order of their names.
  public String whole() {
    return whole(files.values());
  }

  static String whole(Iterable<String> digests) {
    MessageDigest all = sha256();
    for (String digest : digests) {
      all.update(HexFormat.of().parseHex(digest));
    }
    return HexFormat.of().formatHex(all.digest());
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        digest.update(block, 0, got);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
