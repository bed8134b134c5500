package dev.handloom.app.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.Shown;
import java.net.URL;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;
import javafx.util.Subscription;

/// The looks of the studio: light, dark or as the system, followed live.
///
/// Once installed it dresses every window that opens, dialogs, menus and tooltips too; they would
/// otherwise keep the colours of the plain theme.
public final class Theme {

  private static final String LIGHT_CLASS = "handloom-light";
  private static final String DARK_CLASS = "handloom-dark";

  private static final class Shared {
    static final Theme THEME = new Theme();
  }

  private final ObjectProperty<ThemeChoice> choice =
      new SimpleObjectProperty<>(this, "choice", ThemeChoice.SYSTEM);
  private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
  private final String stylesheet = sheet("handloom.css");
  private boolean installed;

  private Theme() {}

  /// The theme of this process: JavaFX has one user agent stylesheet per process, too.
  public static Theme shared() {
    return Shared.THEME;
  }

  /// Takes over the looks of all windows. On the FX thread, before the first window; again is
  /// nothing.
  public void install() {
    FxThread.require();
    if (installed) {
      return;
    }
    installed = true;
    Platform.getPreferences().colorSchemeProperty().subscribe(_ -> update());
    choice.subscribe(_ -> update());
    Window.getWindows().forEach(this::watch);
    Window.getWindows()
        .addListener(
            (ListChangeListener<Window>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(this::watch);
                  }
                });
  }

  /// What the person chose.
  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  /// Whether it is dark now. What paints its own pixels follows this.
  public ReadOnlyBooleanProperty darkProperty() {
    return dark.getReadOnlyProperty();
  }

  public boolean isDark() {
    return dark.get();
  }

  /// Tells a control that paints by itself whether it is dark: now, and at each change while its
  /// window shows. The control is not held beyond that.
  public void follow(Node node, Consumer<Boolean> action) {
    action.accept(isDark());
    Subscription[] following = {Subscription.EMPTY};
    Shown.inWindow(node)
        .subscribe(shown -> {
          following[0].unsubscribe();
          following[0] =
              shown ? dark.subscribe((Boolean now) -> action.accept(now)) : Subscription.EMPTY;
        });
  }

  /// Dresses a scene that is in no window yet.
  public void dress(Scene scene) {
    if (!scene.getStylesheets().contains(stylesheet)) {
      scene.getStylesheets().add(stylesheet);
      scene.getStylesheets().add(Figures.stylesheet());
      scene.rootProperty().addListener((_, _, root) -> mark(root));
    }
    mark(scene.getRoot());
  }

  private void watch(Window window) {
    // A window closed and shown again is added again; dressing twice changes nothing.
    Scene scene = window.getScene();
    if (scene != null) {
      dress(scene);
      return;
    }
    window
        .sceneProperty()
        .addListener((_, _, now) -> {
          if (now != null) {
            dress(now);
          }
        });
  }

  private void update() {
    boolean wanted =
        switch (choice.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    dark.set(wanted);
    Application.setUserAgentStylesheet(
        wanted
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    for (Window window : Window.getWindows()) {
      Scene scene = window.getScene();
      if (scene != null) {
        mark(scene.getRoot());
      }
    }
  }

  private void mark(Parent root) {
    root.getStyleClass().removeAll(LIGHT_CLASS, DARK_CLASS);
    root.getStyleClass().add(dark.get() ? DARK_CLASS : LIGHT_CLASS);
  }

  private static String sheet(String name) {
    URL url = Objects.requireNonNull(Theme.class.getResource(name), name);
    return url.toExternalForm();
  }
}
