package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.ArmRack;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FirstFocus;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.app.workspace.calibrate.ReasonSheet;
import dev.handloom.app.workspace.calibrate.RunKeys;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.device.rig.Rig;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Leader arms and exoskeletons: the run joint by joint, how good it came out, how that went over
/// time, and what the servos keep.
public final class ArmsPage implements CalibratePage, AutoCloseable {
  /// What it rests on.
  ///
  /// @param person who was named last
  /// @param sheets where a sheet can be shown; asked when one is
  /// @param cues what is heard
  /// @param rigActions how one gets to a rig
  /// @param keys of a run
  public record Surroundings(
      CurrentRig current,
      ArmRack rack,
      Supplier<String> person,
      TaskRunner tasks,
      Supplier<SheetLayer> sheets,
      Consumer<Notice> notices,
      Consumer<Cue> cues,
      Takes takes,
      List<Action> rigActions,
      RunKeys keys,
      ZoneId zone) {}

  private final Surroundings around;
  private final ArmStart start;
  private final ArmRuns runs;
  private final BorderPane content = new BorderPane();
  private @Nullable Rig shown;
  private @Nullable ArmHistoryPage history;
  private @Nullable RigArm historyOf;

  public ArmsPage(Surroundings around) {
    this.around = around;
    start = new ArmStart(around, new Cards());
    runs = new ArmRuns(around, this::quality, this::home);
    content.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean away = !start.content().equals(content.getCenter());
          if (event.getCode() == KeyCode.ESCAPE && away && !runs.open()) {
            event.consume();
            home();
          }
        });
    around
        .rack()
        .fittedProperty()
        .subscribe(_ -> {
          start.show();
          fillHistory();
        });
    around.takes().phaseProperty().subscribe(_ -> start.show());
  }

  @Override
  public String id() {
    return "arms";
  }

  @Override
  public String title() {
    return "Arms";
  }

  @Override
  public Node content() {
    around.current().workplaceProperty().addListener(_ -> rig());
    rig();
    home();
    return content;
  }

  private void rig() {
    Workplace workplace = around.current().workplaceProperty().get();
    Rig rig = workplace == null ? null : workplace.rig();
    if (rig == shown && rig != null) {
      // Only what is derived from its streams is other.
      return;
    }
    shown = rig;
    boolean ran = runs.open();
    runs.rigGone();
    start.rig(workplace);
    if (ran || historyOf != null) {
      home();
    }
  }

  @Override
  public void shown() {
    if (runs.open()) {
      runs.focus();
    } else if (start.content().equals(content.getCenter())) {
      start.focus();
    }
  }

  @Override
  public void hidden() {
    // Nobody looks: nothing shall count meanwhile.
    runs.pause(true);
  }

  private void home() {
    history = null;
    historyOf = null;
    content.setTop(null);
    content.setCenter(start.content());
    start.show();
    start.focus();
  }

  /// @param inside what has the focus first; null for the way back
  private void open(Node page, @Nullable Node inside) {
    Button back = new Button("Arms", new FontIcon(Feather.CHEVRON_LEFT));
    back.setId("calibrate.arm.back");
    back.setTooltip(new Tooltip("Back to the arms (Esc)"));
    back.setOnAction(_ -> home());
    HBox head = new HBox(8, back);
    head.setAlignment(Pos.CENTER_LEFT);
    head.setPadding(new Insets(8, 16, 0, 16));
    content.setTop(head);
    content.setCenter(page);
    FirstFocus.give(content, inside == null ? back : inside);
  }

  private void quality(ArmProfile profile) {
    Button done = new Button("Done", new FontIcon(Feather.CHECK));
    done.setId("calibrate.done");
    done.getStyleClass().add("accent");
    done.setOnAction(_ -> home());
    ArmQualityPage page = new ArmQualityPage(profile, around.zone(), List.of(done));
    open(page.content(), done);
    ArmShelf shelf = around.rack().shelf().orElse(null);
    if (shelf != null) {
      BackgroundTask.<Optional<RunRecording>>of("Reading the run", _ -> shelf.recording(profile))
          .onSuccess(recording -> recording.ifPresent(page::show))
          .onFailure(e ->
              around
                  .notices()
                  .accept(
                      Notice.warning(
                          "The run cannot be drawn",
                          e.getMessage() + ". The calibration itself is whole.")))
          .startOn(around.tasks());
    }
  }

  private void fillHistory() {
    ArmHistoryPage page = history;
    RigArm arm = historyOf;
    ArmShelf shelf = around.rack().shelf().orElse(null);
    if (page == null || arm == null || shelf == null) {
      return;
    }
    BackgroundTask.of("Looking for profiles", _ -> shelf.history(arm.name()))
        .onSuccess(page::show)
        .onFailure(e ->
            around
                .notices()
                .accept(
                    Notice.warning(
                        "The history cannot be shown", Objects.toString(e.getMessage(), ""))))
        .startOn(around.tasks());
  }

  private void expire(ArmProfile profile) {
    SheetLayer layer = around.sheets().get();
    ReasonSheet sheet =
        new ReasonSheet(
            "The calibration of "
                + profile.device()
                + " of "
                + QualityWords.when(profile.taken(), around.zone())
                + ".",
            reason ->
                around
                    .rack()
                    .change(
                        "Taking a calibration out of use",
                        shelf -> shelf.expire(profile, reason),
                        this::fillHistory),
            layer::close);
    layer.show(sheet.sheet(), sheet.first());
  }

  /// What the cards of the start page do.
  private final class Cards implements ArmCard.Does {
    @Override
    public void calibrate(RigArm arm) {
      runs.begin(arm, start.person())
          .ifPresent(page -> {
            content.setTop(null);
            content.setCenter(page);
            runs.focus();
            FxThread.later(runs::focus);
          });
    }

    @Override
    public void quality(ArmProfile profile) {
      ArmsPage.this.quality(profile);
    }

    @Override
    public void history(RigArm arm) {
      ArmHistoryPage page =
          new ArmHistoryPage(
              "Calibrations of " + arm.title(),
              around.zone(),
              new ArmHistoryPage.Does(
                  profile ->
                      around
                          .rack()
                          .change(
                              "Using another calibration",
                              shelf -> shelf.rollBack(profile),
                              ArmsPage.this::fillHistory),
                  ArmsPage.this::expire,
                  ArmsPage.this::quality));
      history = page;
      historyOf = arm;
      fillHistory();
      open(page.content(), page.first());
    }

    @Override
    public void servos(RigArm arm, ArmProfile profile) {
      ServoDesk desk = new ServoDesk(around, arm, profile, start.person());
      // Its own buttons cannot be used while the servos are asked, and would lose the focus.
      open(desk.page().content(), null);
      desk.ask();
    }
  }

  /// Ends what runs.
  @Override
  public void close() {
    runs.close();
  }
}
