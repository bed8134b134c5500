package dev.handloom.app.workspace.devices;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What is connected, and how healthy it is.
public final class DevicesWorkspace implements Workspace {
  /// Numbers that change faster cannot be read.
  private static final long REFRESH_NANOS = 250_000_000L;

  private final CurrentRig current;
  private final TaskRunner tasks;
  private final List<Action> rigActions;
  private final List<Action> actions;
  private final List<DeviceCard> cards = new ArrayList<>();
  private final FlowPane cardPane = new FlowPane(16, 16);
  private final Label rigName = new Label();
  private final Label summary = new Label();
  private final BorderPane content = new BorderPane();
  private long refreshedNanos;

  /// @param rigActions how another rig is opened
  public DevicesWorkspace(
      CurrentRig current, TaskRunner tasks, Actions actions, List<Action> rigActions) {
    this.current = current;
    this.tasks = tasks;
    this.rigActions = rigActions;
    this.actions =
        List.of(
            actions.add(
                Action.named("devices.connect", "Connect all", () -> forAll(true))
                    .icon(Feather.PLAY)
                    .menu("Devices")),
            actions.add(
                Action.named("devices.disconnect", "Disconnect all", () -> forAll(false))
                    .icon(Feather.PAUSE)
                    .menu("Devices")));
  }

  @Override
  public String id() {
    return "devices";
  }

  @Override
  public String title() {
    return "Devices";
  }

  @Override
  public Feather icon() {
    return Feather.CPU;
  }

  @Override
  public Node content() {
    cardPane.setPadding(new Insets(16));
    rigName.getStyleClass().add("text-large");
    summary.getStyleClass().add("text-muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(12, rigName, summary, gap);
    actions.forEach(action -> head.getChildren().add(Actions.button(action)));
    rigActions.forEach(action -> head.getChildren().add(Actions.button(action)));
    head.setAlignment(Pos.CENTER_LEFT);
    head.setPadding(new Insets(16, 16, 0, 16));
    content.setTop(head);
    current.workplaceProperty().subscribe(this::show);
    Pulse.shared().whileShown(content, this::pulse);
    return content;
  }

  private void show(@Nullable Workplace workplace) {
    cards.clear();
    cardPane.getChildren().clear();
    if (workplace == null) {
      rigName.setText("No rig");
      summary.setText("");
      content.setCenter(
          new EmptyPlace(
              Feather.CPU,
              "No rig is open",
              "A rig file lists the gloves, grippers and cameras of one workplace. Without hardware, the"
                  + " simulated rig shows everything.",
              rigActions.toArray(Action[]::new)));
      return;
    }
    rigName.setText(workplace.rig().file().name());
    for (Device device : workplace.rig().devices()) {
      List<Node> more =
          workplace
              .simulation()
              .filter(_ -> device.config().simulated())
              .map(simulation ->
                  List.<Node>of(
                      new TroubleMenu(
                          simulation, device.config().address().substring("sim:".length()))))
              .orElse(List.of());
      DeviceCard card = new DeviceCard(device, this::toggle, more);
      cards.add(card);
      cardPane.getChildren().add(card);
    }
    ScrollPane scroll = new ScrollPane(cardPane);
    scroll.setFitToWidth(true);
    content.setCenter(scroll);
    refresh();
  }

  private void pulse(long now) {
    if (now - refreshedNanos >= REFRESH_NANOS) {
      refreshedNanos = now;
      refresh();
    }
  }

  private void refresh() {
    int live = 0;
    for (DeviceCard card : cards) {
      card.refresh();
      live += card.device().state().get() == DeviceState.LIVE ? 1 : 0;
    }
    if (!cards.isEmpty()) {
      summary.setText(live + " of " + cards.size() + " live");
    }
  }

  private void forAll(boolean connect) {
    for (DeviceCard card : cards) {
      if ((card.device().state().get() == DeviceState.DISCONNECTED) == connect) {
        toggle(card.device());
      }
    }
  }

  private void toggle(Device device) {
    if (device.state().get() == DeviceState.DISCONNECTED) {
      device.connect();
    } else {
      BackgroundTask.of(
              "Disconnecting " + device.config().role(),
              _ -> {
                device.disconnect();
                return device;
              })
          .startOn(tasks);
    }
  }
}
