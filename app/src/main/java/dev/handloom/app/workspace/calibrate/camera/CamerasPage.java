package dev.handloom.app.workspace.calibrate.camera;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.lens.LensSession;
import dev.handloom.app.lens.RigLenses;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Cameras: a board is held before one, and its numbers come out.
public final class CamerasPage implements CalibratePage, AutoCloseable {
  private static final double SIDE = 380;
  private static final String FIRST =
      "Hold a printed board before the camera, and follow what is said here.";
  private static final String EITHER = "Find out";

  private final CurrentRig current;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final BorderPane content = new BorderPane();
  private final ChoiceBox<String> cameras = new ChoiceBox<>();
  private final ChoiceBox<String> lens = new ChoiceBox<>();
  private final BoardPane board;
  private final Button begin = new Button("Calibrate");
  private final Button back = new Button("Take last view back");
  private final Button finish = new Button("Finish");
  private final Label say = new Label();
  private final Label found = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final ResultPane result;
  private final RigLenses lenses;
  private final VideoTile tile = new VideoTile("Camera");
  private @Nullable LensSession session;
  private @Nullable Rig looked;

  /// @param desktop where a file is picked; asked when one is
  /// @param lenses told when a camera has another profile
  public CamerasPage(
      CurrentRig current,
      OpenLibrary library,
      TaskRunner tasks,
      Supplier<Desktop> desktop,
      RigLenses lenses) {
    this.lenses = lenses;
    board = new BoardPane("calibrate.board", lenses.board().board());
    result = new ResultPane(desktop);
    this.current = current;
    this.library = library;
    this.tasks = tasks;
  }

  @Override
  public String id() {
    return "cameras";
  }

  @Override
  public String title() {
    return "Cameras";
  }

  @Override
  public Node content() {
    lens.getItems().setAll(EITHER, "Pinhole", "Fisheye");
    lens.setValue(EITHER);
    name(cameras, "calibrate.camera", "Which camera of the rig");
    name(lens, "calibrate.lens", "What kind of lens; found out from the views if not chosen");
    name(begin, "calibrate.camera.begin", "Looks for the board in this camera's pictures");
    name(back, "calibrate.camera.back", "Forgets the view that was taken last");
    name(finish, "calibrate.camera.finish", "No more views: works the camera out from these");
    begin.setOnAction(_ -> begin());
    back.setOnAction(_ -> onSession(LensSession::takeBack));
    finish.setOnAction(_ -> onSession(LensSession::finish));
    say.setId("calibrate.camera.say");
    found.setId("calibrate.camera.found");
    say.setWrapText(true);
    say.getStyleClass().add("title-4");
    say.setMinHeight(Region.USE_PREF_SIZE);
    found.setWrapText(true);
    found.setMinHeight(Region.USE_PREF_SIZE);
    progress.setMaxWidth(Double.MAX_VALUE);
    FlowPane buttons = new FlowPane(8, 8, begin, back, finish);
    VBox side =
        new VBox(
            8,
            labelled("Camera", cameras),
            labelled("Lens", lens),
            board,
            buttons,
            say,
            progress,
            found,
            result);
    side.setPadding(new Insets(16));
    ScrollPane scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(SIDE);
    scroll.setMinWidth(SIDE);
    content.setCenter(tile);
    content.setRight(scroll);
    BorderPane.setMargin(tile, new Insets(16, 0, 16, 16));
    current.workplaceProperty().addListener(_ -> rig());
    cameras.valueProperty().subscribe(_ -> history());
    Pulse.shared().whileShown(content, _ -> refresh());
    rig();
    say.setText(FIRST);
    return content;
  }

  private static void name(Control control, String id, String words) {
    control.setId(id);
    control.setTooltip(new Tooltip(words));
    control.setAccessibleText(words);
    control.setMaxWidth(Double.MAX_VALUE);
  }

  private static Node labelled(String words, Control control) {
    Label label = new Label(words);
    label.setLabelFor(control);
    return new VBox(2, label, control);
  }

  /// The rig has changed: what was looked at may be gone.
  private void rig() {
    Workplace workplace = current.workplaceProperty().get();
    Rig rig = workplace == null ? null : workplace.rig();
    if (rig == looked && rig != null) {
      // Only the hands of its gloves are others.
      return;
    }
    looked = rig;
    stop();
    List<String> names = new ArrayList<>();
    if (workplace != null) {
      for (Device device : workplace.rig().devices()) {
        if (device.streams().stream().anyMatch(stream -> stream.spec().frame() != null)) {
          names.add(device.config().id());
        }
      }
    }
    String before = cameras.getValue();
    cameras.getItems().setAll(names);
    cameras.setValue(names.contains(before) ? before : names.isEmpty() ? null : names.getFirst());
    begin.setDisable(names.isEmpty());
    if (names.isEmpty()) {
      tile.showAbsence("The rig has no camera. Add one in Devices.", null);
    } else {
      tile.showAbsence("The picture comes when you begin.", null);
    }
  }

