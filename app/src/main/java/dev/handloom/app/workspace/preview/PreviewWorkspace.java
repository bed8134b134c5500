package dev.handloom.app.workspace.preview;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.LanePane;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.preview.MoreLikeThis;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.Shown;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.preview.session.PinnedModel;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewSession;
import dev.handloom.preview.session.PreviewState;
import dev.handloom.store.episode.Enclosure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a model would do now, what it expects to see, what happened then, and how far to trust it.
public final class PreviewWorkspace implements Workspace {
  private final CurrentRig current;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Actions actions;
  private final Takes takes;
  private final MoreLikeThis more;
  private final Supplier<SheetLayer> sheets;
  private final ModelDesk desk;
  private final LiveWorld world;
  private final BorderPane content = new BorderPane();
  private final HBox lanes = new HBox(16);
  private final List<LanePane> open = new ArrayList<>();
  private final BooleanProperty two = new SimpleBooleanProperty(this, "two");
  private final BooleanProperty inFront = new SimpleBooleanProperty(this, "inFront");
  private final AtomicBoolean recording = new AtomicBoolean();
  private @Nullable Workplace shownWorkplace;

  /// @param more where takes like a flagged moment are collected
  /// @param lenses what is known of the rig's cameras
  public PreviewWorkspace(
      CurrentRig current,
      OpenLibrary library,
      Takes takes,
      MoreLikeThis more,
      TaskRunner tasks,
      Actions actions,
      Supplier<SheetLayer> sheets,
      ModelDesk desk,
      Supplier<List<KnownLens>> lenses) {
    this.current = current;
    this.library = library;
    this.takes = takes;
    this.more = more;
    this.tasks = tasks;
    this.actions = actions;
    this.sheets = sheets;
    this.desk = desk;
    world = new LiveWorld(current, takes::task, lenses);
    takes.enclose(this::pinned);
    takes.phaseProperty().subscribe(phase -> recording.set(phase != TakePhase.READY));
    declare(
        Action.named("preview.toggle", "Start or stop the preview", this::toggle)
            .icon(Feather.PLAY)
            .keys(KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN)
            .describedAs("Asks the chosen model what it would do now. Nothing is moved."));
    declare(
        Action.named("preview.beside", "A second model beside", () -> two.set(!two.get()))
            .icon(Feather.COLUMNS)
            .keys(KeyCode.B, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN)
            .selected(two)
            .describedAs("Both are shown the same."));
  }

  private void declare(Action action) {
    actions.add(action.menu("Preview"));
    action.enabledProperty().bind(inFront);
  }

  @Override
  public String id() {
    return "preview";
  }

  @Override
  public String title() {
    return "Preview";
  }

  @Override
  public Feather icon() {
    return Feather.EYE;
  }

  @Override
  public Node content() {
    content.setPadding(new Insets(8, 16, 8, 16));
    content.setMinSize(0, 0);
    lanes.setMinSize(0, 0);
    LanePane first = lane("preview.one");
    ToggleButton beside = new ToggleButton("Two models", new FontIcon(Feather.COLUMNS));
    beside.setId("preview.two");
    beside.setMinWidth(Region.USE_PREF_SIZE);
    beside.setTooltip(new Tooltip(actions.get("preview.beside").tooltipText()));
    beside.selectedProperty().bindBidirectional(two);
    first.add(beside);
    two.subscribe(_ -> layLanes());
    current.workplaceProperty().subscribe(this::show);
    library.storeProperty().subscribe(_ -> look());
    library.all().around(() -> {}, this::look);
    Pulse.shared().whileShown(content, _ -> world.pulse());
    Shown.inWindow(content)
        .subscribe(shown -> {
          if (!shown && content.getScene() == null) {
            return;
          }
          if (!shown) {
            open.forEach(LanePane::stop);
          }
        });
    return content;
  }

  private LanePane lane(String id) {
    Action record =
        actions.all().stream()
            .filter(action -> action.id().equals("workspace.record"))
            .findFirst()
            .orElse(null);
    LanePane lane =
        new LanePane(
            id,
            new LanePane.Around(
                desk,
                library,
                tasks,
                world,
                record,
                moment -> more.collect(takes.task(), moment),
                sheets,
                recording::get));
    HBox.setHgrow(lane, Priority.ALWAYS);
    // Two are as wide as each other, whatever they show.
    lane.setPrefWidth(400);
    open.add(lane);
    return lane;
  }

  private void layLanes() {
    if (two.get() && open.size() == 1) {
      LanePane second = lane("preview.second");
      second.look();
    }
    if (!two.get() && open.size() > 1) {
      open.removeLast().stop();
    }
    lanes.getChildren().setAll(open);
  }

  private void show(@Nullable Workplace workplace) {
    boolean same =
        shownWorkplace != null && workplace != null && shownWorkplace.rig().equals(workplace.rig());
    shownWorkplace = workplace;
    if (!same) {
      // What they look at has gone.
      open.forEach(LanePane::stop);
    }
    content.setCenter(workplace == null ? noRig() : lanes);
  }

  private EmptyPlace noRig() {
    Action[] way =
        actions.all().stream()
            .filter(action -> action.id().equals("workspace.devices"))
            .toArray(Action[]::new);
    return new EmptyPlace(
        Feather.EYE,
        "No rig to look through",
        "A model is shown what cameras and gloves capture. Open the rig of this workplace, or the"
            + " simulated one.",
        way);
  }

  private void look() {
    if (inFront.get()) {
      open.forEach(LanePane::look);
    }
  }

  private void toggle() {
    boolean any = open.stream().anyMatch(LanePane::begun);
    for (LanePane lane : open) {
      if (any) {
        lane.stop();
      } else {
        lane.start();
      }
    }
  }

  @Override
  public void shown() {
    inFront.set(true);
    sessions().forEach(PreviewSession::resume);
    look();
  }

  @Override
  public void hidden() {
    inFront.set(false);
    // Nobody looks: the computer is for recording.
    sessions().forEach(PreviewSession::pause);
  }

  private List<PreviewSession> sessions() {
    return open.stream()
        .map(lane -> lane.sessionProperty().get())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /// Which models were previewed when a take began is written into the episode.
  private List<Enclosure> pinned() {
    return PinnedModel.of(
        sessions().stream()
            .map(PreviewSession::moment)
            .filter(moment -> moment.state() == PreviewState.RUNNING)
            .map(PreviewMoment::model)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList());
  }
}
