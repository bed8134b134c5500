package dev.handloom.app.studio;

import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// Pictures of robots' hands that follow: two of ours, and a file that is none.
final class RobotPictures {
  private static final long FX_MILLIS = 20_000;

  private final Studio studio;

  RobotPictures(Studio studio) {
    this.studio = studio;
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    fx(() -> {
      studio.shell().open("calibrate");
      Gallery.fire(studio, "calibrate.tab.robots");
    });
    for (int robot = 0; robot < 3; robot++) {
      choose(robot);
      Gallery.until("it follows", () -> !text("calibrate.robot.rate").isEmpty());
      pictures.add(picture(out, "calibrate-robot-" + (robot + 1), theme, size));
    }
    choose(3);
    fx(() -> {
      if (find("calibrate.robot.file") instanceof TextField file) {
        file.setText("cups/mug.urdf");
        file.fireEvent(new javafx.event.ActionEvent());
      }
    });
    Gallery.until("it is refused", () -> !text("calibrate.robot.complaint").isEmpty());
    pictures.add(picture(out, "calibrate-robot-file", theme, size));
    choose(0);
    fx(() -> Gallery.fire(studio, "calibrate.tab.gloves"));
    return pictures;
  }

  private void choose(int robot) throws InterruptedException, TimeoutException {
    fx(() -> {
      if (find("calibrate.robot.hand") instanceof ComboBox<?> box) {
        box.getSelectionModel().select(robot);
      }
    });
  }

  private Node find(String id) {
    return studio.stage().getScene().getRoot().lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()))
        .findFirst()
        .orElseThrow();
  }

  private String text(String id) {
    return Gallery.ask(() -> find(id) instanceof Label label ? label.getText() : "");
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
