package dev.handloom.preview.tiny;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.example.DrawnEpisode;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.TrainingEpisodes;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.local.PackTrial;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.pack.ManifestFile;
import dev.handloom.preview.pack.PackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small model learns a small world: a square that goes where the body says.
class TinyTrainTest {
  private static final long SEED = 3;

  @TempDir Path folder;

  private static TrainingSet world(int episodes) {
    List<EpisodeRows> rows = new ArrayList<>();
    for (int i = 0; i < episodes; i++) {
      rows.add(DrawnEpisode.of(i, 1.3 * i));
    }
    return new TrainingSet(DrawnEpisode.wants(), rows, List.of(), "0".repeat(64));
  }

  private static TrainPlan plan(int steps, int threads) {
    return new TrainPlan(steps, Double.POSITIVE_INFINITY, SEED, threads);
  }

  /// Ends after so many steps.
  private static final class Watch implements Trainer.Watcher {
    private final int most;
    private int steps;
    private double first;
    private double last;

    Watch(int most) {
      this.most = most;
    }

    @Override
    public void step(int step, double share, double secondsLeft, double loss) {
      first = steps == 0 ? loss : first;
      last = loss;
      steps++;
    }

    @Override
    public void look(Look look) {}

    @Override
    public boolean ended() {
      return steps >= most;
    }
  }

  private static byte[] learnt(Trainer trainer) throws IOException, InterruptedException {
    assertEquals(Trainer.End.DONE, trainer.run(new Watch(Integer.MAX_VALUE)));
    return TinyGraph.write(trainer.net(), "test", "1");
  }

  @Test
  void dreamsWhatMovesOfEpisodesItNeverSaw() throws IOException, InterruptedException {
    Lessons lessons = new Lessons(world(6), SEED);
    assertEquals(1, lessons.judging().episodes().size());
    Trainer trainer = new Trainer(lessons, plan(40, 2), null);
    Watch watch = new Watch(Integer.MAX_VALUE);
    Trainer.End end = trainer.run(watch);
    Trained trained = trainer.trained(end);
    assertTrue(watch.last < 0.8 * watch.first, "loss from " + watch.first + " to " + watch.last);
    assertTrue(trained.scores().dreams(), "seed " + SEED + ": " + trained.scores());
    assertTrue(trained.verdict().getFirst().contains("better than the last picture"));
  }

  @Test
  void theSameSeedLearnsTheSameOnOneThreadAsOnTwoAndAfterAnInterruption()
      throws IOException, InterruptedException {
    Lessons lessons = new Lessons(world(3), SEED);
    byte[] one = learnt(new Trainer(lessons, plan(6, 1), null));
    byte[] two = learnt(new Trainer(lessons, plan(6, 2), null));
    assertArrayEquals(one, two);

    Checkpoint checkpoint = new Checkpoint(folder, "this");
    Trainer cut = new Trainer(lessons, plan(6, 2), checkpoint);
    assertEquals(Trainer.End.INTERRUPTED, cut.run(new Watch(3)));
    Trainer again = new Trainer(lessons, plan(6, 2), checkpoint);
    assertEquals(3, again.begunAt());
    assertArrayEquals(one, learnt(again));

    byte[] other =
        learnt(new Trainer(lessons, new TrainPlan(6, Double.POSITIVE_INFINITY, 4, 2), null));
    assertFalse(java.util.Arrays.equals(one, other));
  }

