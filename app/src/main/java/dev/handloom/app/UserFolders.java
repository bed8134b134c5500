package dev.handloom.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where the program keeps what is the user's: settings, logs, the socket of the running instance,
/// and the library unless another is chosen. `HANDLOOM_USER` puts everything under one folder.
public record UserFolders(Path settings, Path logs, Path runtime, Path library) {

  /// The folders of this machine's user.
  public static UserFolders ofThisUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  static UserFolders of(Map<String, String> environment, String system, Path home) {
    String own = environment.get("HANDLOOM_USER");
    if (own != null && !own.isBlank()) {
      Path all = Path.of(own);
      return new UserFolders(
          all.resolve("settings"), all.resolve("logs"), all.resolve("run"), all.resolve("library"));
    }
    Path library = home.resolve("Handloom");
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("win")) {
      Path roaming = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
      Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
      return new UserFolders(
          roaming.resolve("Handloom"),
          local.resolve("Handloom/logs"),
          local.resolve("Handloom/run"),
          library);
    }
    if (name.contains("mac")) {
      return new UserFolders(
          home.resolve("Library/Application Support/Handloom"),
          home.resolve("Library/Logs/Handloom"),
          home.resolve("Library/Caches/Handloom"),
          library);
    }
    Path state = folder(environment, "XDG_STATE_HOME", home.resolve(".local/state"));
    return new UserFolders(
        folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("handloom"),
        state.resolve("handloom/logs"),
        folder(environment, "XDG_RUNTIME_DIR", state.resolve("handloom")).resolve("handloom"),
        library);
  }

  private static Path folder(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }
}
