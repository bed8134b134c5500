package dev.handloom.app.workspace.devices;

import dev.handloom.app.space.Headset;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One device: what it is, whether it is live, how fast and how well its samples come, what its
/// clock is known to.
final class DeviceCard extends VBox {
  static final double LEAST_WIDTH = 376;

  /// Head, trouble and streams stand before what [#put] adds.
  private static final int STREAMS_END = 3;

  private final Device device;
  private final Label state = new Label();
  private final FontIcon stateIcon = new FontIcon(Feather.CIRCLE);
  private final Label trouble = new Label();
  private final Label buttons = new Label();
  private final @Nullable ButtonsMenu buttonsMenu;
  private final Label clockState = new Label();
  private final Label bound = figures();
  private final Label drift = figures();
  private final Label delay = new Label();
  private final Button toggle = new Button();
  private final List<Runnable> rows = new ArrayList<>();

  /// @param connect asked to connect or disconnect this device
  /// @param details asked for everything about this device
  /// @param buttonsMenu what its buttons do; null if it has none
  /// @param more further controls for the card's foot, as the menu of a simulated device
  DeviceCard(
      Device device,
      Consumer<Device> connect,
      Consumer<Device> details,
      @Nullable ButtonsMenu buttonsMenu,
      List<Node> more) {
    this.device = device;
    this.buttonsMenu = buttonsMenu;
    getStyleClass().add("device-card");
    setMinWidth(LEAST_WIDTH);
    setSpacing(12);
    Region push = new Region();
    VBox.setVgrow(push, Priority.ALWAYS);
    getChildren().addAll(head(), trouble, streams());
    Headset.of(device)
        .ifPresent(headset -> {
          HeadsetRows what = new HeadsetRows(headset);
          getChildren().add(what);
          rows.add(what::refresh);
        });
    if (buttonsMenu != null) {
      getChildren().add(buttons(buttonsMenu));
    }
    getChildren().addAll(clock(), push, foot(connect, details, more));
    trouble.setWrapText(true);
    trouble.setMinHeight(Region.USE_PREF_SIZE);
    trouble.managedProperty().bind(trouble.visibleProperty());
    setId("card." + device.config().id());
    setAccessibleText(device.config().role());
    setAccessibleHelp("Enter shows its details");
    setFocusTraversable(true);
    setOnKeyPressed(event -> {
      // A button of the card has Enter for itself.
      if (event.getCode() == KeyCode.ENTER && event.getTarget() == this) {
        event.consume();
        details.accept(device);
      }
    });
    setOnMousePressed(_ -> requestFocus());
    refresh();
  }

  Device device() {
    return device;
  }

  /// Adds a row under the streams.
  void put(Node row) {
    getChildren().add(STREAMS_END, row);
  }

  private Node head() {
    FontIcon icon = new FontIcon(icon(device));
    icon.getStyleClass().add("device-icon");
    Label role = new Label(capital(device.config().role()));
    role.getStyleClass().add("text-large");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    state.getStyleClass().add("text-strong");
    state.setMinWidth(Region.USE_PREF_SIZE);
    HBox title = new HBox(8, icon, role, gap, stateIcon, state);
    title.setAlignment(Pos.CENTER_LEFT);
    Label what = new Label(device.driverTitle());
    what.getStyleClass().add("text-muted");
    what.setTooltip(new Tooltip(device.driverTitle()));
    Label address =
        new Label(device.config().simulated() ? "Simulated" : device.config().shownAddress());
    address.getStyleClass().addAll("text-small", "text-muted");
    address.setTooltip(new Tooltip(device.config().shownAddress()));
    return new VBox(2, title, what, address);
  }

