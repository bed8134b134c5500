package dev.handloom.app.workspace.devices;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageServer;
import dev.handloom.device.link.page.QrCode;
import dev.handloom.device.rig.Device;
import java.io.IOException;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/// How a headset or a phone comes to the page: its address, the token, a QR code of both, and who
/// sits there.
final class PageSheet {
  private static final double WIDTH = 720;
  private static final double CODE_SIDE = 232;
  private static final long LOOK_NANOS = 250_000_000L;

  private final String pageOf;
  private final SheetLayer sheets;
  private final Canvas code = new Canvas(CODE_SIDE, CODE_SIDE);
  private final Label reach = FoundList.wrapped("");
  private final Label addresses = FoundList.wrapped("");
  private final Label token = new Label();
  private final Label seat = FoundList.wrapped("");
  private final Label trouble = FoundList.wrapped("");
  private final Label fingerprint = FoundList.wrapped("");
  private final Button network =
      FoundList.button(
          "Open to the network",
          "page.network",
          "Lets headsets and phones on this network reach the page; without, only this computer does");
  private final Button anew =
      FoundList.button(
          "New token", "page.token", "Draws another token; who is connected stays connected");
  private final Button free =
      FoundList.button("Free the seat", "page.free", "Lets another headset take the seat");
  private final Button copy =
      FoundList.button("Copy the address", "page.copy", "Copies the address, without the token");
  private final Button close = FoundList.button("Close", "page.close", "Close (Esc)");
  private final VBox sheet = new VBox(12);
  private String shown = "";
  private long lookedNanos;

  PageSheet(Device device, SheetLayer sheets) {
    pageOf = device.config().address();
    this.sheets = sheets;
    Label title = new Label("Page of the " + device.config().role());
    title.setId("page.title");
    title.getStyleClass().add("text-large");
    Label how =
        FoundList.wrapped(
            "Scan the code with the headset or the phone, or open the address in its browser and type"
                + " the token. The browser asks once whether it may trust this computer: its certificate"
                + " is the studio's own.");
    addresses.setId("page.addresses");
    addresses.getStyleClass().add("text-strong");
    token.setId("page.shownToken");
    token.getStyleClass().addAll("text-large", Figures.STYLE_CLASS);
    token.setMinWidth(Region.USE_PREF_SIZE);
    seat.setId("page.seat");
    trouble.setId("page.trouble");
    fingerprint.getStyleClass().addAll("text-small", "text-muted");
    trouble.getStyleClass().add("text-warning");
    trouble.managedProperty().bind(trouble.visibleProperty());
    trouble.setVisible(false);
    code.setId("page.code");
    network.setOnAction(_ -> page().ifPresent(this::turn));
    anew.setOnAction(_ -> {
      page().ifPresent(PageServer::newToken);
      refresh();
    });
    free.setOnAction(_ -> {
      page().ifPresent(PageServer::freeSeat);
      refresh();
    });
    copy.setOnAction(_ -> page().ifPresent(page -> FoundList.copy(page.addresses().getFirst())));
    close.setDefaultButton(true);
    close.setOnAction(_ -> sheets.close());
    for (Label each : new Label[] {reach, addresses, seat, trouble, fingerprint, how}) {
      each.setMaxWidth(WIDTH - CODE_SIDE - 96);
    }
    how.setMaxWidth(WIDTH - 48);
    VBox words =
        new VBox(
            10,
            line("Address", addresses),
            line("Token", token),
            line("Seat", seat),
            reach,
            trouble);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox middle = new HBox(20, code, words);
    middle.setAlignment(Pos.TOP_LEFT);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox foot = new HBox(8, network, anew, free, copy, gap, close);
    foot.setAlignment(Pos.CENTER_LEFT);
    sheet.setId("page");
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(40);
    fingerprint.setMaxWidth(WIDTH - 48);
    sheet.getChildren().addAll(title, how, middle, fingerprint, foot);
    Pulse.shared()
        .whileShown(
            sheet,
            now -> {
              if (now - lookedNanos > LOOK_NANOS) {
                lookedNanos = now;
                refresh();
              }
            });
    refresh();
  }

  private static VBox line(String subject, Label what) {
    Label name = new Label(subject);
    name.getStyleClass().addAll("text-small", "text-muted");
    return new VBox(2, name, what);
  }

  void open() {
    sheets.show(sheet, close);
  }

  private Optional<PageServer> page() {
    return HeadsetPages.shared().of(pageOf);
  }

  private void turn(PageServer page) {
    try {
      page.openToNetwork(!page.openToNetwork());
      trouble.setVisible(false);
    } catch (IOException e) {
      trouble.setText(
          "The page could not be opened to the network; it stays for this computer alone. "
              + e.getMessage());
      trouble.setVisible(true);
    }
    refresh();
  }

  private void refresh() {
    Optional<PageServer> now = page();
    for (Button each : new Button[] {network, anew, free, copy}) {
      each.setDisable(now.isEmpty());
    }
    if (now.isEmpty()) {
      reach.setText("The page is served while the device is connected: press Connect on its card.");
      addresses.setText("–");
      token.setText("–");
      seat.setText("–");
      draw("");
      return;
    }
    PageServer page = now.get();
    network.setText(page.openToNetwork() ? "Close to the network" : "Open to the network");
    addresses.setText(String.join("\n", page.addresses()));
    token.setText(page.token());
    reach.setText(
        page.openToNetwork()
            ? "Everybody on this network reaches the page; only who knows the token gets in."
            : "Only this computer reaches the page. Open it to the network before you scan the code.");
    String who = page.seated();
    seat.setText(
        (who.isEmpty()
                ? "Free"
                : page.connected() ? who : who + ", not connected; its seat is kept")
            + (page.remotes() == 0 ? "" : ". Looking on: " + page.remotes()));
    free.setDisable(who.isEmpty());
    fingerprint.setText("Certificate (SHA-256): " + page.fingerprint());
    draw(page.invitation());
  }

  /// Dark on light in both themes: readers take no other.
  private void draw(String words) {
    if (words.equals(shown)) {
      return;
    }
    shown = words;
    GraphicsContext g = code.getGraphicsContext2D();
    g.setFill(Color.WHITE);
    g.fillRect(0, 0, CODE_SIDE, CODE_SIDE);
    code.setAccessibleText(words.isEmpty() ? "No QR code" : "QR code of the address and the token");
    if (words.isEmpty()) {
      return;
    }
    QrCode qr = QrCode.of(words);
    double module = Math.floor(CODE_SIDE / (qr.side() + 2 * QrCode.QUIET));
    double from = Math.floor((CODE_SIDE - module * qr.side()) / 2);
    g.setFill(Color.BLACK);
    for (int y = 0; y < qr.side(); y++) {
      for (int x = 0; x < qr.side(); x++) {
        if (qr.dark(x, y)) {
          g.fillRect(from + x * module, from + y * module, module, module);
        }
      }
    }
  }
}
