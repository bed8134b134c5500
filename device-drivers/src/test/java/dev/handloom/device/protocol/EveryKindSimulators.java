package dev.handloom.device.protocol;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.instrument.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A device that says one number, plugged in with every kind of plug.
public final class EveryKindSimulators implements WireSimulators {
  /// What the host told any of them.
  static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();

  private static final Timing TIMING = new Timing(EveryKindDriver.HZ, 50, 0.1, 0.1, 0.01, 0, 0);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        kind("test-serial", new Plug.Serial(), true),
        kind("test-tcp", new Plug.Tcp(), true),
        kind("test-dials", new Plug.Dials(65_432), true),
        kind("test-udp", new Plug.Udp(14_043), false),
        kind("test-socket", new Plug.Web("/numbers", true), false),
        kind("test-web", new Plug.Web("", false), true),
        kind("test-hid", new Plug.Reports(0x1234, 0x5678), false));
  }

  private static WireSimulator kind(String name, Plug plug, boolean asked) {
    return new WireSimulator(
        name,
        "One number",
        EveryKindDriver.ID,
        Map.of(),
        plug,
        TIMING,
        (person, seed, settings) -> new Counter(asked));
  }

  private static final class Counter implements Instrument {
    private final boolean onlyAsked;
    private final byte[] answer = new byte[32];
    private int number;

    Counter(boolean onlyAsked) {
      this.onlyAsked = onlyAsked;
    }

    @Override
    public int packetBytes() {
      return 32;
    }

    private int write(byte[] into, String end) {
      byte[] text = (number + end).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, into, 0, text.length);
      return text.length;
    }

    @Override
    public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
      number++;
      return onlyAsked ? 0 : write(into, "");
    }

    @Override
    public boolean listens() {
      return true;
    }

    @Override
    public void heard(
        byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
      String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
      if (text.endsWith("?")) {
        reply.send(answer, write(answer, "\n"), 200_000);
      }
      tell(text);
    }

    private static void tell(String text) {
      for (String word : new String[] {"buzz7", "bye"}) {
        if (text.contains(word)) {
          TOLD.add(word);
        }
      }
    }

    @Override
    public byte[] feature(int feature) {
      return feature == 3
          ? ("\3" + EveryKindDriver.FEATURE_FIRMWARE).getBytes(StandardCharsets.US_ASCII)
          : new byte[0];
    }

    @Override
    public WebAnswer asked(
        String method, String target, byte[] body, long sinceStartNanos, long deviceMicros) {
      tell(new String(body, StandardCharsets.US_ASCII));
      byte[] text = String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
      return target.equals("/number")
          ? new WebAnswer(200, "text/plain", text)
          : WebAnswer.NOT_FOUND;
    }
  }
}
