package dev.handloom.app.studio;

import dev.handloom.app.Neighbourhood;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Pictures of finding devices, of a new rig, of a device's details and of its conformance take.
/// What is plugged in here is made up, since machines that make pictures have nothing.
final class PlugPictures {
  private static final long FX_MILLIS = 20_000;

  /// Makes a picture under a name.
  @FunctionalInterface
  interface Camera {
    void shoot(String name) throws IOException, InterruptedException, TimeoutException;
  }

  private final Studio studio;
  private final Camera camera;
  private final List<Attached> plugged = new CopyOnWriteArrayList<>();

  PlugPictures(Studio studio, Camera camera) {
    this.studio = studio;
    this.camera = camera;
  }

  void take() throws IOException, InterruptedException, TimeoutException {
    plugged.add(serial("serial:usb-FT7A91", "/dev/ttyUSB0", 0x0403, 0x6014, "U2D2"));
    plugged.add(
        new Attached(
            Attached.Kind.HID, "hid:256f:c635", "/dev/hidraw3", 0x256f, 0xc635, "SpaceMouse"));
    on(() -> {
      studio
          .plugs()
          .lookAround(
              new Neighbourhood(() -> new Surroundings.Seen(List.copyOf(plugged), List.of())));
      studio.shell().open("devices");
    });
    Gallery.until("what is plugged in is shown", () -> see(() -> has("found.add.hid:256f:c635")));
    on(() -> {
      Node row = node("found.add.hid:256f:c635");
      row.requestFocus();
      for (Node at = row; at != null; at = at.getParent()) {
        if (at instanceof ScrollPane scroll) {
          scroll.setVvalue(scroll.getVmax());
        }
      }
    });
    camera.shoot("found");
    fire("found.add.hid:256f:c635");
    camera.shoot("add-to-rig");
    close();
    on(studio.actions().get("rig.new")::run);
    camera.shoot("new-rig");
    press(KeyCode.ENTER);
    Gallery.until("it waits", () -> see(() -> reads("wizard.news").startsWith("Waiting")));
    plugged.add(serial("serial:usb-0001", "/dev/ttyUSB1", 0x10C4, 0xEA60, "CP2102 USB to UART"));
    Gallery.until("it was seen", () -> see(() -> reads("wizard.news").contains("plugged in.")));
    Gallery.until("it was listened to", () -> see(() -> !reads("wizard.news").contains("Listen")));
    camera.shoot("plug-in-now");
    fire("wizard.skip");
    press(KeyCode.ENTER);
    press(KeyCode.ENTER);
    camera.shoot("new-rig-file");
    close();
    fire("details.left-glove");
    Gallery.until("it is live", () -> see(() -> has("details.title")));
    camera.shoot("device-details");
    fire("details.conformance");
    camera.shoot("conformance");
    fire("conformance.go");
    Gallery.until("a gesture is asked for", () -> see(() -> has("conformance.gesture")));
    camera.shoot("conformance-gesture");
    fire("conformance.go");
    Gallery.until("there is a verdict", () -> see(() -> has("conformance.verdict")));
    camera.shoot("conformance-verdict");
    close();
  }

  private static Attached serial(
      String address, String path, int vendor, int product, String title) {
    return new Attached(Attached.Kind.SERIAL, address, path, vendor, product, title);
  }

  private static void on(Runnable action) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(action, FX_MILLIS);
  }

  private static boolean see(BooleanSupplier question) {
    return Gallery.ask(question::getAsBoolean);
  }

  private void close() throws InterruptedException, TimeoutException {
    on(() -> studio.shell().sheets().close());
  }

  private void press(KeyCode code) throws InterruptedException, TimeoutException {
    on(() -> {
      Scene scene = studio.stage().getScene();
      Node focus = scene.getFocusOwner();
      Event.fireEvent(
          focus == null ? scene.getRoot() : focus,
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    });
  }

  private void fire(String id) throws InterruptedException, TimeoutException {
    on(() -> ((Button) node(id)).fire());
  }

  private boolean has(String id) {
    return studio.stage().getScene().getRoot().lookupAll("*").stream()
        .anyMatch(each -> id.equals(each.getId()));
  }

  private String reads(String id) {
    return has(id) && node(id) instanceof Labeled label ? label.getText() : "";
  }

  private Node node(String id) {
    return studio.stage().getScene().getRoot().lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Not in the window: " + id));
  }
}
