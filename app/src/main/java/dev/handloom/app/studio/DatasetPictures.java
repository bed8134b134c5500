package dev.handloom.app.studio;

import dev.handloom.app.desktop.AnsweredDesktop;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;

/// Pictures of datasets being made in the window, before, while it runs, done, refused, and coming
/// back as episodes.
final class DatasetPictures {
  private static final long FX_MILLIS = 20_000;
  private static final String OUTCOME = "library.export.outcome";

  private final Studio studio;

  DatasetPictures(Studio studio) {
    this.studio = studio;
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    Path folder = Files.createTempDirectory("handloom-datasets");
    fx(() -> {
      studio.answerWith(AnsweredDesktop.folder(() -> folder));
      studio.shell().open("library");
      Gallery.fire(studio, "library.tab.episodes");
      if (find("library.list") instanceof ListView<?> list) {
        list.getSelectionModel().selectRange(0, Math.min(2, list.getItems().size()));
      }
    });
    pictures.add(picture(out, "library-chosen", theme, size));
    fx(studio.actions().get("library.export.some")::run);
    fx(() -> format(1));
    Gallery.until("the effect is told", () -> !text("library.export.effect").isEmpty());
    pictures.add(picture(out, "library-export-before", theme, size));
    fx(() -> licence("mine alone"));
    pictures.add(picture(out, "library-export-mistake", theme, size));
    fx(() -> licence("cc-by-4.0"));
    start();
    Gallery.until("it runs", () -> !text("library.export.step").isEmpty());
    pictures.add(Gallery.now(studio, out, Gallery.name("library-export-runs", theme, size)));
    Gallery.until("it is done", () -> !text(OUTCOME).isEmpty());
    pictures.add(picture(out, "library-export-done", theme, size));
    start();
    Gallery.until("it is refused", () -> text(OUTCOME).startsWith("No dataset"));
    pictures.add(picture(out, "library-export-refused", theme, size));
    fx(() -> {
      format(0);
      licence("");
      Gallery.fire(studio, "library.export.by-search");
      Gallery.fire(studio, "library.tab.episodes");
    });
    Library library = Objects.requireNonNull(studio.library().store());
    Set<EpisodeId> recorded = ids(library);
    fx(() -> studio.answerWith(AnsweredDesktop.folder(() -> folder.resolve("dataset"))));
    for (String state : List.of("done", "again")) {
      fx(studio.actions().get("library.import")::run);
      fx(studio.actions().get("library.import.start")::run);
      Gallery.until("it is imported", () -> !text("library.import.outcome").isEmpty());
      pictures.add(picture(out, "library-import-" + state, theme, size));
    }
    Set<EpisodeId> imported = ids(library);
    imported.removeAll(recorded);
    for (EpisodeId id : imported) {
      library.trash(id);
    }
    library.erase(List.copyOf(imported));
    fx(() -> {
      studio.library().changed();
      Gallery.fire(studio, "library.tab.episodes");
    });
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    return pictures;
  }

  private static Set<EpisodeId> ids(Library library) throws IOException {
    return library.list().stream().map(EpisodeRow::id).collect(Collectors.toSet());
  }

  private void start() throws InterruptedException, TimeoutException {
    fx(studio.actions().get("library.export.start")::run);
  }

  private void format(int at) {
    if (find("library.export.format") instanceof ComboBox<?> box) {
      box.getSelectionModel().select(at);
    }
  }

  private void licence(String words) {
    if (find("library.export.licence") instanceof ComboBox<?> box) {
      box.getEditor().setText(words);
    }
    if (find("library.export.tags") instanceof TextField tags) {
      tags.setText("cups, pouring");
    }
  }

  private Node find(String id) {
    return studio.stage().getScene().getRoot().lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()))
        .findFirst()
        .orElseThrow();
  }

  /// Empty while there is no such label.
  private String text(String id) {
    return Gallery.ask(() ->
        studio.stage().getScene().getRoot().lookupAll("*").stream()
            .filter(each -> id.equals(each.getId()) && each instanceof Labeled)
            .map(each -> ((Labeled) each).getText())
            .findFirst()
            .orElse(""));
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
