package dev.handloom.device.openxr.host;

import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.openxr.XrReader;
import dev.handloom.device.openxr.XrSetup;
import dev.handloom.device.openxr.XrWire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.lwjgl.openxr.XrEventDataBuffer;
import tools.jackson.databind.json.JsonMapper;

/// `main` of the child process: asks the runtime where everything is, so many times a second, and
/// says so on its output. Ends when its input ends.
public final class XrHost {
  private static final double SECOND_NANOS = 1e9;
  private static final double MILLI_NANOS = 1e6;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutputStream out;
  private final ConcurrentLinkedQueue<double[]> pulses = new ConcurrentLinkedQueue<>();
  private final byte[] message = new byte[XrWire.MOST_SAMPLE_BYTES];
  private final double[] values = new double[HeadsetPart.MOST];
  private final CompletableFuture<XrSetup> setup = new CompletableFuture<>();
  private volatile boolean ended;

  private XrHost(OutputStream out) {
    this.out = out;
  }

  public static void main(String[] none) throws IOException {
    PrintStream wire = System.out;
    // What libraries print must not come between the messages.
    System.setOut(System.err);
    XrHost host = new XrHost(wire);
    Thread.ofPlatform().daemon(true).name("input").start(() -> host.hear(System.in));
    int code = host.run();
    wire.flush();
    // A runtime's own threads must not keep the process.
    Runtime.getRuntime().halt(code);
  }

  private void hear(InputStream in) {
    XrReader reader =
        new XrReader(
            new XrReader.Sink() {
              @Override
              public void sample(
                  HeadsetPart part, long number, long at, long doubt, long ahead, double[] of) {
                // Only we say these.
              }

              @Override
              public void text(XrWire.Kind kind, String json) {
                if (kind == XrWire.Kind.SETUP) {
                  setup.complete(XrSetup.of(json));
                }
              }

              @Override
              public void pulse(boolean left, double seconds, double strength, double hertz) {
                pulses.add(new double[] {left ? 1 : 0, seconds, strength, hertz});
              }

              @Override
              public void bad(byte[] bytes, int offset, int length) {
                System.err.println("The studio said something that is no message");
              }
            });
    byte[] piece = new byte[4096];
    try {
      for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
        reader.accept(piece, 0, got);
      }
    } catch (IOException gone) {
      // As good as its end.
    }
    ended = true;
    // The runtime may hold the other thread for ever.
    LockSupport.parkNanos(1_000_000_000L);
    Runtime.getRuntime().halt(0);
  }

  private int run() throws IOException {
    XrSetup wanted = setup.join();
    try (XrRuntime runtime = XrRuntime.open(wanted.draw())) {
      return serve(runtime, wanted);
    } catch (XrTrouble e) {
      return complain(e);
    }
  }

  /// Says what went wrong before the runtime is let go, which may take its time.
  private int serve(XrRuntime runtime, XrSetup wanted) throws XrTrouble, IOException {
    XrTime time = XrTime.of(runtime);
    try (XrTracking tracking = new XrTracking(runtime, wanted)) {
      say(XrWire.Kind.HELLO, hello(runtime, tracking, time));
      follow(tracking, time, wanted);
      return 0;
    } catch (XrTrouble e) {
      return complain(e);
    }
  }

  private int complain(XrTrouble trouble) throws IOException {
    say(XrWire.Kind.TROUBLE, Map.of("what", String.valueOf(trouble.getMessage())));
    return 1;
  }

  private static Map<String, Object> hello(XrRuntime runtime, XrTracking tracking, XrTime time) {
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("runtime", runtime.name());
    hello.put("version", runtime.version());
    hello.put("system", runtime.systemName());
    hello.put("extensions", runtime.extensions());
    hello.put("space", tracking.space());
    hello.put("hands", tracking.hasHands());
    hello.put("controllers", tracking.hasControllers());
    hello.put("gaze", tracking.hasGaze());
    hello.put("body", tracking.hasBody());
    hello.put("time", time.method());
    hello.put("view", tracking.view().word());
    return hello;
  }

  private void say(XrWire.Kind kind, Map<String, Object> what) throws IOException {
    out.write(XrWire.text(kind, JSON.writeValueAsString(what)));
    out.flush();
  }

  private void follow(XrTracking tracking, XrTime time, XrSetup wanted)
      throws XrTrouble, IOException {
    long period = Math.round(SECOND_NANOS / wanted.hz());
    long back = Math.round(MILLI_NANOS * wanted.backMillis());
    long begin = System.nanoTime();
    int number = 0;
    try (XrEventDataBuffer event = XrEventDataBuffer.calloc()) {
      while (!ended) {
        long due = begin + number * period;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        news(tracking, time, event);
        if (tracking.running()) {
          locate(tracking, time, number, back);
        }
        buzz(tracking);
        // A moment that was slept through is a number that is missing.
        number = (int) Math.max(number + 1, (System.nanoTime() - begin) / period);
      }
    }
  }

  private void news(XrTracking tracking, XrTime time, XrEventDataBuffer event)
      throws XrTrouble, IOException {
    XrTracking.News news = tracking.poll(event);
    while (news != XrTracking.News.NOTHING) {
      if (news == XrTracking.News.RECENTRED) {
        Map<String, Object> what = new LinkedHashMap<>();
        what.put("state", tracking.state());
        what.put("recentred", true);
        long now = System.nanoTime();
        what.put("recentredAt", now + tracking.recentredAt() - time.at(now));
        double[] moved = tracking.moved();
        if (moved != null) {
          what.put("moved", moved);
        }
        say(XrWire.Kind.STATE, what);
      } else {
        say(XrWire.Kind.STATE, Map.of("state", tracking.state()));
      }
      news = tracking.poll(event);
    }
  }

  private void locate(XrTracking tracking, XrTime time, int number, long back)
      throws XrTrouble, IOException {
    tracking.sync();
    long now = System.nanoTime();
    long at = now - back;
    long when = time.at(at);
    for (HeadsetPart part : HeadsetPart.values()) {
      if (tracking.has(part)) {
        long asked = System.nanoTime();
        tracking.locate(part, when, values);
        int length =
            XrWire.sample(message, part, number, at, time.doubtNanos(), at - asked, values);
        out.write(message, 0, length);
      }
    }
    out.flush();
  }

  private void buzz(XrTracking tracking) {
    for (double[] one = pulses.poll(); one != null; one = pulses.poll()) {
      tracking.pulse(one[0] != 0, one[1], one[2], one[3]);
    }
  }
}
