package dev.handloom.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

  @TempDir Path folder;

  @Test
  void whatIsSavedIsReadAgain() throws IOException {
    SettingsFile file = new SettingsFile(folder.resolve("deep/settings.json"));
    Settings settings =
        new Settings(
            ThemeChoice.DARK,
            "/data/library",
            "/data/bench.json",
            new WindowPlace(1, 2, 1200, 800, true),
            "record",
            new RecordingChoices(7, 20, 9, 700),
            Map.of("feet/pedals:left", "record.toggle"),
            new CueChoices(false, true, true, true),
            new CalibrationChoices("Ann Ö.", 48));
    file.save(settings);
    assertEquals(new SettingsFile.Loaded(settings, null), file.load());
    assertFalse(Files.exists(folder.resolve("deep/settings.json.new")));
  }

  @Test
  void theFirstLaunchHasDefaultsAndNoComplaint() {
    SettingsFile.Loaded loaded = new SettingsFile(folder.resolve("none.json")).load();
    assertEquals(Settings.DEFAULT, loaded.settings());
    assertNull(loaded.problem());
  }

  @Test
  void garbageIsKeptAsideAndSaid() throws IOException {
    Path path = folder.resolve("settings.json");
    for (String garbage : new String[] {"{\"theme\": ", "[1, 2]", "\0\0\0"}) {
      Files.writeString(path, garbage);
      SettingsFile.Loaded loaded = new SettingsFile(path).load();
      assertEquals(Settings.DEFAULT, loaded.settings());
      assertNotNull(loaded.problem());
      assertEquals(garbage, Files.readString(folder.resolve("settings.json.bad")));
      assertFalse(Files.exists(path));
    }
  }

  @Test
  void oneWrongValueCostsThatValueAlone() throws IOException {
    Path path = folder.resolve("settings.json");
    Files.writeString(
        path,
        "{\"theme\": 7, \"library\": \"/data\", \"window\": \"no\", \"buttons\": {\"a\": 3}, \"later\": {}}");
    SettingsFile.Loaded loaded = new SettingsFile(path).load();
    assertEquals(Settings.DEFAULT.withLibrary("/data"), loaded.settings());
    assertNull(loaded.problem());
  }

  @Test
  void aWindowIsRestoredOnlyWhereAScreenIs() {
    List<WindowPlace.Area> screens = List.of(new WindowPlace.Area(0, 0, 1920, 1080));
    WindowPlace here = new WindowPlace(100, 50, 1300, 900, false);
    assertEquals(here, here.on(screens).orElseThrow());
    assertTrue(new WindowPlace(2000, 50, 1300, 900, false).on(screens).isEmpty());
    assertTrue(new WindowPlace(100, 1070, 1300, 900, false).on(screens).isEmpty());
    assertTrue(new WindowPlace(100, -900, 1300, 900, false).on(screens).isEmpty());
    assertTrue(
        new WindowPlace(Double.NaN, 0, 1300, 900, false).on(screens).isEmpty(), "from garbage");
    assertEquals(1080, new WindowPlace(0, 0, 1300, 4000, false).on(screens).orElseThrow().height());
    assertEquals(
        WindowPlace.MIN_WIDTH,
        new WindowPlace(0, 0, 10, 900, false)
            .on(List.of(new WindowPlace.Area(-200, 0, 1920, 1080)))
            .map(WindowPlace::width)
            .orElse(1000.0));
  }
}
