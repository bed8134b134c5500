package dev.handloom.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private enum Lamp {
    OFF,
    ON,
    BROKEN
  }

  private final Lifecycle<Lamp> lamp = new Lifecycle<>(Lamp.OFF);

  @Test
  void aStepFromAnotherStateIsRefused() {
    assertFalse(lamp.transition(Lamp.ON, Lamp.BROKEN));
    assertTrue(lamp.transition(Lamp.OFF, Lamp.ON));
    assertEquals(Lamp.ON, lamp.get());
  }

  @Test
  void listenersHearEachChangeOnce() {
    List<Lamp> heard = new CopyOnWriteArrayList<>();
    lamp.listen(heard::add);
    lamp.enter(Lamp.ON);
    lamp.enter(Lamp.ON);
    lamp.transition(Lamp.ON, Lamp.BROKEN);
    assertEquals(List.of(Lamp.ON, Lamp.BROKEN), heard);
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromTheChange() {
    List<Lamp> heard = new CopyOnWriteArrayList<>();
    lamp.listen(_ -> {
      throw new IllegalStateException("on purpose");
    });
    lamp.listen(heard::add);
    assertTrue(lamp.enter(Lamp.ON));
    assertEquals(List.of(Lamp.ON), heard);
  }

  @Test
  void waitingEndsWithTheStateOrWithTheTime() throws InterruptedException {
    assertFalse(lamp.await(Lamp.ON::equals, Duration.ofMillis(1)));
    Thread other = Thread.ofPlatform().start(() -> lamp.enter(Lamp.ON));
    assertTrue(lamp.await(Lamp.ON::equals, Duration.ofSeconds(60)));
    other.join();
  }

  @Test
  void ofManyWhoTryOneMakesTheStep() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      crowd.add(Thread.ofPlatform().start(() -> tryOnce(go, made)));
    }
    go.countDown();
    for (Thread one : crowd) {
      one.join();
    }
    assertEquals(1, made.get());
  }

  private void tryOnce(CountDownLatch go, AtomicInteger made) {
    try {
      go.await();
      if (lamp.transition(Lamp.OFF, Lamp.ON)) {
        made.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
