package dev.handloom.app.studio;

import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Pictures of a state of the studio in every theme.
final class Shots {
  private static final long FX_MILLIS = 60_000;

  private final Studio studio;
  private final Path out;
  private final List<Path> pictures = new ArrayList<>();

  Shots(Studio studio, Path out) {
    this.studio = studio;
    this.out = out;
  }

  List<Path> pictures() {
    return List.copyOf(pictures);
  }

  /// @param tab what is pressed there; empty for nothing
  void all(String name, List<ThemeChoice> themes, int[] size, String workspace, String tab)
      throws IOException, InterruptedException, TimeoutException {
    for (ThemeChoice theme : themes) {
      fx(() -> {
        Theme.shared().choiceProperty().set(theme);
        Gallery.size(studio, size);
        studio.shell().open(workspace);
        if (!tab.isEmpty()) {
          Gallery.fire(studio, tab);
        }
      });
      pictures.add(Gallery.picture(studio, out, Gallery.name(name, theme, size)));
    }
  }

  /// What a label says that is in the window; empty where there is none.
  String text(String id) {
    return Gallery.ask(() -> {
      for (Node each : studio.stage().getScene().getRoot().lookupAll("*")) {
        if (id.equals(each.getId()) && each instanceof Label label) {
          return label.getText();
        }
      }
      return "";
    });
  }

  static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
