package dev.handloom.preview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.example.DrawnEpisode;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.store.episode.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class PreviewSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EpisodeRows rows = DrawnEpisode.of(1, 0);
  private final NearestEpisode nearest =
      new NearestEpisode(DrawnEpisode.wants(), List.of(rows, DrawnEpisode.of(2, 0.4)));
  private final Playback playback = new Playback();

  private PreviewSession start(Model model) {
    return PreviewSession.start(
        new AskedModel(model, "Tried", DrawnEpisode.wants(), "1", "abcdef012345", "CPU", true),
        new EpisodeSource(new Bundle(Path.of("nowhere")), rows, playback),
        PreviewOptions.plain("Go to and fro"));
  }

  /// Waits for a moment, however the threads run.
  private static PreviewMoment when(PreviewSession session, Predicate<PreviewMoment> wanted)
      throws Exception {
    CompletableFuture<PreviewMoment> found = new CompletableFuture<>();
    session.listen(moment -> {
      if (wanted.test(moment)) {
        found.complete(moment);
      }
    });
    return found.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static boolean answeredAt(PreviewMoment moment, long nanos) {
    PlacedPlan latest = moment.latest();
    return latest != null && latest.prediction().capturedNanos() == nanos;
  }

  @Test
  void anAnswerStandsAtTheTimeOfItsObservationAndIsJudgedByWhatCame() throws Exception {
    long at = rows.grid().nanos(20);
    playback.seek(at);
    try (PreviewSession session = start(nearest)) {
      PreviewMoment moment =
          when(
              session,
              m ->
                  answeredAt(m, at)
                      && m.dreams() != null
                      && m.dreams().settled()
                      && m.watched() != null
                      && m.watched().cells().stream().allMatch(c -> c.motion() != null));
      assertEquals(PreviewState.RUNNING, moment.state());
      PlacedPlan plan = moment.latest();
      assertNotNull(plan);
      // It knows this episode: everything comes true.
      assertEquals(16, plan.stepsCome());
      assertEquals(0, plan.off()[0], 1e-5);
      assertEquals(0, plan.offSpreads(), 1e-5);
      assertEquals(0, plan.forecastOff()[1], 1e-5);
      DreamStrip dreams = moment.watched();
      assertNotNull(dreams);
      assertEquals(4, dreams.cells().size());
      for (DreamCell cell : dreams.cells()) {
        assertNotNull(cell.picture());
        assertEquals(1, cell.picture().movingSkill(), 1e-9);
      }
      ChannelTrace trace = moment.traces().getFirst();
      assertEquals("arm/joints.x", trace.name());
      assertEquals(0, trace.column());
      assertEquals(rows.state(20, 0), trace.values()[60], 1e-5);
      assertEquals(rows.state(24, 0), trace.values()[64], 1e-3);
      assertEquals(Trust.values().length - 1, moment.trust().size(), "all but the agreement");
      assertTrue(moment.trust().stream().noneMatch(TrustReading::calibrated));
      assertNull(moment.reading(), "nothing is claimed of what is not calibrated");
      assertEquals("abcdef012345", session.digest());
      assertEquals("abcdef012345", Objects.requireNonNull(moment.model()).digest());
    }
  }

  @Test
  void whereOneLooksIsWhatIsAsked() throws Exception {
    try (PreviewSession session = start(nearest)) {
      when(session, m -> m.state() == PreviewState.WAITING && m.reason().contains("only begun"));
      for (int row : new int[] {30, 50, 10}) {
        playback.seek(rows.grid().nanos(row));
        PreviewMoment moment = when(session, m -> answeredAt(m, rows.grid().nanos(row)));
        assertEquals(rows.grid().nanos(row), moment.playhead().atNanos());
      }
      playback.play(4);
      PreviewMoment later =
          when(
              session,
              m ->
                  m.latest() != null
                      && m.latest().prediction().capturedNanos() > rows.grid().nanos(40)
                      && m.earlier().size() > 2);
      assertTrue(Double.isFinite(Objects.requireNonNull(later.latest()).overlap()));
    }
  }

  @Test
  void oneThatIsAwayIsTriedAgainAndOneThatRefusesOnlyWhenToldTo() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    playback.seek(rows.grid().nanos(20));
    Model wayward =
        new Wrapped(nearest) {
          @Override
          public Prediction ask(Observation observation) throws ModelException {
            return switch (asked.incrementAndGet()) {
              case 1 -> throw new ModelException(Kind.AWAY, "Nobody answers at host:8000");
              case 2 ->
                  throw ModelException.refused(
                      "Traceback:\n  File x\nKeyError: 'observation/image'");
              default -> super.ask(observation);
            };
          }
        };
    try (PreviewSession session = start(wayward)) {
      PreviewMoment away = when(session, m -> m.state() == PreviewState.AWAY);
      assertTrue(away.reason().startsWith("Nobody answers at host:8000"), away.reason());
      PreviewMoment refused = when(session, m -> m.state() == PreviewState.REFUSED);
      assertTrue(refused.reason().contains("KeyError"), refused.reason());
      assertTrue(refused.said().startsWith("Traceback"));
      assertEquals(2, asked.get());
      session.again();
      when(session, m -> answeredAt(m, rows.grid().nanos(20)));
      assertEquals(3, asked.get());
    }
  }

  @Test
  void ofSeveralThatWaitTheNewestAloneIsAsked() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    playback.seek(rows.grid().nanos(20));
    Model slow =
        new Wrapped(nearest) {
          @Override
          public Prediction ask(Observation observation) throws ModelException {
            asked.incrementAndGet();
            inside.countDown();
            try {
              hold.await();
            } catch (InterruptedException e) {
              throw new ModelException(Kind.CLOSED, "Closed");
            }
            return super.ask(observation);
          }
        };
    try (PreviewSession session = start(slow)) {
      assertTrue(inside.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      for (int row : new int[] {30, 40, 50}) {
        playback.seek(rows.grid().nanos(row));
        when(
            session, m -> m.shown() != null && m.shown().capturedNanos() == rows.grid().nanos(row));
      }
      assertEquals(1, asked.get());
      hold.countDown();
      PreviewMoment moment = when(session, m -> answeredAt(m, rows.grid().nanos(50)));
      assertEquals(2, asked.get());
      assertEquals(3, moment.timing().missed());
      assertEquals(2, moment.timing().answered());
    }
  }

  @Test
  void otherActionsAreImagined() throws Exception {
    playback.seek(rows.grid().nanos(20));
    try (PreviewSession session = start(nearest)) {
      when(session, m -> answeredAt(m, rows.grid().nanos(20)));
      float[][] actions = rows.chunk(20);
      Prediction imagined = session.imagine(actions).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertEquals(rows.grid().nanos(20), imagined.capturedNanos());
      assertEquals(4, imagined.dreams().size());
    }
  }

  @Test
  void itEndsWhileTheModelIsAsked() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    playback.seek(rows.grid().nanos(20));
    CountDownLatch closed = new CountDownLatch(1);
    Model stuck =
        new Wrapped(nearest) {
          @Override
          public Prediction ask(Observation observation) throws ModelException {
            inside.countDown();
            try {
              closed.await();
            } catch (InterruptedException e) {
              // Ended all the same.
            }
            throw new ModelException(Kind.CLOSED, "Closed");
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    PreviewSession session = start(stuck);
    assertTrue(inside.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    session.close();
    assertTrue(session.awaitEnd(PATIENCE.toMillis()));
    assertEquals(PreviewState.CLOSED, session.moment().state());
  }

  /// A model that passes on what it is asked.
  private static class Wrapped implements Model {
    private final Model model;

    Wrapped(Model model) {
      this.model = model;
    }

    @Override
    public Papers papers() throws ModelException {
      return new Papers("Wrapped", List.of(), List.of(), Double.NaN, List.of(0), false, Map.of());
    }

    @Override
    public Prediction ask(Observation observation) throws ModelException {
      return model.ask(observation);
    }

    @Override
    public void forget() throws ModelException {
      model.forget();
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
