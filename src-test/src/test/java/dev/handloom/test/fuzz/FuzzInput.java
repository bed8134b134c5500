package dev.handloom.test.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a reader is given: one file or several.
record FuzzInput(Map<String, byte[]> files) {
  private static final String ONE = "input";

  FuzzInput {
    files = new LinkedHashMap<>(files);
  }

  static FuzzInput of(byte[] bytes) {
    return new FuzzInput(Map.of(ONE, bytes));
  }

  static FuzzInput of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The bytes where there is one file.
  byte[] bytes() {
    return files.getOrDefault(ONE, new byte[0]);
  }

  FuzzInput with(String file, byte[] bytes) {
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    changed.put(file, bytes);
    return new FuzzInput(changed);
  }

  FuzzInput without(String file) {
    Map<String, byte[]> fewer = new LinkedHashMap<>(files);
    fewer.remove(file);
    return new FuzzInput(fewer);
  }

  long size() {
    return files.values().stream().mapToLong(b -> b.length).sum();
  }

  boolean sameAs(FuzzInput other) {
    return files.keySet().equals(other.files.keySet())
        && files.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), other.files.get(e.getKey())));
  }

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
