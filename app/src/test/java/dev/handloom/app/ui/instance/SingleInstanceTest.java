package dev.handloom.app.ui.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {

  @TempDir Path folder;

  private final LinkedBlockingQueue<List<String>> heard = new LinkedBlockingQueue<>();

  private final AtomicInteger waits = new AtomicInteger();

  private void waits() {
    waits.incrementAndGet();
  }

  @Test
  void aSecondLaunchHandsOverItsArguments() throws Exception {
    try (SingleInstance _ = first()) {
      SingleInstance.Launch second =
          SingleInstance.start(
              folder, List.of("record", "Falte das Tuch ✋"), heard::add, this::waits);
      assertInstanceOf(SingleInstance.Launch.Forwarded.class, second);
      assertEquals(List.of("record", "Falte das Tuch ✋"), heard.poll(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void afterTheFirstHasEndedTheNextIsFirst() throws Exception {
    first().close();
    assertFalse(Files.exists(folder.resolve("studio.socket")));
    first().close();
  }

  @Test
  void aLaunchWaitsForAStudioThatIsBeingPutAway() throws Exception {
    SingleInstance before =
        assertInstanceOf(
                SingleInstance.Launch.First.class,
                SingleInstance.start(
                    folder, List.of(), _ -> !heard.add(List.of("leaving")), this::waits))
            .instance();
    FutureTask<SingleInstance.Launch> next =
        new FutureTask<>(
            () -> SingleInstance.start(folder, List.of("record"), heard::add, this::waits));
    Thread.ofVirtual().start(next);
    assertEquals(List.of("leaving"), heard.poll(60, TimeUnit.SECONDS));
    assertFalse(next.isDone());
    before.close();
    SingleInstance.Launch launch = next.get(60, TimeUnit.SECONDS);
    assertInstanceOf(SingleInstance.Launch.First.class, launch).instance().close();
    assertEquals(1, waits.get(), "told once");
  }

  @Test
  void aSocketLeftByACrashIsInNobodysWay() throws Exception {
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(folder.resolve("studio.socket")));
    }
    try (SingleInstance _ = first()) {
      assertInstanceOf(
          SingleInstance.Launch.Forwarded.class,
          SingleInstance.start(folder, List.of(), heard::add, this::waits));
    }
  }

  @Test
  void whereNoSocketCanBeTheStudioStartsAlone() throws IOException {
    Path file = Files.createFile(folder.resolve("no-folder"));
    assertInstanceOf(
        SingleInstance.Launch.Alone.class,
        SingleInstance.start(file, List.of(), heard::add, this::waits));
  }

  private SingleInstance first() {
    SingleInstance.Launch launch = SingleInstance.start(folder, List.of(), heard::add, this::waits);
    return assertInstanceOf(SingleInstance.Launch.First.class, launch).instance();
  }
}
