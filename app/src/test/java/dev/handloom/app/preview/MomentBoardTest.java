package dev.handloom.app.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.theme.Theme;
import dev.handloom.device.hand.HandSide;
import dev.handloom.preview.session.PreviewMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class MomentBoardTest {
  private volatile @Nullable PreviewMoment moment = SampleMoments.running();
  private final List<PreviewMoment> collected = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private MomentBoard board;

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    board =
        new MomentBoard(
            () -> moment,
            new MomentBoard.Origin(_ -> Optional.empty(), _ -> HandSide.LEFT, null, null),
            collected::add);
    board.callCameras(name -> name.startsWith("head") ? "Head camera" : "Wrist camera");
    stage.setScene(new Scene(board, 900, 600));
    stage.show();
  }

  @Test
  void theKeysChooseAPictureAndItsScoresAreSaid(FxRobot robot) throws Exception {
    until("it is drawn", "preview.state", "Running");
    robot.interact(board::focusFilm);
    robot.push(KeyCode.RIGHT);
    assertTrue(
        words("preview.cell").startsWith("Head camera, +0.27 s: right."), words("preview.cell"));
    robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT).push(KeyCode.RIGHT);
    assertEquals("Head camera, +1.07 s: to come.", words("preview.cell"));
  }

  @Test
  void aLateAnswerIsSaidAndAFlaggedMomentOffersMoreTakes(FxRobot robot) throws Exception {
    until("it is drawn", "preview.state", "Running");
    PreviewMoment late = later(SampleMoments.stale(), 5);
    moment = late;
    until("it is said", "preview.state", "Answers come too late");
    assertEquals("It does not know this", words("preview.readingTitle"));
    Button more =
        robot.lookup(node -> "preview.collect".equals(node.getId())).queryAs(Button.class);
    assertFalse(more.isDisabled());
    robot.interact(more::fire);
    assertEquals(1, collected.size());
    assertEquals(late.count(), collected.getFirst().count());
  }

  @Test
  void whatTheServerSaidIsShownInItsOwnWords(FxRobot robot) throws Exception {
    moment = later(SampleMoments.away(), 9);
    until("it is said", "preview.state", "Not reachable");
    assertEquals("The model says: RuntimeError: CUDA out of memory", words("preview.reason"));
    Node more = robot.lookup(node -> "preview.said".equals(node.getId())).query();
    assertTrue(more.isVisible(), "the whole of it can be read");
  }

  private static PreviewMoment later(PreviewMoment of, long count) {
    return new PreviewMoment(
        count,
        of.state(),
        of.reason(),
        of.said(),
        of.model(),
        of.playhead(),
        of.shown(),
        of.latest(),
        of.stale(),
        of.earlier(),
        of.dreams(),
        of.watched(),
        of.past(),
        of.traces(),
        of.trust(),
        of.reading(),
        of.bands(),
        of.timing());
  }

  private void until(String what, String id, String words) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> words(id).equals(words));
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(words, words(id), what);
  }

  private String words(String id) {
    for (Node each : board.lookupAll(".label")) {
      if (id.equals(each.getId()) && each instanceof Label label) {
        return ((Labeled) label).getText();
      }
    }
    return "";
  }
}
