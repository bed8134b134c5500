package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.LiveRun;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.cue.Cue;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.FirstFocus;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.camera.hand.HandLengths;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.rig.Rig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/// Gloves: who wears which, the run, the check, how good it came out and how that went over time.
public final class GlovesPage implements CalibratePage, AutoCloseable {
  private final CurrentRig current;
  private final Wardrobe wardrobe;
  private final Supplier<SheetLayer> sheets;
  private final Clock clock;
  private final ProfileDesk desk;
  private final StartPage start;
  private final GloveRuns runs;
  private final QualityPaper paper;
  private final BorderPane content = new BorderPane();
  private final Consumer<Duration> trust;
  private @Nullable Profile front;
  private @Nullable Rig shown;
  private @Nullable HistoryPage history;
  private ProfileDesk.@Nullable Whose historyOf;

  /// What it rests on.
  ///
  /// @param sheets where a sheet can be shown; asked when one is
  /// @param desktop where a file is named
  /// @param cues what is heard
  /// @param rigActions how one gets to a rig
  /// @param fresh for how long a calibration is trusted
  /// @param trust told for how long from now on
  /// @param clock says what time it is, and where
  public record Surroundings(
      CurrentRig current,
      OpenLibrary library,
      Wardrobe wardrobe,
      TaskRunner tasks,
      Actions actions,
      Supplier<SheetLayer> sheets,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices,
      Consumer<Cue> cues,
      Takes takes,
      List<Action> rigActions,
      Supplier<Duration> fresh,
      Consumer<Duration> trust,
      Clock clock) {}

