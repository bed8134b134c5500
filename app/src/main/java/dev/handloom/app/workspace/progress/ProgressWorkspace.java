package dev.handloom.app.workspace.progress;

import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.progress.HoursTable;
import dev.handloom.store.progress.TrainingResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// How far the collecting is: a collector's day, and the library as the lab sees it.
public final class ProgressWorkspace implements Workspace {
  private final ProgressFeed feed;
  private final Actions actions;
  private final TaskRunner tasks;
  private final Supplier<SheetLayer> sheets;
  private final Supplier<Desktop> desktop;
  private final Consumer<Notice> notices;
  private final Action earlier;
  private final Action later;
  private final Action setGoal;
  private final Action enter;
  private final Action save;
  private final ToggleButton dayTab =
      tab("Day", "progress.tab.day", "A collector’s day, and goals");
  private final ToggleButton labTab =
      tab("Lab", "progress.tab.lab", "Hours by task, person, device, rig and verdict");
  private boolean inFront;

  /// @param sheets where a sheet can be shown; asked when one is
  /// @param desktop where a file is named
  public ProgressWorkspace(
      OpenLibrary library,
      TaskRunner tasks,
      Actions actions,
      Supplier<SheetLayer> sheets,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices) {
    this(library, tasks, actions, sheets, desktop, notices, Clock.system(ZoneId.systemDefault()));
  }

  /// @param clock says what day it is, and where
  ProgressWorkspace(
      OpenLibrary library,
      TaskRunner tasks,
      Actions actions,
      Supplier<SheetLayer> sheets,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices,
      Clock clock) {
    this.tasks = tasks;
    this.actions = actions;
    this.sheets = sheets;
    this.desktop = desktop;
    this.notices = notices;
    feed = new ProgressFeed(library, tasks, notices, clock);
    actions.add(
        Action.named("progress.day", "Show the day", () -> open(dayTab))
            .icon(Feather.SUNRISE)
            .menu("Progress")
            .describedAs("Takes per hour, minutes recorded, what was done again, goals."));
    actions.add(
        Action.named("progress.lab", "Show the lab’s hours", () -> open(labTab))
            .icon(Feather.BAR_CHART_2)
            .menu("Progress")
            .describedAs("By task, person, device, rig and verdict; what more would buy."));
    earlier =
        actions.add(
            Action.named("progress.earlier", "Day before", () -> feed.day(feed.day().minusDays(1)))
                .icon(Feather.CHEVRON_LEFT)
                .menu("Progress"));
    later =
        actions.add(
            Action.named("progress.later", "Day after", () -> feed.day(feed.day().plusDays(1)))
                .icon(Feather.CHEVRON_RIGHT)
                .menu("Progress"));
    setGoal =
        actions.add(
            Action.named("progress.goal", "Set a goal…", () -> goalSheet(null))
                .icon(Feather.TARGET)
                .menu("Progress")
                .describedAs("How many takes of a task are wanted, with which rig."));
    enter =
        actions.add(
            Action.named("progress.result", "Enter a training result…", this::resultSheet)
                .icon(Feather.PLUS)
                .menu("Progress")
                .describedAs("Hours and loss: the line is fitted to them."));
    save =
        actions.add(
            Action.named("progress.save", "Save as a table…", this::saveTable)
                .icon(Feather.SAVE)
                .menu("Progress")
                .describedAs("All hours as CSV, for other programs."));
    feed.snapshotProperty().subscribe(this::enable);
  }

  private static ToggleButton tab(String words, String id, String tip) {
    ToggleButton tab = new ToggleButton(words);
    tab.setId(id);
    tab.setTooltip(new Tooltip(tip));
    return tab;
  }

  private void enable(@Nullable Snapshot now) {
    earlier.enabledProperty().set(now != null);
    later.enabledProperty().set(now != null && now.date().isBefore(feed.today()));
    save.enabledProperty().set(now != null && now.all().takes() > 0);
    // A file that cannot be read must not be written over.
    boolean good = now != null && now.trouble().isEmpty();
    setGoal.enabledProperty().set(good);
    enter.enabledProperty().set(good);
  }

  @Override
  public String id() {
    return "progress";
  }

  @Override
  public String title() {
    return "Progress";
  }

  @Override
  public Feather icon() {
    return Feather.TRENDING_UP;
  }

  @Override
  public Node content() {
    Action record =
        actions.all().stream()
            .filter(a -> a.id().equals("workspace.record"))
            .findFirst()
            .orElse(null);
    DayPage day = new DayPage(feed, earlier, later, setGoal, new GoalList(this::goalSheet), record);
    LabPage lab = new LabPage(feed, save, new LawPanel(enter, this::keepResults));
    BorderPane pages = new BorderPane();
    ToggleGroup tabs = new ToggleGroup();
    tabs.getToggles().addAll(dayTab, labTab);
    tabs.selectedToggleProperty()
        .addListener((_, before, now) -> {
          if (now == null && before != null) {
            // One of them is always in front.
            before.setSelected(true);
          } else {
            pages.setCenter(labTab.equals(now) ? lab.content() : day.content());
          }
        });
    dayTab.getStyleClass().add("left-pill");
    labTab.getStyleClass().add("right-pill");
    HBox head = new HBox(dayTab, labTab);
    head.setPadding(new Insets(8, 16, 0, 16));
    pages.setTop(head);
    if (!labTab.isSelected()) {
      dayTab.setSelected(true);
    } else {
      pages.setCenter(lab.content());
    }
    return pages;
  }

  private void open(ToggleButton tab) {
    if (!inFront) {
      actions.all().stream()
          .filter(a -> a.id().equals("workspace.progress"))
          .findFirst()
          .ifPresent(Action::run);
    }
    tab.setSelected(true);
  }

  @Override
  public void shown() {
    inFront = true;
    feed.look(true);
  }

  @Override
  public void hidden() {
    inFront = false;
    feed.look(false);
  }

  private void goalSheet(@Nullable GoalLine about) {
    SheetLayer layer = sheets.get();
    GoalSheet sheet =
        new GoalSheet(
            feed.snapshotProperty().get(),
            about,
            goal -> feed.write("Keeping the goal", notes -> notes.add(goal)),
            goal -> feed.write("Giving the goal up", notes -> notes.remove(goal)),
            layer::close);
    layer.show(sheet.sheet(), sheet.first());
  }

  private void resultSheet() {
    SheetLayer layer = sheets.get();
    ResultSheet sheet =
        new ResultSheet(
            result ->
                feed.write(
                    "Keeping the result",
                    notes -> {
                      List<TrainingResult> all = new ArrayList<>(notes.results());
                      all.add(result);
                      notes.keepResults(all);
                    }),
            layer::close);
    layer.show(sheet.sheet(), sheet.first());
  }

  private void keepResults(List<TrainingResult> results) {
    feed.write("Removing the result", notes -> notes.keepResults(results));
  }

  private void saveTable() {
    Snapshot now = feed.snapshotProperty().get();
    Path picked = desktop.get().pickTarget("Save the hours", "handloom-hours.csv").orElse(null);
    if (now == null || picked == null) {
      return;
    }
    String csv = HoursTable.csv(now.hours());
    BackgroundTask.of(
            "Saving the hours",
            _ -> {
              Durable.replace(picked, csv);
              return picked;
            })
        .kept()
        .onSuccess(file -> notices.accept(Notice.success("The hours are saved", file.toString())))
        .onFailure(e ->
            notices.accept(
                Notice.warning("The hours could not be saved", String.valueOf(e.getMessage()))))
        .startOn(tasks);
  }
}
