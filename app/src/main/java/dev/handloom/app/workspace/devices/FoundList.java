package dev.handloom.app.workspace.devices;

import dev.handloom.app.Neighbourhood;
import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Hindrance;
import dev.handloom.device.discovery.UdevRules;
import dev.handloom.device.rig.RigFile;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is plugged in or on the network and not in the rig: what each is, why we think so, what is
/// in the way.
final class FoundList extends VBox {
  private static final double WORDS_WIDTH = 760;
  private static final String LOOK = "Look on the network";

  private final PlugFeed feed;
  private final Consumer<Examined> add;
  private final VBox rows = new VBox(8);
  private final Label looked = wrapped("");
  private final Button network =
      button(
          LOOK,
          "found.network",
          "Listens for three seconds on the UDP ports that gloves and suits send to, and asks once"
              + " who offers pictures or a web interface. No device is spoken to.");
  private @Nullable RigFile rig;
  private List<Examined> shown = List.of();
  private String examining = "";

  /// @param add asked to put a device into the rig
  FoundList(PlugFeed feed, Consumer<Examined> add) {
    super(8);
    this.feed = feed;
    this.add = add;
    setId("found");
    setPadding(new Insets(0, 16, 16, 16));
    Label title = new Label("Found, not in the rig");
    title.getStyleClass().add("text-strong");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    network.setOnAction(_ -> {
      feed.lookOnNetwork();
      refresh();
    });
    HBox head = new HBox(8, title, gap, network);
    head.setAlignment(Pos.CENTER_LEFT);
    looked.setId("found.network.words");
    looked.getStyleClass().addAll("text-small", "text-muted");
    looked.managedProperty().bind(looked.textProperty().isNotEmpty());
    getChildren().addAll(head, rows, looked);
    rebuild();
  }

  /// Which devices are in the rig already; null for none.
  void show(@Nullable RigFile file) {
    rig = file;
    refresh();
  }

  /// How many there are.
  int count() {
    return shown.size();
  }

  /// Shows what is there now.
  void refresh() {
    feed.want();
    network.setText(feed.isLookingOnNetwork() ? "Looking…" : LOOK);
    network.setDisable(feed.isLookingOnNetwork());
    looked.setText(feed.networkWords());
    RigFile file = rig;
    List<Examined> now =
        feed.foundProperty().get().stream()
            .filter(seen -> file == null || !Neighbourhood.isIn(file, seen.device()))
            .toList();
    String busy =
        String.join(
            " ",
            now.stream()
                .filter(seen -> feed.isExamining(seen.device()))
                .map(seen -> seen.device().address())
                .toList());
    if (!now.equals(shown) || !busy.equals(examining)) {
      shown = now;
      examining = busy;
      rebuild();
    }
  }

  private void rebuild() {
    // A row that was worked on keeps the focus when another one comes or goes.
    Node focused = getScene() == null ? null : getScene().getFocusOwner();
    String id = focused != null && rows.equals(rowsOf(focused)) ? focused.getId() : null;
    rows.getChildren().clear();
    for (Examined seen : shown) {
      rows.getChildren().add(row(seen));
    }
    if (shown.isEmpty()) {
      Label nothing =
          new Label("Nothing else is plugged in. What you plug in appears here by itself.");
      nothing.getStyleClass().add("text-muted");
      rows.getChildren().add(nothing);
    }
    if (id != null) {
      for (Node each : rows.lookupAll(".button")) {
        if (id.equals(each.getId())) {
          each.requestFocus();
        }
      }
    }
  }

  private static @Nullable Node rowsOf(Node node) {
    Node at = node;
    while (at != null && !(at instanceof VBox box && "found".equals(parentId(box)))) {
      at = at.getParent();
    }
    return at;
  }

  private static @Nullable String parentId(Node node) {
    return node.getParent() == null ? null : node.getParent().getId();
  }

  private Node row(Examined seen) {
    Attached device = seen.device();
    FontIcon icon = new FontIcon(FoundWords.icon(device));
    icon.getStyleClass().add("device-icon");
    Label title = new Label(FoundWords.title(device));
    title.getStyleClass().add("text-strong");
    Label address = muted(device.address());
    HBox head = new HBox(8, title, address);
    head.setAlignment(Pos.BASELINE_LEFT);
    Label what = wrapped(FoundWords.what(seen));
    VBox words = new VBox(2, head, what);
    String why = FoundWords.why(seen);
    if (!why.isEmpty()) {
      Label reason = wrapped(why);
      reason.getStyleClass().add("text-muted");
      words.getChildren().add(reason);
    }
    Hindrance hindrance = seen.hindrance();
    if (hindrance != null) {
      words.getChildren().add(hindrance(device, hindrance));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(12, icon, words);
    row.getStyleClass().add("found-row");
    row.setAlignment(Pos.CENTER_LEFT);
    if (device.kind() == Attached.Kind.SERIAL && !feed.wasExamined(device)) {
      boolean busy = feed.isExamining(device);
      Button listen =
          button(
              busy ? "Listening…" : "Listen to it",
              "found.listen." + device.address(),
              "Opens the port, listens, and asks only what moves and stores nothing. Some boards"
                  + " start anew.");
      listen.setDisable(busy || hindrance != null);
      listen.setOnAction(_ -> feed.examine(device));
      row.getChildren().add(listen);
    }
    Button toRig =
        button("Add to rig…", "found.add." + device.address(), "Give it a role in the rig");
    toRig.setOnAction(_ -> add.accept(seen));
    row.getChildren().add(toRig);
    return row;
  }

  private Node hindrance(Attached device, Hindrance hindrance) {
    Label what = wrapped(hindrance.what());
    what.getStyleClass().add("text-warning");
    what.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    Label remedy = wrapped(hindrance.remedy());
    VBox box = new VBox(2, what, remedy);
    String rule = UdevRules.ruleFor(device, feed.around().drivers());
    if (!rule.isEmpty() && hindrance.remedy().contains(rule)) {
      Button copy = button("Copy the rule", "found.rule." + device.address(), rule);
      copy.setOnAction(_ -> copy(rule));
      box.getChildren().add(copy);
    }
    return box;
  }

  /// Puts words where they can be pasted from.
  static void copy(String words) {
    ClipboardContent content = new ClipboardContent();
    content.putString(words);
    Clipboard.getSystemClipboard().setContent(content);
  }

  static Button button(String words, String id, String help) {
    Button button = new Button(words);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(help));
    button.setAccessibleHelp(help);
    return button;
  }

  static Label wrapped(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMaxWidth(WORDS_WIDTH);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label muted(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("text-small", "text-muted");
    return label;
  }
}
