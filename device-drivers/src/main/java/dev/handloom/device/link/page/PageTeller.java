package dev.handloom.device.link.page;

import dev.handloom.device.clock.StudioClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Tells the clients of a page how the take goes, shows them pictures, and lets go who takes
/// nothing any more.
final class PageTeller {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Logger LOG = LoggerFactory.getLogger(PageTeller.class);

  private static final long LOOK_NANOS = 100_000_000L;
  private static final long TELL_NANOS = 1_000_000_000L;
  private static final long PICTURE_NANOS = 200_000_000L;

  private final PageServer server;
  private final Thread thread;
  private volatile boolean wanted = true;
  private byte[] told = new byte[0];
  private long toldNanos;
  private long pictureNanos;

  PageTeller(PageServer server) {
    this.server = server;
    thread =
        Thread.ofPlatform().name("tell page " + server.port()).daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void end() {
    wanted = false;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (wanted) {
      long now = StudioClock.now();
      try {
        look(now);
      } catch (RuntimeException e) {
        // What the room says must not end the page.
        LOG.error("The headset's page cannot show the take", e);
      }
      if (server.forgotten(now)) {
        server.close();
        return;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  private void look(long now) {
    boolean anybody = false;
    for (PageClient client : server.clients()) {
      Outbox out = client.outbox();
      anybody |= client.role() != null;
      if (out != null && out.stuckNanos(now) > PageServer.STUCK_NANOS) {
        LOG.warn("{} takes nothing any more and is let go", client.name());
        client.cut();
      }
    }
    if (!anybody) {
      return;
    }
    byte[] state = state();
    if (!java.util.Arrays.equals(state, told) || now - toldNanos > TELL_NANOS) {
      told = state;
      toldNanos = now;
      each(out -> out.state(state));
    }
    if (now - pictureNanos > PICTURE_NANOS) {
      byte[] picture = server.room().picture();
      if (picture != null) {
        pictureNanos = now;
        each(out -> out.picture(picture));
      }
    }
  }

  private void each(java.util.function.Consumer<Outbox> what) {
    for (PageClient client : server.clients()) {
      Outbox out = client.outbox();
      if (out != null && client.role() != null) {
        what.accept(out);
      }
    }
  }

  private byte[] state() {
    PageRoom.Sight sight = server.room().sight();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("kind", "state");
    said.put("phase", sight.phase());
    said.put("words", sight.words());
    said.put("task", sight.task());
    said.put("elapsed", sight.elapsed());
    said.put("alarm", sight.alarm());
    said.put("start", sight.mayStart());
    said.put("stop", sight.mayStop());
    said.put("redo", sight.mayRedo());
    said.put("listened", server.listenedTo());
    said.put("seat", server.seated());
    return JSON.writeValueAsBytes(said);
  }
}
