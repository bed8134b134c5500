package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.FiguresFile;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.export.RowVideo;
import dev.handloom.store.export.lerobot.Feature;
import dev.handloom.store.export.poses.KeypointColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.Packing;
import dev.handloom.store.parquet.ParquetWriter;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import dev.handloom.store.video.EvenVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a dataset as LeRobot's v2.1 has it.
final class LeRobotTwo implements DatasetWriter {
  private static final int COLOURS = 3;

  private final Path folder;
  private final DatasetPlan plan;
  private final Flavour flavour;
  private final EvenVideo.Coding coding;
  private final String embodiment;
  private final List<Column> columns;
  private final List<Feature> videos;
  private final List<Slice> states;
  private final List<Slice> actions;
  private final List<RelativeFigures> relative = new ArrayList<>();
  private final Map<Feature, List<ColumnFigures>> figures = new LinkedHashMap<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<Map<String, Object>> episodes = new ArrayList<>();
  private final List<Map<String, Object>> episodeFigures = new ArrayList<>();
  private final List<Integer> failed = new ArrayList<>();
  private long rows;

  LeRobotTwo(
      Path folder,
      DatasetPlan plan,
      Flavour flavour,
      EvenVideo.Coding coding,
      String embodiment,
      List<KeypointColumn> keypoints)
      throws IOException {
    this.folder = folder;
    this.plan = plan;
    this.flavour = flavour;
    this.coding = coding;
    this.embodiment = embodiment;
    columns = Column.all(plan, flavour, keypoints);
    videos = Column.videos(plan, coding.id(), fps());
    states = Slice.state(plan);
    actions = Slice.action(plan);
    for (Slice action : actions) {
      states.stream()
          .filter(state -> state.name().equals(action.name()))
          .forEach(state -> relative.add(new RelativeFigures(state, action)));
    }
    columns.forEach(column -> figures.put(column.feature(), counters(column.feature())));
    videos.forEach(
        video -> figures.put(video, Stream.generate(ColumnFigures::new).limit(COLOURS).toList()));
    Durable.makeFolders(folder.resolve("meta"));
  }

  private static List<ColumnFigures> counters(Feature feature) {
    return Stream.generate(ColumnFigures::new)
        .limit(feature.counts() ? feature.width() : 0)
        .toList();
  }

  private Object fps() {
    return plan.rate().seconds() == 1 ? (Object) plan.rate().pictures() : plan.rate().hz();
  }

  private static Path video(PreparedEpisode episode, int view) {
    return episode.scratch().resolve("view-" + view + ".mp4");
  }

  private static Path colours(PreparedEpisode episode, int view) {
    return episode.scratch().resolve("view-" + view + ".figures");
  }

  @Override
  public void prepare(PreparedEpisode episode, Steps steps) throws IOException {
    for (int view = 0; view < plan.views().size(); view++) {
      FiguresFile.write(
          colours(episode, view),
          RowVideo.encode(
              episode.rows(),
              view,
              plan.views().get(view),
              plan.rate(),
              coding,
              video(episode, view),
              steps));
    }
    if (plan.views().isEmpty()) {
      steps.add(episode.rows().rows());
    }
  }

  @Override
  public void add(PreparedEpisode episode) throws IOException {
    EpisodeText text = EpisodeText.of(episode, rows, tasks);
    Map<String, Object> own = new LinkedHashMap<>();
    table(episode, text)
        .forEach((feature, counted) -> {
          if (feature.counts()) {
            own.put(feature.key(), TwoPapers.figures(feature, counted, episode.rows().rows()));
          }
        });
    for (int view = 0; view < videos.size(); view++) {
      Feature feature = videos.get(view);
      List<ColumnFigures> colours = FiguresFile.read(colours(episode, view));
      own.put(feature.key(), TwoPapers.figures(feature, colours, colours.getFirst().count()));
      merge(feature, colours);
      Path into = place("videos", feature.key() + "/", episode.number(), "mp4");
      link(video(episode, view), into);
    }
    if (flavour == Flavour.DREAMZERO) {
      relative.forEach(each -> each.add(episode.rows()));
    }
    rows += episode.rows().rows();
    episodes.add(line(episode, text));
    episodeFigures.add(TwoPapers.ordered("episode_index", episode.number(), "stats", own));
    if (episode.review().verdict() == Verdict.FAIL) {
      failed.add(episode.number());
    }
  }

