package dev.handloom.app.ui.action;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Builds menus from actions.
final class Menus {

  private Menus() {}

  static MenuBar menuBar(Collection<Action> actions) {
    MenuBar bar = new MenuBar();
    Map<String, Menu> menus = new LinkedHashMap<>();
    for (Action action : actions) {
      String path = action.menu();
      if (path != null) {
        menuAt(path, menus, bar.getMenus()).getItems().add(item(action));
      }
    }
    // However the actions were declared: these first, help last, the trade's own between.
    FXCollections.sort(bar.getMenus(), Comparator.comparingInt(menu -> rank(menu.getText())));
    return bar;
  }

  private static int rank(String menu) {
    return switch (menu) {
      case "File" -> 0;
      case "Edit" -> 1;
      case "View" -> 2;
      case "Help" -> 4;
      default -> 3;
    };
  }

  private static Menu menuAt(String path, Map<String, Menu> menus, ObservableList<Menu> topLevel) {
    Menu known = menus.get(path);
    if (known != null) {
      return known;
    }
    int slash = path.lastIndexOf('/');
    Menu menu = new Menu(path.substring(slash + 1));
    menu.setMnemonicParsing(false);
    menus.put(path, menu);
    if (slash < 0) {
      topLevel.add(menu);
    } else {
      menuAt(path.substring(0, slash), menus, topLevel).getItems().add(menu);
    }
    return menu;
  }

  private static MenuItem item(Action action) {
    BooleanProperty selected = action.selectedProperty();
    MenuItem item;
    if (selected == null) {
      item = new MenuItem(action.text());
      Feather icon = action.icon();
      if (icon != null) {
        item.setGraphic(new FontIcon(icon));
      }
    } else {
      CheckMenuItem check = new CheckMenuItem(action.text());
      // The item turns itself before the handler runs, so it only listens: the handler turns the
      // property, and the item follows.
      check.setSelected(selected.get());
      selected.addListener((_, _, now) -> check.setSelected(now));
      item = check;
    }
    item.setId(action.id());
    item.setMnemonicParsing(false);
    item.disableProperty().bind(action.enabledProperty().not());
    item.setOnAction(_ -> {
      action.run();
      if (item instanceof CheckMenuItem check && selected != null) {
        check.setSelected(selected.get());
      }
    });
    if (action.hasBareKey()) {
      // As an accelerator it would also fire while a person types.
      item.setText(action.text() + "  (" + action.keysText() + ")");
    } else if (action.keys() != null) {
      item.setAccelerator(action.keys());
    }
    return item;
  }
}
