package dev.handloom.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PulseTest {

  private final Pulse pulse = new Pulse();
  private final AtomicInteger beats = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // Controls need the toolkit: not before start.
  private StackPane root;

  @Start
  void start(Stage stage) {
    root = new StackPane();
    stage.setScene(new Scene(root, 200, 200));
    stage.show();
  }

  @Test
  void onlyWhatIsShownIsCalled(FxRobot robot) {
    robot.interact(() -> {
      Region node = new Region();
      StackPane parent = new StackPane(node);
      pulse.whileShown(node, _ -> beats.incrementAndGet());
      pulse.beat(1);
      assertEquals(0, beats.get(), "in no window");
      root.getChildren().add(parent);
      pulse.beat(2);
      assertEquals(1, beats.get());
      parent.setVisible(false);
      pulse.beat(3);
      assertEquals(1, beats.get(), "hidden with its parent");
    });
  }

  @Test
  void aNodeThatIsTakenAwayIsLetGo(FxRobot robot) {
    robot.interact(() -> {
      Region node = new Region();
      root.getChildren().add(node);
      Subscription subscription = pulse.whileShown(node, _ -> {});
      assertEquals(1, pulse.listenerCount());
      root.getChildren().remove(node);
      assertEquals(0, pulse.listenerCount());
      root.getChildren().add(node);
      assertEquals(1, pulse.listenerCount());
      subscription.unsubscribe();
      assertEquals(0, pulse.listenerCount());
    });
  }

  @Test
  void aBrokenListenerIsReportedOnceAndTheOthersGoOn(FxRobot robot) {
    AtomicInteger reported = new AtomicInteger();
    robot.interact(() -> {
      Thread thread = Thread.currentThread();
      Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
      thread.setUncaughtExceptionHandler((_, _) -> reported.incrementAndGet());
      pulse.whileShown(
          root,
          _ -> {
            throw new IllegalStateException("broken");
          });
      Subscription other = pulse.whileShown(root, _ -> beats.incrementAndGet());
      pulse.beat(1);
      pulse.beat(2);
      // The pulses of the window itself must not count.
      other.unsubscribe();
      thread.setUncaughtExceptionHandler(before);
    });
    assertEquals(1, reported.get());
    assertEquals(2, beats.get());
  }
}
