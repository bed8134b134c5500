package dev.handloom.app.workspace.devices;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.RigShelf;
import dev.handloom.app.Workplace;
import dev.handloom.app.handsfree.HandsFree;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.RigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What is connected, and how healthy it is.
public final class DevicesWorkspace implements Workspace {
  /// Numbers that change faster cannot be read.
  private static final long REFRESH_NANOS = 250_000_000L;

  private static final double GAP = 16;

  /// A card wider than this has its figures too far from their words.
  private static final double MOST_WIDTH = 520;

  private final CurrentRig current;
  private final TaskRunner tasks;
  private final HandsFree handsFree;
  private final List<Action> allRigActions = new ArrayList<>();
  private final List<Action> actions;
  private final List<DeviceCard> cards = new ArrayList<>();
  private final FlowPane cardPane = new FlowPane(GAP, GAP);
  private final Label rigName = new Label();
  private final Label summary = new Label();
  private final BorderPane content = new BorderPane();
  private final TimePanel time = new TimePanel(this::measure);
  private final DelaySheets delays;
  private final ToggleButton cardsTab = tab("Devices", "devices.tab.cards", "left-pill");
  private final ToggleButton timeTab = tab("Time", "devices.tab.time", "center-pill");
  private final ToggleButton spaceTab = tab("Space", "devices.tab.space", "right-pill");
  private final SpacePanel space;
  private final Runnable toFront;
  private final PlugFeed feed;
  private final RigShelf shelf;
  private final Supplier<SheetLayer> sheets;
  private final Consumer<Device> conformance;
  private final FoundList found;
  private @Nullable RigWizard wizard;
  private @Nullable DetailsSheet details;
  private @Nullable Node cardsPage;
  private long refreshedNanos;

