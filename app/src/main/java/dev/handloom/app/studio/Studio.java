package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Neighbourhood;
import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.delay.DelayFile;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.desktop.SystemDesktop;
import dev.handloom.app.handsfree.HandsFree;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.guard.ErrorWindow;
import dev.handloom.app.ui.guard.FreezeMonitor;
import dev.handloom.app.ui.guard.UncaughtErrors;
import dev.handloom.app.ui.settings.Settings;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.shell.WindowPlacement;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.workspace.calibrate.GlovesPage;
import dev.handloom.app.workspace.devices.DevicesWorkspace;
import dev.handloom.app.workspace.library.LibraryWorkspace;
import dev.handloom.app.workspace.progress.ProgressWorkspace;
import dev.handloom.app.workspace.review.ReviewWorkspace;
import dev.handloom.app.workspace.review.Reviewer;
import dev.handloom.device.rig.Device;
import dev.handloom.store.video.VideoEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the window together: the one place where everything meets, by constructors.
public final class Studio {
  private static final Logger LOG = LoggerFactory.getLogger(Studio.class);

  private static final double FIRST_WIDTH = 1360;
  private static final double FIRST_HEIGHT = 860;

  private final UserFolders folders;
  private final Stage stage;
  private final Remembered remembered;
  private Desktop desktop;

  private final Actions actions = new Actions();
  private final RunningTasks tasks = new RunningTasks();
  private final PlugFeed plugs = new PlugFeed(Neighbourhood.ofThisMachine(), tasks);
  private final StudioStatus status = new StudioStatus();
  private final CurrentRig current = new CurrentRig();
  private final FreezeMonitor freezes = new FreezeMonitor();
  private final OpenLibrary library;
  private final Takes takes;
  private final RigActions rigs;
  private final RecordingDesk recording;
  private final CalibrationDesk calibration;
  private final HandsFree handsFree;
  private final ReviewWorkspace review;
  private final CalibratePages pages;
  private final Shell shell;
  private final @Nullable WindowPlacement placement;
  private final PutAway putAway;
  private final KeepAwake awake;

  /// Builds the window and shows it. On the JavaFX thread.
  ///
  /// @param awake keeps the computer from sleeping during takes
  /// @param ended called once, when the window is closed and everything is put away
  public Studio(UserFolders folders, Stage stage, KeepAwake awake, Runnable ended) {
    this.folders = folders;
    this.stage = stage;
    this.awake = awake;
    desktop = new SystemDesktop(stage);
    remembered = new Remembered(folders, this::tell);
    Settings settings = remembered.settings();

    Theme.shared().install();
    Theme.shared().choiceProperty().set(settings.theme());
    String chosen = settings.library();
    library =
        new OpenLibrary(chosen == null ? folders.library() : Path.of(chosen), tasks, this::tell);
    takes =
        new Takes(
            current, library, tasks, this::tell, awake, () -> remembered.settings().recording());
    calibration = new CalibrationDesk(current, library, takes, tasks, this::tell, remembered);
    TakeWords words = new TakeWords(takes, library);
    recording =
        new RecordingDesk(
            current,
            takes,
            library,
            tasks,
            this::tell,
            remembered::settings,
            calibration::items,
            calibration.lensItems(),
            () -> actions.get("record.toggle").run());
    OnePerson.follow(recording.runs(), takes, calibration.wardrobe());
    rigs =
        new RigActions(
            current,
            takes,
            tasks,
            actions,
            folders.settings().resolve("rigs"),
            () -> desktop,
            this::tell,
            remembered::rig,
            new DelayFile(folders));
    putAway = new PutAway(current, rigs, tasks, library, ended);
    StudioActions general =
        new StudioActions(this, folders, current, tasks, () -> desktop, this::tell);
    general.declare(actions);
    handsFree =
        new HandsFree(current, actions, settings.buttons(), remembered::buttons, this::tell);
    review =
        new ReviewWorkspace(
            library,
            tasks,
            actions,
            this::tell,
            new Reviewer(folders.settings().resolve("reviewer.txt")),
            new ModelDesk(remembered.servers()),
            recording.more(actions)::collect);
    GlovesPage.Surroundings around =
        new GlovesPage.Surroundings(
            current,
            library,
            calibration.wardrobe(),
            tasks,
            actions,
            this::sheets,
            () -> desktop,
            this::tell,
            recording.cues()::play,
            takes,
            rigs.all(),
            remembered::trusted,
            remembered::trust,
            Clock.system(ZoneId.systemDefault()));
    pages = new CalibratePages(calibration, around, rigs, recording.cues()::play);
    List<Workspace> workspaces =
        List.of(
            new DevicesWorkspace(
                current,
                tasks,
                actions,
                handsFree,
                rigs.all(),
                plugs,
                rigs,
                this::sheets,
                this::conformance,
                () -> takes.phaseProperty().get().running(),
                rigs::keepDelay,
                calibration.lenses()::known,
                calibration.spaces()::known),
            recording.workspace(words, this::sheets, actions, rigs.all()),
            review,
            new LibraryWorkspace(library, takes, tasks, actions, () -> desktop, this::tell),
            new ProgressWorkspace(library, tasks, actions, this::sheets, () -> desktop, this::tell),
            pages.workspace(),
            recording.preview(
                actions, this::sheets, remembered.servers(), calibration.lenses()::known));
    new RecordingSheets(remembered, recording, handsFree, this::sheets).declare(actions);
    shell = new Shell(actions, workspaces, status, tasks);
    shell.open(settings.workspace());

    stage.setTitle("Handloom");
    Scene scene = new Scene(shell, FIRST_WIDTH, FIRST_HEIGHT);
    Theme.shared().dress(scene);
    handsFree.install(scene);
    stage.setScene(scene);
    placement = WindowPlacement.apply(stage, settings.window());
    stage.setOnCloseRequest(this::closing);
    new StatusFeed(current, takes, words, status).follow(shell);
    watch();
  }

