package dev.handloom.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class RunningTasksTest {
  private static final long MILLIS = 60_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final RunningTasks tasks = new RunningTasks();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch written = new CountDownLatch(1);

  @BeforeEach
  void fx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void whatIsBeingWrittenDownEndsAndWhatIsReadStops() throws Exception {
    FxThread.runAndWait(
        () -> {
          writing()
              .onSuccess(heard::add)
              .whenFinished(() -> task("next").startOn(tasks))
              .startOn(tasks);
          BackgroundTask.of(
                  "Read",
                  _ -> {
                    new CountDownLatch(1).await();
                    return "read";
                  })
              .onSuccess(heard::add)
              .onCancelled(() -> heard.add("stopped"))
              .startOn(tasks);
          tasks.leave();
        },
        MILLIS);
    long end = System.nanoTime() + LONG.toNanos();
    List<String> left = tasks.awaitEnd(Duration.ofMillis(300));
    while ((left.size() > 1 || heard.isEmpty()) && System.nanoTime() < end) {
      left = tasks.awaitEnd(Duration.ofMillis(300));
    }
    assertEquals(List.of("Write"), left);
    assertEquals(List.of("stopped"), heard);
    written.countDown();
    assertEquals(List.of(), tasks.awaitEnd(LONG));
    assertEquals(List.of("stopped", "written", "next"), heard);
  }

  @Test
  void whatIsOnlyReadDoesNotBeginAnyMoreOnceTheWindowIsClosed() throws Exception {
    FxThread.runAndWait(
        () -> {
          tasks.leave();
          BackgroundTask.of("Read", _ -> heard.add("read"))
              .onCancelled(() -> heard.add("never"))
              .startOn(tasks);
          task("kept").startOn(tasks);
        },
        MILLIS);
    assertEquals(List.of(), tasks.awaitEnd(LONG));
    assertEquals(List.of("kept", "never"), heard.stream().sorted().toList());
  }

  private BackgroundTask<String> writing() {
    return BackgroundTask.of(
            "Write",
            _ -> {
              written.await();
              return "written";
            })
        .kept();
  }

  private BackgroundTask<String> task(String says) {
    return BackgroundTask.of(says, _ -> says).kept().onSuccess(heard::add);
  }
}
