package dev.handloom.device.protocol;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PolledClock;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.Place;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.Pace;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Speaks to the devices of [EveryKindSimulators]: one number a sample, over every kind of link.
/// Over bytes and requests it asks for each; messages and reports come by themselves.
public final class EveryKindDriver implements DeviceDriver {
  static final String ID = "every-kind";
  static final double HZ = 200;
  static final String FEATURE_FIRMWARE = "fw 1.2";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "One number over any link";
  }

  @Override
  public DriverCard card() {
    return new DriverCard(
        DriverCard.Family.OTHER, List.of(LinkUse.serial(1_000_000)), List.of(), List.of());
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(card().settings());
    return List.of(
        StreamSpec.signal(
            config.id() + "/number", List.of(new Channel("number", Unit.COUNT, 0, 1e9)), HZ, null));
  }

  @Override
  public ClockModel clock(DeviceConfig config) {
    return new PolledClock();
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return List.of(
        new CommandSpec(
            "buzz",
            "Buzz",
            CommandSpec.Effect.HAPTIC,
            List.of(new CommandSpec.Parameter("strength", "", 0, 9, 1))));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams) {
    return new Session(link, streams.getFirst());
  }

  private static final class Session implements DriverSession {
    private static final int ANSWER_MILLIS = 200;

    private final Link link;
    private final StreamWriter stream;
    private final PolledClock clock;
    private final Pace pace = new Pace(HZ);
    private final byte[] block = new byte[64];
    private DeviceReport report = DeviceReport.NOTHING;

    Session(Link link, StreamWriter stream) {
      this.link = link;
      this.stream = stream;
      clock = stream.clock(PolledClock.class);
    }

    @Override
    public void pump() throws IOException {
      switch (link) {
        case ByteLink bytes -> ask(bytes);
        case MessageLink messages -> {
          int got = messages.receive(block, 100);
          if (got != MessageLink.NOTHING) {
            publish(got, messages.arrivalNanos(), messages.arrivalNanos());
          }
        }
        case HidLink reports -> {
          if (report.equals(DeviceReport.NOTHING)) {
            int length = reports.feature(3, block);
            String firmware = new String(block, 1, length - 1, StandardCharsets.US_ASCII);
            report = new DeviceReport("", firmware, "", Double.NaN, List.of());
          }
          int got = reports.read(block, 100);
          if (got > 0) {
            publish(got, reports.arrivalNanos(), reports.arrivalNanos());
          }
        }
        case RequestLink requests -> {
          pace.await();
          RequestLink.Answer answer = requests.get("/number", 20, 1000);
          if (answer.good()) {
            System.arraycopy(answer.body(), 0, block, 0, answer.body().length);
            publish(answer.body().length, answer.sentNanos(), answer.arrivalNanos());
          }
        }
        case Place place -> throw new IOException("Nothing is there: " + place.title());
      }
    }

    private void ask(ByteLink bytes) throws IOException {
      pace.await();
      bytes.discard(block);
      long sent = StudioClock.now();
      bytes.write(new byte[] {'?'}, 0, 1);
      int length = 0;
      while (length == 0 || block[length - 1] != '\n') {
        int got = bytes.read(block, length, block.length - length, ANSWER_MILLIS);
        if (got == 0) {
          stream.bad(block, 0, length, StudioClock.now());
          return;
        }
        length += got;
      }
      publish(length - 1, sent, bytes.arrivalNanos());
    }

    private void publish(int length, long sent, long arrival) {
      String text = new String(block, 0, length, StandardCharsets.US_ASCII);
      stream.values()[0] = Integer.parseInt(text);
      clock.asked(sent);
      stream.publish(Sample.NO_TICKS, arrival);
    }

    @Override
    public void obey(Command command) throws IOException {
      say("buzz" + (int) command.values()[0]);
    }

    @Override
    public void end() throws IOException {
      say("bye");
    }

    private void say(String word) throws IOException {
      byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
      switch (link) {
        case ByteLink to -> to.write(bytes, 0, bytes.length);
        case MessageLink to -> to.send(bytes, 0, bytes.length);
        case HidLink to -> to.write(bytes, bytes.length);
        case RequestLink to -> to.post("/say", "text/plain", bytes, 20, 1000);
        case Place place -> {}
      }
    }

    @Override
    public DeviceReport report() {
      return report;
    }
  }
}
