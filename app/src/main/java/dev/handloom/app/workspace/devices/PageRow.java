package dev.handloom.app.workspace.devices;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageServer;
import dev.handloom.device.rig.Device;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// On the card of a device that comes over the studio's page: who has the seat, and the way to the
/// page.
final class PageRow extends HBox {
  private static final long LOOK_NANOS = 250_000_000L;

  private final Device device;
  private final Label seat = new Label();
  private long lookedNanos;

  private PageRow(Device device, Supplier<SheetLayer> sheets) {
    super(8);
    this.device = device;
    seat.setId("pageSeat." + device.config().id());
    seat.setWrapText(true);
    seat.setMinHeight(Region.USE_PREF_SIZE);
    seat.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(seat, Priority.ALWAYS);
    Button page = new Button("Page…", new FontIcon(Feather.SMARTPHONE));
    page.setId("page." + device.config().id());
    page.getStyleClass().add("flat");
    page.setMinWidth(Region.USE_PREF_SIZE);
    page.setTooltip(
        new Tooltip("Address, QR code and token for the headset, and who has the seat"));
    page.setAccessibleText("Page of " + device.config().role());
    page.setOnAction(_ -> new PageSheet(device, sheets.get()).open());
    setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(seat, page);
    Pulse.shared()
        .whileShown(
            this,
            now -> {
              if (now - lookedNanos > LOOK_NANOS) {
                lookedNanos = now;
                refresh();
              }
            });
    refresh();
  }

  /// The row of a device that a page leads to; empty for others.
  static Optional<PageRow> of(Device device, Supplier<SheetLayer> sheets) {
    return device.config().driver().equals("webxr")
        ? Optional.of(new PageRow(device, sheets))
        : Optional.empty();
  }

  private void refresh() {
    Optional<PageServer> served = HeadsetPages.shared().of(device.config().address());
    if (served.isEmpty()) {
      seat.setText("The page is not served");
      return;
    }
    PageServer page = served.get();
    String who = page.seated();
    seat.setText(
        (who.isEmpty() ? "Its seat is free" : "In its seat: " + who)
            + (page.openToNetwork() ? ". Open to the network" : ". For this computer alone"));
  }
}