  /// @param handsFree what the buttons of devices do
  /// @param rigActions how another rig is opened
  /// @param feed what is plugged in
  /// @param shelf where rig files are kept
  /// @param sheets where questions are asked
  /// @param conformance asked for a conformance take of a device
  /// @param recording whether a take is running: a camera then has better things to film
  /// @param keepDelay takes what was measured
  /// @param lenses what is known of the rig's cameras
  /// @param spaces how the spaces of headsets lie in others
  public DevicesWorkspace(
      CurrentRig current,
      TaskRunner tasks,
      Actions actions,
      HandsFree handsFree,
      List<Action> rigActions,
      PlugFeed feed,
      RigShelf shelf,
      Supplier<SheetLayer> sheets,
      Consumer<Device> conformance,
      BooleanSupplier recording,
      Consumer<MeasuredDelay> keepDelay,
      Supplier<List<KnownLens>> lenses,
      Supplier<List<KnownSpace>> spaces) {
    space = new SpacePanel(lenses, spaces);
    this.feed = feed;
    this.shelf = shelf;
    this.sheets = sheets;
    this.conformance = conformance;
    found = new FoundList(feed, this::addToRig);
    this.current = current;
    delays = new DelaySheets(current, sheets, recording, keepDelay);
    this.handsFree = handsFree;
    this.tasks = tasks;
    toFront = () -> actions.get("workspace.devices").run();
    actions.add(
        Action.named("devices.time", "Show how well each stream is timed", this::showTime)
            .icon(Feather.CLOCK)
            .keys(KeyCode.J, KeyCombination.SHORTCUT_DOWN)
            .menu("Devices")
            .describedAs("Offset, drift, bound, lateness and losses of every stream."));
    actions.add(
        Action.named("devices.space", "Show where everything is", this::showSpace)
            .icon(Feather.MAP_PIN)
            .menu("Devices")
            .describedAs(
                "Heads, hands, controllers, trackers and cameras, as they lie in a room."));
    Action newRig =
        actions.add(
            Action.named("rig.new", "New rig…", this::newRig)
                .icon(Feather.PLUS)
                .keys(KeyCode.N, KeyCombination.SHORTCUT_DOWN)
                .menu("File")
                .describedAs("Leads from device to device: plug in the left glove now."));
    newRig.enabledProperty().bind(rigActions.getFirst().enabledProperty());
    allRigActions.add(newRig);
    allRigActions.addAll(rigActions);
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
    cardPane.setPadding(new Insets(GAP));
    cardPane.widthProperty().subscribe(width -> fit(width.doubleValue()));
    rigName.setMinWidth(Region.USE_PREF_SIZE);
    rigName.getStyleClass().add("text-large");
    summary.getStyleClass().add("text-muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    VBox name = new VBox(2, rigName, summary);
    name.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(12, name, gap);
    actions.forEach(action -> head.getChildren().add(iconButton(action)));
    allRigActions.forEach(action -> head.getChildren().add(Actions.button(action)));
    head.setAlignment(Pos.CENTER_LEFT);
    head.setPadding(new Insets(16, 16, 0, 16));
    ToggleGroup tabs = new ToggleGroup();
    tabs.getToggles().addAll(cardsTab, timeTab, spaceTab);
    cardsTab.setSelected(true);
    tabs.selectedToggleProperty()
        .addListener((_, before, now) -> {
          if (now == null && before != null) {
            // One of them is always in front.
            before.setSelected(true);
          } else {
            turn();
          }
        });
    cardsTab.setTooltip(new Tooltip("What is connected, and how healthy it is"));
    timeTab.setTooltip(new Tooltip("How well each stream is timed"));
    spaceTab.setTooltip(new Tooltip("Where everything is that says so"));
    HBox pills = new HBox(cardsTab, timeTab, spaceTab);
    pills.setPadding(new Insets(8, 16, 0, 16));
    content.setTop(new VBox(pills, head));
    current.workplaceProperty().subscribe(this::show);
    Pulse.shared().whileShown(content, this::pulse);
    return content;
  }

  private static Node iconButton(Action action) {
    Button button = Actions.button(action);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  /// As many columns as fit, each as wide as the room allows.
  private void fit(double width) {
    double room = width - 2 * GAP;
    int columns = (int) Math.max(1, Math.floor((room + GAP) / (DeviceCard.LEAST_WIDTH + GAP)));
    double each = Math.floor((room + GAP) / columns) - GAP;
    cards.forEach(card -> card.setPrefWidth(Math.min(MOST_WIDTH, each)));
  }

  private void show(@Nullable Workplace workplace) {
    cards.clear();
    cardPane.getChildren().clear();
    found.show(workplace == null ? null : workplace.rig().file());
    if (workplace == null) {
      cardsPage = null;
      time.show(null);
      space.show(null);
      rigName.setText("No rig");
      summary.setText("");
      content.setCenter(
          new EmptyPlace(
              Feather.CPU,
              "No rig is open",
              "A rig file lists the gloves, grippers and cameras of one workplace. Without hardware, the"
                  + " simulated rig shows everything.",
              allRigActions.toArray(Action[]::new)));
      return;
    }
    rigName.setText(workplace.rig().file().name());
    time.show(workplace);
    space.show(workplace);
    for (Device device : workplace.rig().devices()) {
      List<Node> more = new ArrayList<>();
      workplace
          .simulation()
          .filter(_ -> device.config().simulated())
          .ifPresent(simulation ->
              more.add(
                  new TroubleMenu(
                      simulation, device.config().address().substring("sim:".length()))));
      ButtonsMenu buttons =
          handsFree.buttons(device).isEmpty()
              ? null
              : new ButtonsMenu(device, handsFree, this::refresh);
      DeviceCard card = new DeviceCard(device, this::toggle, this::showDetails, buttons, more);
      PageRow.of(device, sheets).ifPresent(card::put);
      cards.add(card);
      cardPane.getChildren().add(card);
    }
    ScrollPane scroll = new ScrollPane(new VBox(cardPane, found));
    scroll.setFitToWidth(true);
    cardsPage = scroll;
    turn();
    fit(cardPane.getWidth());
    refresh();
  }

  private static ToggleButton tab(String words, String id, String pill) {
    ToggleButton tab = new ToggleButton(words);
    tab.setId(id);
    tab.getStyleClass().add(pill);
    return tab;
  }

  /// Shows the page whose tab is chosen; without a rig, both say how to open one.
  private void turn() {
    if (cardsPage != null) {
      content.setCenter(timeTab.isSelected() ? time : spaceTab.isSelected() ? space : cardsPage);
      refresh();
    }
  }

  private @Nullable RigFile openRig() {
    Workplace workplace = current.workplaceProperty().get();
    return workplace == null ? null : workplace.rig().file();
  }

  private void newRig() {
    toFront.run();
    RigWizard next = new RigWizard(feed, shelf, sheets.get(), openRig());
    wizard = next;
    next.open();
  }

  private void addToRig(Examined seen) {
    new AddSheet(seen, feed.around().drivers(), openRig(), shelf, sheets.get()).open();
  }

  private void showDetails(Device device) {
    DetailsSheet next = new DetailsSheet(device, feed, sheets.get(), conformance);
    details = next;
    next.open();
  }

  private void measure(StreamTime line) {
    if (content.getScene() != null) {
      delays.measure(line, time.cameras(), content.getScene().getWindow());
    }
  }

  private void showTime() {
    toFront.run();
    timeTab.setSelected(true);
    time.focusTable();
  }

  private void showSpace() {
    toFront.run();
    spaceTab.setSelected(true);
    space.focusView();
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
    if (timeTab.isSelected()) {
      time.refresh();
    } else {
      found.refresh();
    }
    RigWizard leading = wizard;
    if (leading != null) {
      leading.refresh();
    }
    DetailsSheet open = details;
    if (open != null) {
      open.refresh();
    }
    if (!cards.isEmpty()) {
      String more = found.count() == 0 ? "" : ", " + found.count() + " more below";
      summary.setText(live + " of " + cards.size() + " live" + more);
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