  private Optional<Device> device() {
    Workplace workplace = current.workplaceProperty().get();
    String id = cameras.getValue();
    return workplace == null || id == null ? Optional.empty() : workplace.rig().device(id);
  }

  private void begin() {
    stop();
    Optional<Device> device = device();
    Optional<LiveStream> stream =
        device.flatMap(
            d -> d.streams().stream().filter(each -> each.spec().frame() != null).findFirst());
    if (stream.isEmpty()) {
      return;
    }
    Board shown;
    try {
      shown = board.board();
    } catch (IllegalArgumentException e) {
      say.setText(e.getMessage() + ".");
      return;
    }
    Optional<LensKind> kind =
        EITHER.equals(lens.getValue())
            ? Optional.empty()
            : Optional.of(LensKind.valueOf(lens.getValue().toUpperCase(Locale.ROOT)));
    lenses.board().keep(shown);
    result.clear();
    session = LensSession.start(stream.get(), shown, kind, new Heard(device.get(), shown));
    running(true);
  }

  /// What the session tells, on its thread.
  private final class Heard implements LensSession.Listener {
    private final Device device;
    private final Board shown;

    Heard(Device device, Board shown) {
      this.device = device;
      this.shown = shown;
    }

    @Override
    public void picture(ByteBuffer bgra, int width, int height) {
      tile.offer(bgra, width, height, StudioClock.now());
    }

    @Override
    public void found(LensChoice choice, List<BoardView> views) {
      CameraProfile profile =
          CameraProfile.of(
              device.config().id(),
              Instant.now(),
              "Handloom " + Version.text(),
              device.config().simulated(),
              choice,
              shown,
              views);
      FxThread.run(() -> keep(profile));
    }

    @Override
    public void refused(String why) {
      FxThread.run(() -> {
        stop();
        say.setText(why);
      });
    }
  }

  private void keep(CameraProfile profile) {
    stop();
    say.setText("Done.");
    result.show(profile);
    Path folder = library.folderProperty().get().resolve("profiles");
    BackgroundTask.of("Keep a camera's profile", _ -> new CameraShelf(folder).keep(profile))
        .kept()
        .onSuccess(_ -> lenses.look())
        .onFailure(e -> say.setText("It could not be kept. " + e.getMessage()))
        .startOn(tasks);
  }

  /// What was found of this camera before.
  private void history() {
    String camera = cameras.getValue();
    if (camera == null || session != null) {
      return;
    }
    Path folder = library.folderProperty().get().resolve("profiles");
    BackgroundTask.of("Read a camera's profiles", _ -> new CameraShelf(folder).history(camera))
        .onSuccess(history -> {
          if (session == null && camera.equals(cameras.getValue())) {
            history.profiles().stream()
                .findFirst()
                .ifPresentOrElse(result::show, () -> result.none(camera));
          }
        })
        .onFailure(e -> say.setText(String.valueOf(e.getMessage())))
        .startOn(tasks);
  }

  private void refresh() {
    LensSession running = session;
    if (running == null) {
      return;
    }
    LensSession.Standing standing = running.standing();
    say.setText(standing.next().words());
    progress.setProgress(standing.next().done());
    back.setDisable(standing.views() == 0);
    finish.setDisable(standing.views() < 4);
    String known =
        standing
            .soFar()
            .map(i ->
                String.format(Locale.ROOT, " Focal length so far ±%.2f %%.", 100 * i.focalShare()))
            .orElse("");
    if (running.waiting()) {
      found.setText("No picture comes. Devices shows what is wrong with the camera.");
      return;
    }
    found.setText(
        (standing.views() == 1 ? "1 view. " : standing.views() + " views. ")
            + standing.answer().words()
            + known);
  }

  private void onSession(Consumer<LensSession> action) {
    LensSession running = session;
    if (running != null) {
      action.accept(running);
    }
  }

  private void stop() {
    LensSession running = session;
    session = null;
    if (running != null) {
      running.close();
    }
    running(false);
  }

  private void running(boolean now) {
    begin.setText(now ? "Begin again" : "Calibrate");
    for (Node each : List.of(cameras, lens, board)) {
      each.setDisable(now);
    }
    for (Node each : List.of(back, finish, progress, found)) {
      each.setVisible(now);
      each.setManaged(now);
    }
  }

  @Override
  public void hidden() {
    onSession(running -> running.pause(true));
  }

  @Override
  public void shown() {
    onSession(running -> running.pause(false));
    history();
  }

  @Override
  public void close() {
    stop();
  }
}
