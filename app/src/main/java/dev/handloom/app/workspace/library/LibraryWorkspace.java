package dev.handloom.app.workspace.library;

import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.library.EpisodeView;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.episode.EpisodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Finds episodes and shows all of one; where they are, how much room is left, whether they are
/// whole, and the way back from the trash.
public final class LibraryWorkspace implements Workspace {
  private final OpenLibrary library;
  private final Takes takes;
  private final Actions actions;
  private final Supplier<Desktop> desktop;
  private final Consumer<Notice> notices;
  private final Upkeep upkeep;
  private final Action change;
  private final Action show;
  private final Action rebuild;
  private final CheckSection checkSection;
  // Held here: the trash is only weakly followed.
  private final TrashSection trashSection;
  private final ContentsSection contentsSection;
  private final EpisodesPage episodesPage;
  private final BorderPane pages = new BorderPane();
  private final CarePage care = new CarePage();
  private final ToggleButton episodesTab = tab("Episodes", "library.tab.episodes");
  private final ToggleButton careTab = tab("Storage and care", "library.tab.care");
  private final ExportSection exportSection;
  private final Exports exports;
  private final ImportSection importSection;
  private final Imports imports;
  private final AtomicBoolean recording = new AtomicBoolean();
  private boolean inFront;

  /// @param desktop where a folder is picked and shown
  public LibraryWorkspace(
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Actions actions,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices) {
    this.library = library;
    this.takes = takes;
    this.actions = actions;
    this.desktop = desktop;
    this.notices = notices;
    upkeep = new Upkeep(library, tasks, notices);
    change =
        actions.add(
            Action.named("library.change", "Change folder…", this::change)
                .icon(Feather.FOLDER)
                .menu("Library")
                .describedAs("Takes go to the new folder. Nothing is moved. Not during a take."));
    show =
        actions.add(
            Action.named("library.show", "Show folder", this::showFolder)
                .icon(Feather.EXTERNAL_LINK)
                .menu("Library"));
    Action check =
        actions.add(
            Action.named("library.check", "Check all episodes", this::check)
                .icon(Feather.CHECK_SQUARE)
                .menu("Library")
                .describedAs("Not during a take: the disk belongs to the recording."));
    rebuild =
        actions.add(
            Action.named("library.rebuild", "Rebuild catalogue", upkeep::rebuild)
                .icon(Feather.REFRESH_CW)
                .menu("Library")
                .describedAs("Not during a take: the disk belongs to the recording."));
    BooleanBinding free =
        Bindings.createBooleanBinding(
            () -> !takes.phaseProperty().get().running() && !upkeep.busyProperty().get(),
            takes.phaseProperty(),
            upkeep.busyProperty());
    BooleanBinding ready = free.and(library.storeProperty().isNotNull());
    takes.phaseProperty().subscribe(phase -> recording.set(phase != TakePhase.READY));
    exports = new Exports(library, tasks, recording::get, notices);
    Action toExport =
        actions.add(
            Action.named("library.export", "Export…", this::toExport)
                .icon(Feather.SHARE)
                .menu("Library")
                .describedAs("Says what it would be before anything is written."));
    toExport.enabledProperty().bind(library.storeProperty().isNotNull());
    Action chosen =
        actions.add(
            Action.named("library.export.some", "Export chosen…", this::exportChosen)
                .icon(Feather.SHARE)
                .keys(KeyCode.E, KeyCombination.SHORTCUT_DOWN)
                .menu("Library")
                .describedAs("The episodes that are chosen in the list."));
    Action export =
        actions.add(
            Action.named("library.export.start", "Choose folder and export…", this::export)
                .icon(Feather.SHARE)
                .describedAs("A file an episode, or a dataset, as the page says."));
    exportSection = new ExportSection(exports, export, this::showFiles);
    export
        .enabledProperty()
        .bind(
            library
                .storeProperty()
                .isNotNull()
                .and(exports.work().runningProperty().isNull())
                .and(exportSection.goodProperty()));
    imports = new Imports(library, tasks, recording::get, notices);
    Action toImport =
        actions.add(
            Action.named("library.import", "Import…", this::toImport)
                .icon(Feather.DOWNLOAD)
                .menu("Library")
                .describedAs("Episodes of what other programs recorded."));
    Action bring =
        actions.add(
            Action.named("library.import.start", "Choose folder and import…", this::bring)
                .icon(Feather.DOWNLOAD)
                .describedAs("Makes episodes of a dataset of another program."));
    toImport.enabledProperty().bind(library.storeProperty().isNotNull());
    bring
        .enabledProperty()
        .bind(library.storeProperty().isNotNull().and(imports.work().runningProperty().isNull()));
    importSection = new ImportSection(imports, bring, this::find);
    change.enabledProperty().bind(free.and(imports.work().runningProperty().isNull()));
    check.enabledProperty().bind(ready);
    rebuild.enabledProperty().bind(ready);
    checkSection = new CheckSection(upkeep, check);
    trashSection = new TrashSection(library, upkeep, ready.not());
    contentsSection = new ContentsSection(library, new TakeWords(takes, library));
    EpisodeView view = library.view();
    episodesPage =
        new EpisodesPage(
            view,
            new SearchBox(library, view, tasks, this::focusList),
            new EpisodeDetails(tasks, desktop, notices, upkeep::check, ready.not()),
            chosen);
    chosen
        .enabledProperty()
        .bind(
            library
                .storeProperty()
                .isNotNull()
                .and(
                    Bindings.createBooleanBinding(
                        () -> !episodesPage.chosenProperty().get().isEmpty(),
                        episodesPage.chosenProperty())));
    actions.add(
        Action.named("library.find", "Find episodes", this::find)
            .icon(Feather.SEARCH)
            .menu("Library")
            .describedAs("Words, people, tags, verdicts, days, what a check found."));
  }

