package dev.handloom.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {

  private final List<String> heard = new ArrayList<>();

  @Test
  void successBringsTheResultAndThenTheEnd() {
    BackgroundTask<Integer> task =
        BackgroundTask.of(
            "Count",
            progress -> {
              progress.report(1, 2);
              progress.say("half");
              return 42;
            });
    task.onSuccess(value -> heard.add("got " + value)).whenFinished(() -> heard.add("end"));
    task.startOn(TaskRunner.direct());
    assertEquals(List.of("got 42", "end"), heard);
    assertEquals(BackgroundTask.State.SUCCEEDED, task.stateProperty().get());
    assertEquals(0.5, task.fractionProperty().get());
    assertEquals("half", task.stepProperty().get());
  }

  @Test
  void failureIsHeard() {
    BackgroundTask.of(
            "Fail",
            _ -> {
              throw new IOException("no disk");
            })
        .onFailure(error -> heard.add(String.valueOf(error.getMessage())))
        .startOn(TaskRunner.direct());
    assertEquals(List.of("no disk"), heard);
  }

  @Test
  void cancellingEndsAWait() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    BackgroundTask<String> task =
        BackgroundTask.of(
            "Wait",
            _ -> {
              waiting.countDown();
              new CountDownLatch(1).await();
              return "";
            });
    task.onCancelled(() -> heard.add("cancelled"));
    Thread[] worker = new Thread[1];
    task.startOn(started -> {
      worker[0] = new Thread(() -> started.perform(Runnable::run), "test-task");
      worker[0].start();
    });
    assertTrue(waiting.await(60, TimeUnit.SECONDS));
    task.cancel();
    worker[0].join(60_000);
    assertEquals(List.of("cancelled"), heard);
    assertEquals(BackgroundTask.State.CANCELLED, task.stateProperty().get());
  }

  @Test
  void aTaskCancelledBeforeItBeganDoesNothing() {
    BackgroundTask<String> task =
        BackgroundTask.of(
            "Never",
            _ -> {
              heard.add("ran");
              return "";
            });
    task.onCancelled(() -> heard.add("cancelled")).cancel();
    task.startOn(TaskRunner.direct());
    assertEquals(List.of("cancelled"), heard);
  }

  @Test
  void aTaskStartsOnce() {
    BackgroundTask<String> task = BackgroundTask.of("Once", _ -> "");
    task.startOn(TaskRunner.direct());
    assertThrows(IllegalStateException.class, () -> task.startOn(TaskRunner.direct()));
  }
}
