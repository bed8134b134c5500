package dev.handloom.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
  private static final Path HOME = Path.of("home");

  @Test
  void linuxFollowsTheDesktopsFolders() {
    UserFolders folders =
        UserFolders.of(Map.of("XDG_CONFIG_HOME", "conf", "XDG_RUNTIME_DIR", "run"), "Linux", HOME);
    assertEquals(Path.of("conf/handloom"), folders.settings());
    assertEquals(HOME.resolve(".local/state/handloom/logs"), folders.logs());
    assertEquals(Path.of("run/handloom"), folders.runtime());
    assertEquals(HOME.resolve("Handloom"), folders.library());
  }

  @Test
  void oneVariablePutsEverythingUnderOneFolder() {
    UserFolders folders = UserFolders.of(Map.of("HANDLOOM_USER", "trial"), "Linux", HOME);
    assertEquals(Path.of("trial/settings"), folders.settings());
    assertEquals(Path.of("trial/library"), folders.library());
  }

  @Test
  void theOtherSystemsHaveFoldersOfTheirOwn() {
    assertEquals(
        HOME.resolve("Library/Logs/Handloom"), UserFolders.of(Map.of(), "Mac OS X", HOME).logs());
    assertEquals(
        HOME.resolve("AppData/Local/Handloom/logs"),
        UserFolders.of(Map.of(), "Windows 11", HOME).logs());
  }
}