  private Map<Feature, List<ColumnFigures>> table(PreparedEpisode episode, EpisodeText text)
      throws IOException {
    DatasetEpisode source = episode.rows();
    Map<Feature, List<ColumnFigures>> counted = new LinkedHashMap<>();
    columns.forEach(column -> counted.put(column.feature(), counters(column.feature())));
    Node shape = Node.table(columns.stream().map(column -> column.feature().node()).toList());
    Path file = place("data", "", episode.number(), "parquet");
    try (ParquetWriter out =
        new ParquetWriter(Files.newOutputStream(file), shape, Packing.SNAPPY)) {
      @Nullable Object[] cells = new Object[columns.size()];
      for (int row = 0; row < source.rows(); row++) {
        for (int c = 0; c < cells.length; c++) {
          Column column = columns.get(c);
          Object cell = column.filling().cell(text, source, row);
          count(cell, counted.getOrDefault(column.feature(), List.of()));
          cells[c] =
              column.feature().width() == 1 && cell instanceof float[] one ? (Object) one[0] : cell;
        }
        out.row(cells);
      }
    }
    counted.forEach(this::merge);
    return counted;
  }

  private void merge(Feature feature, List<ColumnFigures> own) {
    List<ColumnFigures> all = figures.getOrDefault(feature, List.of());
    for (int i = 0; i < all.size(); i++) {
      all.get(i).add(own.get(i));
    }
  }

  private static void count(Object cell, List<ColumnFigures> counters) {
    if (cell instanceof float[] many) {
      for (int i = 0; i < many.length; i++) {
        counters.get(i).add(many[i]);
      }
    } else if (cell instanceof Number one) {
      counters.getFirst().add(one.doubleValue());
    }
  }

  /// @param within the folder of the thousand, with a slash at its end; may be empty
  private Path place(String what, String within, int episode, String suffix) throws IOException {
    Path file =
        folder.resolve(
            String.format(
                Locale.ROOT,
                "%s/chunk-%03d/%sepisode_%06d.%s",
                what,
                episode / TwoPapers.EPISODES_A_FOLDER,
                within,
                episode,
                suffix));
    Path parent = file.getParent();
    Durable.makeFolders(parent == null ? folder : parent);
    return file;
  }

  /// The scratch file stays until the end, for a run that is interrupted begins to add anew.
  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | IOException e) {
      // Not on every disk.
      Files.deleteIfExists(to);
      Files.copy(from, to);
    }
  }

  private Map<String, Object> line(PreparedEpisode episode, EpisodeText text) {
    Review review = episode.review();
    Map<String, Object> line =
        TwoPapers.ordered(
            "episode_index",
            episode.number(),
            "tasks",
            List.of(episode.task()),
            "length",
            episode.rows().rows());
    if (!text.stretches().isEmpty()) {
      line.put(
          "sub_tasks",
          text.stretches().stream()
              .map(each ->
                  TwoPapers.ordered(
                      "start", each.from(), "end", each.to(), "text", tasks.get(each.said())))
              .toList());
    }
    if (review.verdict() != Verdict.NONE) {
      line.put("verdict", review.verdict().name().toLowerCase(Locale.ROOT));
    }
    if (!review.tags().isEmpty()) {
      line.put("tags", review.tags());
    }
    return line;
  }

  @Override
  public void finish(DatasetFacts facts) throws IOException {
    TwoPapers papers = new TwoPapers(folder, plan, flavour);
    papers.tasks(tasks);
    papers.episodes(episodes);
    papers.episodeFigures(episodeFigures);
    if (flavour.sliced()) {
      papers.modality(states, actions);
      papers.figures(figures);
    }
    if (flavour == Flavour.DREAMZERO) {
      papers.relative(relative);
      papers.embodiment(embodiment);
    }
    List<Feature> all =
        Stream.concat(columns.stream().map(Column::feature), videos.stream()).toList();
    papers.info(fps(), episodes.size(), rows, tasks.size(), facts.rig(), all, failed);
  }

  @Override
  public void close() {
    // Every file was closed when it was written.
  }
}
