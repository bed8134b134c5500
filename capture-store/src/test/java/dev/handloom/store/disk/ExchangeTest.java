package dev.handloom.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void twoFoldersChangeTheirNames() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one"));
    Path other = Files.createDirectories(folder.resolve("below/another ü"));
    Files.writeString(one.resolve("which.txt"), "one");
    Files.writeString(other.resolve("which.txt"), "other");
    boolean done = Exchange.swap(one, other);
    // Not every disk can do it; then nothing may have changed.
    assertEquals(done ? "other" : "one", Files.readString(one.resolve("which.txt")));
    assertEquals(done ? "one" : "other", Files.readString(other.resolve("which.txt")));
  }

  @Test
  void nothingIsDoneWithWhatIsNotThere() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one"));
    assertFalse(Exchange.swap(one, folder.resolve("none")));
    assertFalse(Files.exists(folder.resolve("none")));
  }
}
