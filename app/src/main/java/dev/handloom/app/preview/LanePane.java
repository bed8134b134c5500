package dev.handloom.app.preview;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewOptions;
import dev.handloom.preview.session.PreviewSession;
import dev.handloom.preview.session.Source;
import dev.handloom.store.library.Library;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One model beside others: chosen, opened, asked, shown; or why not, and what to do.
public final class LanePane extends BorderPane {
  private static final Logger LOG = LoggerFactory.getLogger(LanePane.class);

  /// What stands around a lane.
  ///
  /// @param record leads to where takes are recorded; null where that is not offered
  /// @param collect hears of a moment that is worth more takes like it; null where none are taken
  /// @param sheets where a model server is named
  /// @param recording whether a take is recorded now, asked on any thread; null where models are
  ///   not calibrated
  public record Around(
      ModelDesk desk,
      OpenLibrary library,
      TaskRunner tasks,
      PreviewWorld world,
      @Nullable Action record,
      @Nullable Consumer<PreviewMoment> collect,
      Supplier<SheetLayer> sheets,
      @Nullable BooleanSupplier recording) {}

  private final Around around;
  private final ModelMenu menu;
  private final Button run = new Button();
  private final HBox head;
  private final Action begin;
  private final ReadOnlyObjectWrapper<@Nullable PreviewSession> session =
      new ReadOnlyObjectWrapper<>(this, "session");
  private @Nullable BackgroundTask<ModelDesk.Opened> opening;
  private @Nullable MomentBoard board;
  private MomentBoard.@Nullable Origin origin;
  private @Nullable CalibrateBar calibrate;
  private @Nullable BackgroundTask<Boolean> knowing;

