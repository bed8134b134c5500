package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.gripper.GripperDesk;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.app.gripper.GripperSession;
import dev.handloom.app.gripper.SimulatedFingers;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.app.workspace.calibrate.ReasonSheet;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperRun;
import dev.handloom.calibration.profile.GripperShelf;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Grippers: the tags on the fingers before the wrist camera tell how far they are apart.
public final class GrippersPage implements CalibratePage, AutoCloseable {
  private static final double SIDE = 380;

  /// What the page stands in.
  public record Surroundings(
      CurrentRig current,
      OpenLibrary library,
      GripperDesk desk,
      TaskRunner tasks,
      Actions actions,
      Supplier<SheetLayer> sheets,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices) {}

  private final Surroundings around;
  private final BorderPane content = new BorderPane();
  private final CameraChoice cameras = new CameraChoice();
  private final VideoTile tile = new VideoTile("Wrist camera", StudioClock::now);
  private final WidthView width = new WidthView();
  private final Label say = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final SetupPane setup;
  private final ResultPane result;
  private final RunActions run;
  private final Button begin;
  private final List<Button> running;
  private @Nullable GripperSession session;
  private @Nullable GripperProfile current;
  private @Nullable Rig looked;
  private String filled = "";
  private String trouble = "";
  private boolean going;
  private boolean inFront;
  private int readings;

  public GrippersPage(Surroundings around) {
    this.around = around;
    run = new RunActions(around.actions(), this::begin, this::pauseOrGoOn, this::stopRun);
    new PrintSheet(around.sheets(), around.desktop(), around.tasks(), around.notices())
        .declare(around.actions());
    begin = Actions.button(run.begin());
    running = List.of(run.button(run.pause()), run.button(run.again()), run.button(run.stop()));
    setup = new SetupPane(around.desktop(), this::restart);
    result = new ResultPane(around.desk()::use, this::askWhy);
    around.desk().onChange(this::history);
  }

  @Override
  public String id() {
    return "grippers";
  }

  @Override
  public String title() {
    return "Grippers";
  }

  @Override
  public Node content() {
    begin.setId("calibrate.gripper.begin");
    begin.setText("Calibrate");
    begin.getStyleClass().add("accent");
    Button print = Actions.button(around.actions().get(PrintSheet.ACTION));
    print.setId("calibrate.gripper.print");
    print.setText("Print…");
    say.setId("calibrate.gripper.say");
    say.getStyleClass().add("title-4");
    say.setWrapText(true);
    say.setMinHeight(Region.USE_PREF_SIZE);
    progress.setMaxWidth(Double.MAX_VALUE);
    FlowPane buttons = new FlowPane(8, 8, begin);
    buttons.getChildren().addAll(running);
    buttons.getChildren().add(print);
    Label label = new Label("Wrist camera");
    label.setLabelFor(cameras);
    Label details = new Label("Tags, lens and encoder");
    details.getStyleClass().add("section-title");
    VBox side =
        new VBox(
            8, new VBox(2, label, cameras), width, buttons, say, progress, result, details, setup);
    side.setPadding(new Insets(16));
    ScrollPane scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(SIDE);
    scroll.setMinWidth(SIDE);
    content.setCenter(tile);
    content.setRight(scroll);
    BorderPane.setMargin(tile, new Insets(16, 0, 16, 16));
    content.setFocusTraversable(true);
    content.addEventHandler(KeyEvent.KEY_PRESSED, run::pressed);
    around.current().workplaceProperty().addListener(_ -> rig());
    around.library().storeProperty().addListener(_ -> history());
    cameras.valueProperty().addListener(_ -> choose());
    Pulse.shared().whileShown(content, _ -> refresh());
    running(false);
    rig();
    return content;
  }

  private @Nullable Workplace workplace() {
    return around.current().workplaceProperty().get();
  }

  /// The rig has changed: what was looked at may be gone.
  private void rig() {
    Workplace workplace = workplace();
    Rig rig = workplace == null ? null : workplace.rig();
    if (Objects.equals(rig, looked) && rig != null) {
      // Only what is derived from its streams is other.
      return;
    }
    looked = rig;
    stop();
    if (!cameras.of(workplace)) {
      tile.showAbsence("The rig has no camera. Add one in Devices.", null);
    }
    choose();
  }

  private @Nullable Device device() {
    Workplace workplace = workplace();
    String id = cameras.getValue();
    return workplace == null || id == null ? null : workplace.rig().device(id).orElse(null);
  }

  private record Read(GripperShelf.History history, List<CameraProfile> lenses) {}

  /// Another camera: what is known of it is read, then it is looked at.
  private void choose() {
    stop();
    filled = "";
    say.setText("");
    result.clear();
    history();
  }

