package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/// Light, dark, or as the system.
final class LookSection {
  private static final List<ThemeChoice> ORDER =
      List.of(ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.SYSTEM);

  private LookSection() {}

  static Node content(Theme theme) {
    ToggleGroup group = new ToggleGroup();
    FlowPane line = new FlowPane(16, 8);
    for (ThemeChoice choice : ORDER) {
      RadioButton button = new RadioButton(choice.label());
      button.setId("library.theme." + choice.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button.setUserData(choice);
      line.getChildren().add(button);
    }
    theme
        .choiceProperty()
        .subscribe(choice -> group.selectToggle(group.getToggles().get(ORDER.indexOf(choice))));
    group
        .selectedToggleProperty()
        .subscribe(toggle -> {
          if (toggle != null && toggle.getUserData() instanceof ThemeChoice choice) {
            theme.choiceProperty().set(choice);
          }
        });
    return new Section("Look", line);
  }
}