  /// @param id what its controls are called, as `preview.one`
  public LanePane(String id, Around around) {
    this.around = around;
    menu = new ModelMenu(id, this::choose);
    begin =
        Action.named(id + ".nearest", "Start with the nearest episode", this::beginNearest)
            .icon(Feather.PLAY)
            .describedAs("Needs no training: it looks up what came after a moment like this one.");
    run.setId(id + ".run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(_ -> startOrStop());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    head = new HBox(8, menu, run, gap);
    head.setAlignment(Pos.CENTER_LEFT);
    head.setPadding(new Insets(0, 0, 8, 0));
    setTop(head);
    offerServers();
    setMinSize(0, 0);
    stopped();
  }

  /// More controls at the end of its line.
  public void add(Node more) {
    head.getChildren().add(more);
  }

  /// The preview that runs; nothing where none does.
  public ReadOnlyObjectProperty<@Nullable PreviewSession> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  /// Whether a preview runs, or is about to.
  public boolean begun() {
    return session.get() != null || opening != null;
  }

  /// What is drawn; nothing where nothing is.
  public @Nullable MomentBoard board() {
    return board;
  }

  ModelChoice choice() {
    return menu.choice();
  }

  /// What another lane has chosen.
  public void choose(LanePane other) {
    menu.offer(other.menu.offered());
    menu.choose(other.choice());
    stopped();
  }

  private void offerServers() {
    menu.servers(
        around.desk().servers().all().stream()
            .map(each -> new ModelChoice.Remote(each.address(), each.shown()))
            .toList(),
        this::nameServer);
  }

  private void nameServer() {
    String before = menu.choice() instanceof ModelChoice.Remote now ? now.address() : "";
    new ServerSheet(
            new ServerSheet.Around(
                around.sheets().get(),
                around.desk().servers(),
                around.tasks(),
                around.world()::streams,
                this::use,
                this::forgotten),
            before)
        .open();
  }

  private void use(ModelChoice.Remote server) {
    offerServers();
    menu.choose(server);
    start();
  }

  private void forgotten() {
    offerServers();
    if (menu.choice() instanceof ModelChoice.Remote) {
      stop();
      menu.choose(new ModelChoice.Nearest());
      stopped();
    }
  }

  private void choose(ModelChoice choice) {
    if (begun()) {
      start();
    } else {
      stopped();
    }
  }

  /// Looks again which models there are, and whether there is something to begin with.
  public void look() {
    Library open = around.library().store();
    offerServers();
    if (open != null) {
      BackgroundTask.of("Looking for models", _ -> around.desk().installed(open))
          .onSuccess(menu::offer)
          .onFailure(_ -> menu.offer(List.of()))
          .startOn(around.tasks());
    }
    if (!begun()) {
      stopped();
    }
  }

  private void beginNearest() {
    menu.choose(new ModelChoice.Nearest());
    start();
  }

  /// Begins with what is chosen, or ends.
  public void startOrStop() {
    if (begun()) {
      stop();
    } else {
      start();
    }
  }

  /// Begins with what is chosen.
  public void start() {
    stop();
    Library open = around.library().store();
    if (open == null) {
      return;
    }
    ModelChoice choice = menu.choice();
    BackgroundTask<ModelDesk.Opened> task =
        BackgroundTask.of(
            "Opening " + choice.title(),
            progress -> around.desk().open(open, choice, around.world().episode(), progress));
    opening = task;
    task.onSuccess(
            opened -> {
              if (task.equals(opening)) {
                opening = null;
                ask(opened);
              } else {
                opened.asked().model().close();
              }
            })
        .onFailure(e -> {
          if (task.equals(opening)) {
            opening = null;
            failed(e);
          }
        })
        .onCancelled(() -> {
          if (task.equals(opening)) {
            opening = null;
            stopped();
          }
        });
    waiting(task);
    task.startOn(around.tasks());
    turn();
  }

  private void ask(ModelDesk.Opened opened) {
    Source source = around.world().source(opened.asked().wants());
    if (source == null) {
      opened.asked().model().close();
      stopped();
      return;
    }
    PreviewSession begun =
        PreviewSession.start(
            opened.asked(),
            source,
            new PreviewOptions(around.world().task(), bands(opened.watch()), opened.familiarity()));
    session.set(begun);
    MomentBoard.Origin from = around.world().origin();
    MomentBoard shown = new MomentBoard(begun::moment, from, around.collect());
    shown.callCameras(around.world()::camera);
    shown.introduce(opened.words());
    shown.offerWhatIf(begun, this::asRecorded);
    watch(shown, opened.watch());
    board = shown;
    origin = from;
    setCenter(shown);
    turn();
    if (around.world().episode() == null) {
      // In an episode the keys belong to the playhead.
      shown.focusFilm();
    }
  }

  private static Supplier<Bands> bands(@Nullable ModelWatch watch) {
    return watch == null ? () -> Bands.NONE : watch::bands;
  }

  /// Shows how the model's limits stand, and begins to read what strangeness is measured by.
  private void watch(MomentBoard shown, @Nullable ModelWatch watch) {
    if (watch == null) {
      return;
    }
    CalibrateBar bar = new CalibrateBar(watch, around.tasks(), around.recording());
    calibrate = bar;
    shown.watched(bar);
    BooleanSupplier recording = around.recording();
    BackgroundTask<Boolean> know =
        BackgroundTask.of(
            "Reading what is known",
            _ -> {
              watch.know(around.world().episode(), recording == null ? () -> false : recording);
              return true;
            });
    knowing = know;
    // Without it strangeness is not told, and that is said.
    know.onFailure(e -> LOG.warn("Strangeness is not told", e)).startOn(around.tasks());
  }

  private void asRecorded(WhatIf bending) {
    Library open = around.library().store();
    if (open != null) {
      new RecordedSheet(
              around.sheets().get(),
              open,
              around.tasks(),
              bending.session().wants(),
              bending::asRecorded)
          .open();
    }
  }

  /// Ends what runs.
  public void stop() {
    BackgroundTask<Boolean> know = knowing;
    knowing = null;
    if (know != null) {
      know.cancel();
    }
    CalibrateBar bar = calibrate;
    calibrate = null;
    if (bar != null) {
      bar.end();
    }
    BackgroundTask<ModelDesk.Opened> ending = opening;
    opening = null;
    if (ending != null) {
      ending.cancel();
    }
    PreviewSession running = session.get();
    session.set(null);
    if (running != null) {
      running.close();
    }
    board = null;
    MomentBoard.Origin left = origin;
    origin = null;
    if (left != null) {
      around.world().leave(left);
    }
    stopped();
  }

  private void turn() {
    boolean on = begun();
    run.setText(on ? "Stop" : "Start");
    run.setGraphic(new FontIcon(on ? Feather.SQUARE : Feather.PLAY));
    run.setDisable(!on && !possible());
    run.setAccessibleText(on ? "Stop the preview" : "Start the preview");
  }

  private boolean possible() {
    return around.library().store() != null
        && (!(menu.choice() instanceof ModelChoice.Nearest)
            || !around.library().episodes().isEmpty());
  }

  private void stopped() {
    turn();
    if (menu.choice() instanceof ModelChoice.Nearest && around.library().episodes().isEmpty()) {
      Action record = around.record();
      setCenter(
          new EmptyPlace(
              Feather.EYE,
              "Nothing to look up yet",
              "The nearest episode needs at least one episode: record a take and accept it in"
                  + " Review. In a terminal, “handloom demo” records some on the simulated rig, and"
                  + " “handloom train --demo” makes a model of them that can be chosen here.",
              record == null ? new Action[0] : new Action[] {record}));
      return;
    }
    setCenter(
        new EmptyPlace(
            Feather.EYE,
            "What a model would do now",
            "Shows what it would do, what it expects to see, and then what happened. Preview never"
                + " moves anything: it has no way to.",
            menu.choice() instanceof ModelChoice.Nearest ? begin : starting()));
  }

  private Action starting() {
    return Action.named(begin.id(), "Start " + menu.choice().title(), this::start)
        .icon(Feather.PLAY);
  }

  private void waiting(BackgroundTask<ModelDesk.Opened> task) {
    setCenter(new OpeningPane(task, this::stop));
  }

  private void failed(Exception e) {
    turn();
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    setCenter(
        new EmptyPlace(
            Feather.ALERT_TRIANGLE,
            "The model was not opened",
            said,
            Action.named("preview.again", "Try again", this::start).icon(Feather.REFRESH_CW)));
  }
}