  /// The shelf may have changed: another calibration may be in use.
  private void history() {
    Device device = device();
    Workplace workplace = workplace();
    LiveStream camera = device == null ? null : GripperInUse.camera(device);
    if (device == null || camera == null || workplace == null) {
      return;
    }
    int reading = ++readings;
    String id = device.config().id();
    Path folder = around.library().folderProperty().get();
    GripperShelf shelf = GripperDesk.shelf(folder);
    CameraShelf lenses = new CameraShelf(folder.resolve("profiles"));
    BackgroundTask.of(
            "Read a gripper's profiles",
            _ -> new Read(shelf.history(id), lenses.history(id).profiles()))
        .onSuccess(read -> {
          if (reading == readings) {
            GripperProfile inUse = read.history().current().orElse(null);
            current = inUse;
            result.show(id, read.history());
            if (!filled.equals(id)) {
              filled = id;
              setup.camera(
                  Objects.requireNonNull(camera.spec().frame()), read.lenses(), inUse, workplace);
            }
            restart();
          }
        })
        .onFailure(e -> say.setText(String.valueOf(e.getMessage())))
        .startOn(around.tasks());
  }

  /// Looks at the camera with what is set up now; a run that is under way stays.
  private void restart() {
    if (going) {
      return;
    }
    stop();
    Device device = device();
    Workplace workplace = workplace();
    LiveStream camera = device == null ? null : GripperInUse.camera(device);
    SetupPane.Lens lens = setup.lens();
    if (!inFront || device == null || camera == null || workplace == null || lens == null) {
      return;
    }
    var model = lens.model();
    if (model == null) {
      return;
    }
    tile.showAbsence("Waiting for the first picture", null);
    try {
      session =
          GripperSession.start(
              new GripperSession.Setup(
                  camera, setup.tags(), model, lens.published(), setup.rulerMm(), setup.encoder()),
              current,
              SimulatedFingers.of(workplace, device),
              new Heard());
      if (say.getText().equals(trouble)) {
        say.setText("");
      }
    } catch (GripperException e) {
      trouble = String.valueOf(e.getMessage());
      say.setText(trouble);
      tile.showAbsence(trouble, null);
    }
    run.begin().enabledProperty().set(session != null);
  }

  /// What the session tells, on its thread.
  private final class Heard implements GripperSession.Listener {
    @Override
    public void picture(ByteBuffer bgra, int wide, int high) {
      tile.offer(bgra, wide, high, StudioClock.now());
    }

    @Override
    public void made(GripperProfile profile) {
      FxThread.run(() -> {
        running(false);
        say.setText("Done: both ends were held " + GripperRun.USUAL_ROUNDS + " times.");
        around.desk().keep(profile);
        begin.requestFocus();
      });
    }

    @Override
    public void refused(String why) {
      FxThread.run(() -> {
        running(false);
        say.setText(why);
        begin.requestFocus();
      });
    }
  }

  private void begin() {
    GripperSession now = session;
    if (now == null) {
      return;
    }
    now.begin();
    running(true);
    content.requestFocus();
  }

  private void pauseOrGoOn() {
    GripperSession now = session;
    if (now != null) {
      now.pause(!now.paused());
    }
  }

  private void stopRun() {
    GripperSession now = session;
    if (now != null) {
      now.giveUp();
    }
    running(false);
    say.setText("Stopped. The calibration in use stays as it was.");
    begin.requestFocus();
  }

  private void askWhy(GripperProfile profile) {
    SheetLayer sheets = around.sheets().get();
    ReasonSheet sheet =
        new ReasonSheet(
            profile.words() + ".", why -> around.desk().expire(profile, why), sheets::close);
    sheets.show(sheet.sheet(), sheet.first());
  }

  private void refresh() {
    GripperSession now = session;
    if (now == null) {
      width.nothing();
      return;
    }
    if (now.waiting()) {
      width.waiting();
      return;
    }
    GripperSession.Standing standing = now.standing();
    width.show(standing);
    GripperRun.Stage stage = standing.stage();
    if (going && stage != null) {
      say.setText(
          now.paused() ? "Paused. Nothing counts." : standing.trouble().orElse(stage.words()));
      progress.setProgress((double) standing.held() / Math.max(1, standing.wanted()));
    }
  }

  private void running(boolean now) {
    going = now;
    run.running(now);
    begin.setVisible(!now);
    begin.setManaged(!now);
    cameras.setDisable(now);
    setup.setDisable(now);
    progress.setProgress(0);
    progress.setVisible(now);
    progress.setManaged(now);
    for (Button each : running) {
      each.setVisible(now);
      each.setManaged(now);
    }
  }

  private void stop() {
    GripperSession old = session;
    session = null;
    run.begin().enabledProperty().set(false);
    if (old != null) {
      old.close();
    }
    running(false);
  }

  @Override
  public void hidden() {
    inFront = false;
    GripperSession now = session;
    if (now != null && going) {
      now.pause(true);
    } else {
      stop();
    }
  }

  @Override
  public void shown() {
    inFront = true;
    if (session == null) {
      history();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