  private static ToggleButton tab(String words, String id) {
    ToggleButton tab = new ToggleButton(words);
    tab.setId(id);
    return tab;
  }

  private void focusList() {
    episodesPage.focusList();
  }

  private void toFront() {
    Action there = actionOrNull("workspace.library");
    if (!inFront && there != null) {
      there.run();
    }
  }

  private void find() {
    toFront();
    episodesTab.setSelected(true);
    episodesPage.focusSearch();
  }

  @Override
  public String id() {
    return "library";
  }

  @Override
  public String title() {
    return "Library";
  }

  @Override
  public Feather icon() {
    return Feather.DATABASE;
  }

  @Override
  public Node content() {
    Node catalogue =
        new Section(
            "Catalogue",
            Section.words(
                "Only an index, for finding episodes quickly. It is made again from the episodes;"
                    + " nothing in them changes."),
            Actions.button(rebuild));
    care.fill(
        List.of(
            FolderSection.content(library, change, show),
            contentsSection.content(toRecord()),
            exportSection.content(),
            importSection.content(),
            checkSection.content()),
        List.of(catalogue, trashSection.content(), LookSection.content(Theme.shared())));
    ToggleGroup tabs = new ToggleGroup();
    tabs.getToggles().addAll(episodesTab, careTab);
    tabs.selectedToggleProperty()
        .addListener((_, before, now) -> {
          if (now == null && before != null) {
            // One of them is always in front.
            before.setSelected(true);
          } else {
            pages.setCenter(careTab.equals(now) ? care : episodesPage);
          }
        });
    episodesTab.setTooltip(new Tooltip("Find episodes and see all of one"));
    careTab.setTooltip(new Tooltip("Folder, room, export, import, check, catalogue, trash"));
    episodesTab.getStyleClass().add("left-pill");
    careTab.getStyleClass().add("right-pill");
    HBox head = new HBox(episodesTab, careTab);
    head.setPadding(new Insets(8, 16, 0, 16));
    pages.setTop(head);
    episodesPage.whenEmpty(toRecord());
    episodesTab.setSelected(true);
    return pages;
  }

  private @Nullable Action toRecord() {
    return actionOrNull("workspace.record");
  }

  private @Nullable Action actionOrNull(String id) {
    return actions.all().stream().filter(a -> a.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public void shown() {
    inFront = true;
    library.changed();
    exportSection.refresh();
  }

  @Override
  public void hidden() {
    inFront = false;
  }

  private void change() {
    Path before = library.folderProperty().get();
    Path picked = desktop.get().pickFolder("Choose the library folder", before).orElse(null);
    if (picked == null) {
      return;
    }
    if (takes.phaseProperty().get().running()) {
      // A pedal can start a take while the folder is being chosen.
      notices.accept(
          Notice.warning(
              "The folder was not changed",
              "A take is running and is saved where it began. Choose again when it is saved."));
    } else if (picked.equals(before) && library.store() != null) {
      notices.accept(Notice.info("This library is open already", before.toString()));
    } else {
      library.open(picked);
    }
  }

  private void toExport() {
    reveal(exportSection.content());
    exportSection.focus();
  }

  private void exportChosen() {
    List<EpisodeId> chosen = episodesPage.chosenProperty().get();
    if (!chosen.isEmpty()) {
      toExport();
      exportSection.choose(chosen);
    }
  }

  /// The page is laid out first: it may never have been shown.
  private void reveal(Node section) {
    toFront();
    careTab.setSelected(true);
    pages.applyCss();
    pages.layout();
    care.reveal(section);
  }

  private void toImport() {
    reveal(importSection.content());
    importSection.focus();
  }

  private void bring() {
    Path start = Path.of(System.getProperty("user.home", "."));
    Path picked = desktop.get().pickFolder("Choose the dataset's folder", start).orElse(null);
    if (picked != null) {
      careTab.setSelected(true);
      imports.start(picked, importSection.wording(), this::tell);
    }
  }

  private void export() {
    Path start = Path.of(System.getProperty("user.home", "."));
    Path picked = desktop.get().pickFolder("Choose where the files go", start).orElse(null);
    if (picked != null) {
      careTab.setSelected(true);
      exports.start(exportSection.wish(), picked, this::tell);
    }
  }

  /// On another workspace one would not see that it is done.
  private void tell(Outcome done) {
    exportSection.refresh();
    if (inFront) {
      return;
    }
    notices.accept(
        done.good()
            ? Notice.success(done.headline(), done.folder().toString())
            : Notice.warning(done.headline(), "Library says what is not there, and why."));
  }

  private void showFiles(Path folder) {
    if (!desktop.get().show(folder)) {
      notices.accept(Notice.info("The files are in this folder", folder.toString()));
    }
  }

  private void showFolder() {
    Path folder = library.folderProperty().get();
    if (!desktop.get().show(folder)) {
      notices.accept(Notice.info("The library is in this folder", folder.toString()));
    }
  }

  private void check() {
    careTab.setSelected(true);
    upkeep.check(checkSection.everyPicture(), this::tell);
  }

  /// On another workspace one would not see that the check is done.
  private void tell(CheckResult result) {
    if (inFront) {
      return;
    }
    Action there = actionOrNull("workspace.library");
    Notice notice =
        result.worst() == Severity.NOTE
            ? Notice.success(result.headline(), "")
            : Notice.warning(result.headline(), "Library says which, and what to do.");
    notices.accept(there == null ? notice : notice.with(there));
  }
}