  private Node foot(Consumer<Device> connect, Consumer<Device> details, List<Node> more) {
    Button all = new Button("Details…");
    all.setId("details." + device.config().id());
    all.setMinWidth(Region.USE_PREF_SIZE);
    all.getStyleClass().add("flat");
    all.setTooltip(new Tooltip("How it is, point by point, and what it can be told to do"));
    all.setAccessibleText("Details of " + device.config().role());
    all.setOnAction(_ -> details.accept(device));
    toggle.setMinWidth(Region.USE_PREF_SIZE);
    toggle.setOnAction(_ -> connect.accept(device));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox foot = new HBox(8);
    foot.getChildren().addAll(more);
    foot.getChildren().addAll(gap, all, toggle);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  private Node streams() {
    GridPane grid = grid(24, 36, 20, 20);
    addHead(grid, "Stream", "Rate", "Lost", "Bad");
    for (LiveStream stream : device.streams()) {
      String name = stream.spec().name();
      Label title = new Label(capital(name.substring(name.indexOf('/') + 1).replace('-', ' ')));
      title.setTooltip(new Tooltip(describe(stream)));
      title.setWrapText(true);
      title.setMinHeight(Region.USE_PREF_SIZE);
      Label rate = figures();
      Label lost = figures();
      Label bad = figures();
      grid.addRow(grid.getRowCount(), title, rate, lost, bad);
      rows.add(() -> {
        var health = stream.health();
        rate.setText(
            String.format(
                Locale.ROOT,
                "%.1f of %.0f Hz",
                health.rateHz(StudioClock.now()),
                stream.spec().nominalHz()));
        mark(lost, health.lost());
        mark(bad, health.badFrames());
      });
    }
    return grid;
  }

  private static String describe(LiveStream stream) {
    int channels = stream.spec().channels().size();
    var frame = stream.spec().frame();
    return stream.spec().kind() == StreamKind.VIDEO && frame != null
        ? frame.width() + "×" + frame.height() + " pixels"
        : channels + (channels == 1 ? " channel" : " channels");
  }

  private static void mark(Label label, long count) {
    label.setText(String.format(Locale.ROOT, "%,d", count));
    label.getStyleClass().remove("text-warning");
    if (count > 0) {
      label.getStyleClass().add("text-warning");
      label.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    } else {
      label.setGraphic(null);
    }
  }

  private Node buttons(ButtonsMenu menu) {
    buttons.setId("buttonWords." + device.config().id());
    buttons.setWrapText(true);
    buttons.setMinHeight(Region.USE_PREF_SIZE);
    buttons.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(buttons, Priority.ALWAYS);
    HBox line = new HBox(8, buttons, menu);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node clock() {
    GridPane grid = grid(24, 28, 22, 26);
    addHead(grid, "Clock", "Time within", "Drift", "Delay");
    grid.addRow(1, clockState, bound, drift, delay);
    delay.setMinWidth(Region.USE_PREF_SIZE);
    return grid;
  }

  /// @param shares of the width, in percent
  private static GridPane grid(double... shares) {
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(4);
    for (double share : shares) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(share);
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }

  private static void addHead(GridPane grid, String... titles) {
    for (int i = 0; i < titles.length; i++) {
      Label label = new Label(titles[i]);
      label.getStyleClass().addAll("text-small", "text-muted");
      grid.add(label, i, 0);
    }
  }

  /// Shows what holds now.
  void refresh() {
    DeviceState now = device.state().get();
    state.setText(words(now));
    stateIcon.setIconCode(icon(now));
    boolean wrong = warns(now);
    getStyleClass().remove("warning");
    stateIcon.getStyleClass().removeAll("icon-warning", "icon-success");
    stateIcon
        .getStyleClass()
        .add(wrong ? "icon-warning" : now == DeviceState.LIVE ? "icon-success" : "icon");
    if (wrong) {
      getStyleClass().add("warning");
    }
    String why = trouble(device);
    trouble.setText(why);
    if (buttonsMenu != null) {
      buttons.setText(buttonsMenu.summary());
    }
    trouble.setVisible(!why.isEmpty());
    toggle.setText(now == DeviceState.DISCONNECTED ? "Connect" : "Disconnect");
    toggle.setAccessibleText(toggle.getText() + " " + device.config().role());
    rows.forEach(Runnable::run);
    ClockReport report = device.clock();
    clockState.setText(
        now == DeviceState.DISCONNECTED
            ? "Off"
            : capital(report.state().name().toLowerCase(Locale.ROOT)));
    clockState.setTooltip(new Tooltip(report.method()));
    bound.setText(
        report.boundNanos() == Sample.UNBOUNDED
            ? "unknown"
            : String.format(Locale.ROOT, "±%.1f ms", report.boundNanos() / 1e6));
    PathDelay path = report.path();
    delay.setText(TimeWords.delay(report));
    delay.setTooltip(path == null ? null : new Tooltip(TimeWords.path(path)));
    drift.setText(
        report.driftPpm() == 0 ? "–" : String.format(Locale.ROOT, "%.1f ppm", report.driftPpm()));
  }

  /// Why it is not live; and if it is, what it says that a person should see to or know.
  private static String trouble(Device device) {
    if (!device.trouble().isEmpty()) {
      return device.trouble();
    }
    DeviceReport report = device.report();
    return Stream.concat(
            report.concerns().stream().map(concern -> concern.what() + ". " + concern.remedy()),
            Stream.of(report.note()).filter(note -> !note.isEmpty()))
        .collect(Collectors.joining("\n"));
  }

  private static String words(DeviceState state) {
    return switch (state) {
      case DISCONNECTED -> "Disconnected";
      case CONNECTING -> "Connecting…";
      case LIVE -> "Live";
      case SILENT -> "Silent";
      case RECONNECTING -> "Reconnecting…";
      case FAILED -> "Cannot work";
    };
  }

  private static Feather icon(DeviceState state) {
    return switch (state) {
      case DISCONNECTED -> Feather.CIRCLE;
      case CONNECTING -> Feather.LOADER;
      case LIVE -> Feather.CHECK_CIRCLE;
      case SILENT, RECONNECTING, FAILED -> Feather.ALERT_TRIANGLE;
    };
  }

  private static boolean warns(DeviceState state) {
    return state == DeviceState.SILENT
        || state == DeviceState.RECONNECTING
        || state == DeviceState.FAILED;
  }

  private static Feather icon(Device device) {
    boolean video = device.streams().stream().anyMatch(s -> s.spec().kind() == StreamKind.VIDEO);
    if (video) {
      return Feather.VIDEO;
    }
    if (Headset.of(device).isPresent()) {
      return Feather.EYE;
    }
    return device.config().role().contains("glove") ? Feather.SLIDERS : Feather.TOOL;
  }

  private static Label figures() {
    Label label = new Label();
    label.getStyleClass().add(Figures.STYLE_CLASS);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