  private void watch() {
    new UncaughtErrors(report ->
        FxThread.run(() ->
            ErrorWindow.show(stage, report, Version.text(), () -> desktop.show(folders.logs()))))
        .install();
    freezes.start();
    Thread.currentThread().setUncaughtExceptionHandler(Thread.getDefaultUncaughtExceptionHandler());
    remembered.tellProblem();
    library
        .folderProperty()
        .addListener((_, _, folder) ->
            remembered.change(settings -> settings.withLibrary(folder.toString())));
    Theme.shared()
        .choiceProperty()
        .subscribe(choice -> remembered.change(settings -> settings.withTheme(choice)));
  }

  /// Shows the window, opens the library and the rig.
  public void show() {
    show(null);
  }

  /// @param wanted is opened instead of what was open when the studio was closed
  public void show(@Nullable ToOpen wanted) {
    stage.show();
    LOG.info("Window shown {} ms after the start of the program", sinceStartMillis());
    // The first take must not wait for the video library to be unpacked.
    VideoEncoder.warmUp();
    awake.tryOut();
    switch (wanted) {
      case ToOpen.Library other -> library.open(other.folder());
      case ToOpen.Episode episode -> library.open(episode.library());
      case ToOpen.Rig _ -> library.open();
      case null -> library.open();
    }
    String rig = remembered.settings().rig();
    rigs.open(wanted instanceof ToOpen.Rig(Path file) ? file : rig == null ? null : Path.of(rig));
    if (wanted != null) {
      lead(wanted);
    }
  }

  /// Opens what a person named in a later start.
  public void open(ToOpen wanted) {
    boolean elsewhere =
        switch (wanted) {
          case ToOpen.Rig rig -> true;
          case ToOpen.Library other -> !other.folder().equals(openFolder());
          case ToOpen.Episode episode -> !episode.library().equals(openFolder());
        };
    if (elsewhere && takes.phaseProperty().get() != TakePhase.READY) {
      tell(
          Notice.warning(
              "Nothing was opened", "A take is running. Open it again when the take is saved."));
      return;
    }
    switch (wanted) {
      case ToOpen.Rig rig -> rigs.open(rig.file());
      case ToOpen.Library other when elsewhere -> library.open(other.folder());
      case ToOpen.Episode episode when elsewhere -> library.open(episode.library());
      case ToOpen.Library _, ToOpen.Episode _ -> {
        // Its library is open.
      }
    }
    lead(wanted);
  }

  private Path openFolder() {
    return library.folderProperty().get().toAbsolutePath().normalize();
  }

  /// To where it can be seen.
  private void lead(ToOpen wanted) {
    switch (wanted) {
      case ToOpen.Rig _ -> shell.open("devices");
      case ToOpen.Library _ -> shell.open("library");
      case ToOpen.Episode episode -> {
        review.select(episode.id());
        shell.open("review");
      }
    }
  }

  private SheetLayer sheets() {
    return shell.sheets();
  }

  private void conformance(Device device) {
    new ConformanceSheet(device, current, takes, library, tasks, shell.sheets()).open();
  }

  /// What is plugged in, in tests.
  public PlugFeed plugs() {
    return plugs;
  }

  private static long sinceStartMillis() {
    return System.currentTimeMillis()
        - java.lang.management.ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /// Brings the window to the front.
  public void reveal() {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  public Shell shell() {
    return shell;
  }

  public Stage stage() {
    return stage;
  }

  public HandsFree handsFree() {
    return handsFree;
  }

  /// The run of takes that is open, if any.
  public RunOfTakes runs() {
    return recording.runs();
  }

  public CurrentRig currentRig() {
    return current;
  }

  /// Who wears what.
  public Wardrobe wardrobe() {
    return calibration.wardrobe();
  }

  public Takes takes() {
    return takes;
  }

  public Actions actions() {
    return actions;
  }

  public OpenLibrary library() {
    return library;
  }

  /// Answers for the desktop in tests.
  public void answerWith(Desktop other) {
    desktop = other;
  }

  private void tell(Notice notice) {
    LOG.info("Told: {}. {}", notice.title(), notice.detail());
    FxThread.run(() -> shell.notices().show(notice));
  }

  private void closing(WindowEvent event) {
    event.consume();
    quit();
  }

  /// Closes the window; asks first while a take is running.
  public void quit() {
    if (takes.phaseProperty().get().running()) {
      QuitSheet.ask(shell.sheets(), takes, this::putAway);
      return;
    }
    putAway();
  }

  /// Whether it is being put away: it shows no window any more. From any thread.
  public boolean leaving() {
    return putAway.begun();
  }

  private void putAway() {
    putAway.begin();
    Workspace workspace = shell.workspaceProperty().get();
    if (workspace != null) {
      remembered.change(settings -> settings.withWorkspace(workspace.id()));
      workspace.hidden();
    }
    if (placement != null) {
      remembered.change(settings -> settings.withWindow(placement.current()));
    }
    freezes.close();
    handsFree.close();
    plugs.close();
    recording.close();
    pages.close();
    calibration.close();
    stage.hide();
    putAway.finish();
  }
}