  @Test
  void aCheckpointThatIsDamagedOrOfAnotherTrainingIsNotGoneOnFrom()
      throws IOException, InterruptedException {
    Lessons lessons = new Lessons(world(3), SEED);
    Checkpoint checkpoint = new Checkpoint(folder, "this");
    new Trainer(lessons, plan(9, 1), checkpoint).run(new Watch(2));
    assertEquals(2, new Trainer(lessons, plan(9, 1), checkpoint).begunAt());
    assertEquals(0, new Trainer(lessons, plan(9, 1), new Checkpoint(folder, "that")).begunAt());
    Path file = folder.resolve(Checkpoint.FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    assertEquals(0, new Trainer(lessons, plan(9, 1), checkpoint).begunAt());
    Files.write(file, java.util.Arrays.copyOf(bytes, 20));
    assertEquals(0, new Trainer(lessons, plan(9, 1), checkpoint).begunAt());
  }

  @Test
  void thePackComputesElsewhereWhatItComputedHere()
      throws IOException, InterruptedException, PackException {
    Trainer trainer = new Trainer(new Lessons(world(3), SEED), plan(3, 2), null);
    Trained trained = trainer.trained(trainer.run(new Watch(Integer.MAX_VALUE)));
    TinyPack.write(trained, new TinyPack.Label("Tiny", "1", "test", "none"), folder);
    PackTrial trial = new PackTrial(new Compute(Compute.Where.CPU, 1), null);
    trial.run(folder, ManifestFile.read(folder));
    PackTrial.Passed passed = Objects.requireNonNull(trial.passed());
    assertTrue(passed.imagines());
    assertTrue(passed.worst().size() < 1e-5, "off by " + passed.worst());
    assertNotEquals(0, passed.worst().samples());
    assertEquals(
        trained.lessons().known().stream()
            .map(rows -> rows.episode().text())
            .collect(Collectors.toSet()),
        TrainingEpisodes.read(folder).orElseThrow());
    asksWithThePast(trained);
    String card = Files.readString(folder.resolve(TinyPack.CARD));
    assertTrue(card.contains(trained.verdict().getFirst()), card);
    Trained blind =
        new Trained(
            trained.lessons(),
            trained.plan(),
            trained.net(),
            trained.end(),
            trained.looks(),
            worthless(trained.scores()),
            trained.nearest(),
            trained.minutes());
    assertTrue(blind.verdict().getFirst().startsWith("This model does not dream yet"));
    assertTrue(blind.verdict().getLast().contains("no better than standing still"));
  }

  /// What the body did before now is part of the question.
  private void asksWithThePast(Trained trained) throws IOException, PackException {
    EpisodeRows rows = trained.lessons().judging().episodes().getFirst();
    Observation whole = rows.observation(rows.usable()[5]);
    try (LocalModel model =
        LocalModel.open(
            folder,
            ManifestFile.read(folder),
            new Compute(Compute.Where.CPU, 1),
            System::nanoTime)) {
      float[][] plan = model.ask(whole).actions();
      Map<String, List<float[]>> still = Map.of("state", List.of(rows.state(rows.usable()[5])));
      Observation resting = new Observation(1, whole.pictures(), whole.state(), still, "", "");
      assertFalse(java.util.Arrays.deepEquals(plan, model.ask(resting).actions()));
      Observation without = new Observation(1, whole.pictures(), whole.state(), "", "");
      assertEquals(
          "The model is told how the body was at 1 moment before now, and there are 0",
          assertThrows(ModelException.class, () -> model.ask(without)).getMessage());
    } catch (ModelException e) {
      throw new AssertionError(e);
    }
  }

  /// A dream that is worse than the last picture at a single horizon, a plan that is worse than
  /// none.
  private static Scores worthless(Scores of) {
    double[] skill = {0.4, 0.3, -0.01, 0.2};
    return new Scores(
        of.standStill(),
        of.standStill(),
        skill,
        of.skillTold(),
        of.skillAll(),
        of.stateError(),
        of.stateStill(),
        of.moving(),
        of.examples());
  }

  @Test
  void whatChoosesAndWhatJudgesAreOtherEpisodesThanWhatIsLearnt() throws IOException {
    Lessons lessons = new Lessons(world(10), SEED);
    Set<String> all = new TreeSet<>();
    for (Lessons.Part part : List.of(lessons.learnt(), lessons.choosing(), lessons.judging())) {
      assertTrue(part.size() > 0);
      part.episodes().forEach(rows -> assertTrue(all.add(rows.episode().text())));
    }
    assertEquals(10, all.size());
    assertEquals(2, lessons.judging().episodes().size());
    assertEquals(
        lessons.learnt().episodes().size() + lessons.choosing().episodes().size(),
        lessons.known().size());
  }

  @Test
  void ofTwoEpisodesNoneChoosesAndTheLastWeightsAreKept() throws IOException, InterruptedException {
    Lessons lessons = new Lessons(world(2), SEED);
    assertEquals(0, lessons.choosing().size());
    Trainer trainer = new Trainer(lessons, plan(4, 1), null);
    assertEquals(Trainer.End.DONE, trainer.run(new Watch(Integer.MAX_VALUE)));
  }

  @Test
  void picturesAreShownAFewPixelsOffAndTheirFutureAsMuch() throws IOException {
    Lessons lessons = new Lessons(world(3), SEED);
    Lesson plain = lessons.lesson(lessons.learnt(), 20);
    Lesson off = lessons.learnt(20, new java.util.Random(2));
    assertFalse(java.util.Arrays.equals(plain.seen()[1], off.seen()[1]), "seed 2");
    int found = -1;
    int side = DrawnEpisode.SIDE;
    for (int shift = -3 * side - 3; shift <= 3 * side + 3; shift++) {
      if (like(plain.seen()[1], off.seen()[1], shift)
          && like(plain.future()[3], off.future()[3], shift)) {
        found = shift;
      }
    }
    assertNotEquals(-1, found, "no one shift explains the picture and its future");
    assertArrayEquals(plain.chunk(), off.chunk());
  }

  /// Whether the middle of a picture is another one's, so many pixels on.
  private static boolean like(byte[] one, byte[] other, int shift) {
    int side = DrawnEpisode.SIDE;
    for (int y = 5; y < side - 5; y++) {
      for (int x = 5; x < side - 5; x++) {
        if (one[3 * (y * side + x + shift)] != other[3 * (y * side + x)]) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void oneEpisodeIsTooFew() {
    TrainException refused = assertThrows(TrainException.class, () -> new Lessons(world(1), SEED));
    assertTrue(String.valueOf(refused.getMessage()).contains("at least one more"));
  }

  @Test
  void newsComeAcrossAsTheyWereSaid() {
    TrainNews step = TrainNews.step(3, 10, 0.3, Double.NaN, 1.5);
    assertEquals(step, TrainNews.read(step.line()));
    assertEquals(null, TrainNews.read("WARNING: something"));
    assertEquals(null, TrainNews.read("{half"));
  }
}