  public GlovesPage(Surroundings around) {
    current = around.current();
    wardrobe = around.wardrobe();
    sheets = around.sheets();
    clock = around.clock();
    desk =
        new ProfileDesk(
            around.library(), around.tasks(), around.notices(), around.wardrobe()::dress);
    start =
        new StartPage(
            desk,
            () -> around.takes().phaseProperty().get().running(),
            around.fresh(),
            new Cards(),
            clock,
            around.rigActions(),
            around.wardrobe().personProperty().get(),
            new Told());
    runs = new GloveRuns(around, desk, new Ends());
    paper = new QualityPaper(around, () -> front);
    content.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean away = !start.content().equals(content.getCenter());
          if (event.getCode() == KeyCode.ESCAPE && away && !runs.open()) {
            event.consume();
            home();
          }
        });
    desk.seenProperty().subscribe(_ -> fillHistory());
    around.library().folderProperty().subscribe(_ -> desk.refresh());
    wardrobe.wornProperty().subscribe(_ -> desk.refresh());
    around.takes().phaseProperty().subscribe(_ -> start.show());
    wardrobe.personProperty().addListener((_, _, who) -> start.person().sit(who));
    this.trust = around.trust();
  }

  /// A hand was measured on a sheet: it is that of whoever is named here.
  ///
  /// @return what became of it, for a person
  public String measured(HandLengths hand) {
    return start.person().measured(hand);
  }

  @Override
  public String id() {
    return "gloves";
  }

  @Override
  public String title() {
    return "Gloves";
  }

  @Override
  public Node content() {
    current.workplaceProperty().addListener(_ -> rig());
    rig();
    home();
    return content;
  }

  /// Also told when the hands of the same rig are others than before.
  private void rig() {
    Workplace workplace = current.workplaceProperty().get();
    Rig rig = workplace == null ? null : workplace.rig();
    if (rig != shown) {
      shown = rig;
      if (runs.open()) {
        runs.rigGone();
        home();
      }
    }
    start.rig(workplace);
    desk.refresh(
        workplace == null
            ? Set.of()
            : RigGlove.of(workplace).stream().map(RigGlove::name).collect(Collectors.toSet()));
  }

  @Override
  public void shown() {
    desk.look(true);
    if (runs.open()) {
      runs.focus();
    } else if (start.content().equals(content.getCenter())) {
      start.focus();
    }
  }

  @Override
  public void hidden() {
    desk.look(false);
    // Nobody looks: nothing shall count meanwhile.
    runs.pause(true);
  }

  /// The page that a profile's quality, or a history, leads back to.
  private void home() {
    front = null;
    history = null;
    historyOf = null;
    content.setTop(null);
    content.setCenter(start.content());
    paper.enable();
    start.show();
    start.focus();
  }

  private void open(Node page, Node first) {
    Button back = new Button("Gloves", new FontIcon(Feather.CHEVRON_LEFT));
    back.setId("calibrate.back");
    back.setTooltip(new Tooltip("Back to the gloves (Esc)"));
    back.setOnAction(_ -> home());
    HBox head = new HBox(8, back);
    head.setAlignment(Pos.CENTER_LEFT);
    head.setPadding(new Insets(8, 16, 0, 16));
    content.setTop(head);
    content.setCenter(page);
    FirstFocus.give(content, first);
  }

  private void run(LiveRun run) {
    front = null;
    paper.enable();
    content.setTop(null);
    content.setCenter(runs.show(run));
    runs.focus();
    FxThread.later(runs::focus);
  }

  private void quality(Profile profile) {
    front = profile;
    Button done = new Button("Done", new FontIcon(Feather.CHECK));
    done.setId("calibrate.done");
    done.getStyleClass().add("accent");
    done.setOnAction(_ -> home());
    QualityPage page = new QualityPage(profile, clock.getZone(), List.of(done, paper.button()));
    open(page.content(), done);
    paper.enable();
  }

  private void history(ProfileDesk.Whose whose, String title) {
    front = null;
    HistoryPage page =
        new HistoryPage(
            title,
            clock.getZone(),
            new HistoryPage.Does(
                profile ->
                    desk.change(
                        "Using another calibration", shelf -> shelf.rollBack(profile), () -> {}),
                this::expire,
                this::quality));
    history = page;
    historyOf = whose;
    fillHistory();
    open(page.content(), page.first());
    paper.enable();
  }

  private void fillHistory() {
    HistoryPage page = history;
    ProfileDesk.Whose whose = historyOf;
    ProfileDesk.Seen seen = desk.seenProperty().get();
    if (page != null && whose != null && seen != null) {
      page.show(
          seen.history(whose)
              .orElse(
                  new ProfileShelf.History(
                      List.of(), List.of(), new ProfileShelf.State(null, Map.of(), Map.of()))),
          seen.checks(whose));
    }
  }

  private void expire(Profile profile) {
    SheetLayer layer = sheets.get();
    ReasonSheet sheet =
        new ReasonSheet(
            "The calibration of "
                + profile.person()
                + " of "
                + QualityWords.when(profile.taken(), clock.getZone())
                + ".",
            reason ->
                desk.change(
                    "Taking a calibration out of use",
                    shelf -> shelf.expire(profile, reason),
                    () -> {}),
            layer::close);
    layer.show(sheet.sheet(), sheet.first());
  }

  private void zero(RigGlove glove, Profile zeroed) {
    desk.change(
        "Keeping the new zero",
        shelf -> shelf.keep(zeroed, null),
        () -> {
          runs.told(
              Notice.success(
                  "The new zero is kept",
                  "%s goes by it from now on.".formatted(GloveCard.title(glove))));
          home();
        });
  }

  /// What is said about people.
  private final class Told implements PersonPane.Told {
    @Override
    public void chosen(String who) {
      if (!who.equals(wardrobe.personProperty().get())) {
        wardrobe.name(who);
      }
    }

    @Override
    public void trusted(Duration now) {
      trust.accept(now);
      start.show();
    }
  }

  /// What the cards of the start page do.
  private final class Cards implements GloveCard.Does {
    @Override
    public void calibrate(RigGlove glove, GloveState state) {
      Person person = start.person().person();
      if (state.unfinished() == null) {
        runs.calibrate(glove, person).ifPresent(GlovesPage.this::run);
        return;
      }
      SheetLayer layer = sheets.get();
      AnewSheet sheet =
          new AnewSheet(
              state.unfinishedWords(),
              () -> goOn(glove, state),
              () -> runs.calibrate(glove, person).ifPresent(GlovesPage.this::run),
              layer::close);
      layer.show(sheet.sheet(), sheet.first());
    }

    @Override
    public void goOn(RigGlove glove, GloveState state) {
      if (state.unfinished() != null) {
        runs.resume(glove, start.person().person(), state.unfinished(), GlovesPage.this::run);
      }
    }

    @Override
    public void check(RigGlove glove, GloveState state) {
      if (state.profile() != null) {
        runs.check(glove, start.person().person(), state.profile()).ifPresent(GlovesPage.this::run);
      }
    }

    @Override
    public void quality(RigGlove glove, GloveState state) {
      if (state.profile() != null) {
        GlovesPage.this.quality(state.profile());
      }
    }

    @Override
    public void history(RigGlove glove) {
      String person = start.person().person().name();
      GlovesPage.this.history(
          new ProfileDesk.Whose(person, glove.name()),
          "%s on %s".formatted(person, GloveCard.title(glove)));
    }
  }

  /// Where a run leads.
  private final class Ends implements GloveRuns.Ends {
    @Override
    public void made(Profile profile) {
      quality(profile);
    }

    @Override
    public void checked(LiveRun run, Profile profile, DonningCheck.Answer answer) {
      RigGlove glove = run.glove();
      CheckPage page =
          new CheckPage(
              profile,
              answer,
              () -> zero(glove, profile.rezeroed(answer.flat(), clock.instant(), Version.text())),
              () -> runs.calibrate(glove, start.person().person()).ifPresent(GlovesPage.this::run),
              () ->
                  runs.check(glove, start.person().person(), profile)
                      .ifPresent(GlovesPage.this::run),
              GlovesPage.this::home);
      open(page.content(), page.first());
    }

    @Override
    public void stopped() {
      home();
    }
  }

  /// The keys of a run, for the runs of other kinds, too.
  public RunKeys keys() {
    return runs.keys();
  }

  /// Ends what runs; what was held is kept.
  @Override
  public void close() {
    runs.close();
  }
}
