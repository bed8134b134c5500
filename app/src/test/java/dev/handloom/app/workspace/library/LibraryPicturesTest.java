package dev.handloom.app.workspace.library;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.desktop.SystemDesktop;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the page in target/library, for whoever changed it.
@ExtendWith(ApplicationExtension.class)
class LibraryPicturesTest {
  private static final Path PICTURES = Path.of("target", "library");
  private static final long FX_MILLIS = 30_000;

  @TempDir Path folder;

  private record Place(String id, String title) implements Workspace {
    @Override
    public Feather icon() {
      return Feather.DISC;
    }

    @Override
    public Node content() {
      return new Region();
    }
  }

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    stage.hide();
  }

  @AfterEach
  void backToSystem() throws Exception {
    FxThread.runAndWait(() -> Theme.shared().choiceProperty().set(ThemeChoice.SYSTEM), FX_MILLIS);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void thePageFitsTheWindow(ThemeChoice theme) throws Exception {
    Path full = folder.resolve("Recordings of the kitchen table");
    SmallLibrary small = new SmallLibrary(full);
    small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    small.recovered("Turn the key", Duration.ofSeconds(30));
    small.lossy("Fold the towel", Duration.ofSeconds(4975), 1204);
    small.withoutVideo("Put the plates on the rack, largest first", Duration.ofSeconds(118));
    small.trash(small.whole("Pour the cup into the bowl", Duration.ofMillis(8417)));
    small.trash(
        small.whole(
            "Open the drawer, take out the third spoon from the left, and lay it beside the bowl",
            Duration.ofSeconds(71)));
    String suffix = theme.name().toLowerCase(Locale.ROOT);
    draw(theme, full, 1000, 700, true, suffix + "-1000");
    draw(theme, full, 1920, 1080, true, suffix + "-1920");
    draw(theme, folder.resolve("new"), 1000, 700, false, suffix + "-empty");
    draw(theme, full, 1000, 700, true, suffix + "-1000-export");
    draw(theme, full, 1920, 1080, true, suffix + "-1920-export");
    draw(theme, full, 1000, 700, true, suffix + "-1000-episodes");
    draw(theme, full, 1920, 1080, true, suffix + "-1920-episodes");
    draw(theme, folder.resolve("new"), 1000, 700, false, suffix + "-empty-episodes");
    draw(theme, full, 1000, 700, true, suffix + "-1000-episodes-mistake");
  }

  private static void draw(
      ThemeChoice theme, Path at, int width, int height, boolean check, String name)
      throws Exception {
    Scene[] scene = new Scene[1];
    OpenLibrary[] opened = new OpenLibrary[1];
    FxThread.runAndWait(
        () -> {
          Theme.shared().choiceProperty().set(theme);
          Actions actions = new Actions();
          TaskRunner direct = TaskRunner.direct();
          OpenLibrary library = new OpenLibrary(at, direct, _ -> {});
          opened[0] = library;
          Takes takes = new Takes(new CurrentRig(), library, direct, _ -> {}, KeepAwake.unneeded());
          Stage stage = new Stage();
          Shell shell =
              new Shell(
                  actions,
                  List.of(
                      new Place("record", "Record"),
                      new LibraryWorkspace(
                          library,
                          takes,
                          direct,
                          actions,
                          () -> new SystemDesktop(stage),
                          _ -> {})),
                  new StudioStatus(),
                  new RunningTasks());
          shell.open("library");
          library.open();
          if (check) {
            actions.get("library.check").run();
          }
          scene[0] = new Scene(shell, width, height);
          Theme.shared().dress(scene[0]);
        },
        FX_MILLIS);
    WritableImage[] image = new WritableImage[1];
    FxThread.runAndWait(
        () -> {
          if (!name.contains("episodes")) {
            scene[0].getRoot().applyCss();
            scene[0].getRoot().layout();
            ((ToggleButton) named(scene[0], "library.tab.care")).setSelected(true);
            if (name.contains("export")) {
              export(scene[0]);
            }
          } else {
            episodes(scene[0], name.contains("mistake") ? "verdict:nice" : "person:");
          }
          // The width decides on the columns, and they on the heights.
          for (int i = 0; i < 3; i++) {
            scene[0].getRoot().applyCss();
            scene[0].getRoot().layout();
          }
          image[0] = scene[0].snapshot(null);
          opened[0].close();
        },
        FX_MILLIS);
    write(image[0], PICTURES.resolve(name + ".png"));
  }

  /// A dataset is chosen, and its section is in front.
  private static void export(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    ComboBox<?> formats = (ComboBox<?>) named(scene, "library.export.format");
    formats.getSelectionModel().selectLast();
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    formats.requestFocus();
  }

  private static void episodes(Scene scene, String typed) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    ((ToggleButton) named(scene, "library.tab.episodes")).setSelected(true);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    ((ListView<?>) named(scene, "library.list")).getSelectionModel().select(1);
    TextField search = (TextField) named(scene, "library.search");
    search.setText(typed);
    search.positionCaret(typed.length());
    if (typed.equals("person:")) {
      search.setText("");
    }
  }

  private static Node named(Scene scene, String id) {
    return scene.getRoot().lookupAll("*").stream()
        .filter(n -> id.equals(n.getId()))
        .findFirst()
        .orElseThrow();
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, argb, 0, width);
    Files.createDirectories(PICTURES);
    assertTrue(ImageIO.write(copy, "png", file.toFile()));
  }
}
