package dev.handloom.device.rig;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.link.Link;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A real driver and its session on the test's own thread, without a rig around them: what it
/// throws the test sees, and what it publishes is collected after each pump.
public final class DriverUnderTest {
  private final DriverSession session;
  private final List<LiveStream> streams;
  private final List<List<Sample>> samples = new ArrayList<>();
  private final BadFrames badFrames = new BadFrames();

  /// Begins a session over a link.
  public DriverUnderTest(String driverId, Map<String, String> settings, Link link)
      throws RigFileException {
    this(config(driverId, settings), link);
  }

  private static DeviceConfig config(String driverId, Map<String, String> settings) {
    return new DeviceConfig("it", driverId, "it", "test:it", settings, 7);
  }

  private DriverUnderTest(DeviceConfig config, Link link) throws RigFileException {
    this(new Drivers().of(config), config, link);
  }

  /// Begins a session of a driver that is not among those on board.
  public DriverUnderTest(DeviceDriver driver, DeviceConfig config, Link link)
      throws RigFileException {
    streams = driver.streams(config).stream().map(LiveStream::of).toList();
    var clock = driver.clock(config);
    List<StreamWriter> writers = new ArrayList<>();
    for (LiveStream stream : streams) {
      StreamWriter writer = new StreamWriter(stream, clock, badFrames);
      List<Sample> kept = new ArrayList<>();
      samples.add(kept);
      writer.attach(new DerivedStream(new Keeper(kept, stream.spec()), LiveStream.of(NOTHING)));
      writers.add(writer);
    }
    session = driver.begin(config, link, writers);
  }

  private static final StreamSpec NOTHING =
      StreamSpec.signal("nothing", List.of(new Channel("none", Unit.NONE, 0, 1)), 1, null);

  /// Keeps a copy of all that is published: a ring would hold only the newest.
  private record Keeper(List<Sample> kept, StreamSpec spec) implements Processor {
    @Override
    public StreamSpec output() {
      return NOTHING;
    }

    @Override
    public boolean process(Sample in, Sample out) {
      Sample copy = new Sample(spec);
      copy.copyFrom(in);
      kept.add(copy);
      return false;
    }
  }

  /// Lets it read once.
  public void pump() throws IOException {
    session.pump();
  }

  public void obey(Command command) throws IOException {
    session.obey(command);
  }

  public void end() throws IOException {
    session.end();
  }

  public DeviceReport report() {
    return session.report();
  }

  /// Everything published on a stream.
  public List<Sample> samples(int stream) {
    return List.copyOf(samples.get(stream));
  }

  /// The same as text: sequence, device ticks, values, and a sum over the payload.
  public List<String> lines(int stream) {
    return samples.get(stream).stream().map(DriverUnderTest::line).toList();
  }

  private static String line(Sample sample) {
    long sum = 0;
    for (int i = 0; i < sample.payloadLength; i++) {
      sum = 31 * sum + sample.payload.get(ValueLayout.JAVA_BYTE, i);
    }
    String ticks = sample.deviceTicks == Sample.NO_TICKS ? "-" : String.valueOf(sample.deviceTicks);
    return sample.sequence
        + " "
        + ticks
        + " "
        + Arrays.toString(sample.values)
        + (sample.payloadLength > 0 ? " " + sample.payloadLength + "/" + sum : "");
  }

  public LiveStream stream(int stream) {
    return streams.get(stream);
  }

  public int streams() {
    return streams.size();
  }

  /// Frames that were none, over all streams.
  public long bad() {
    return streams.stream().mapToLong(stream -> stream.health().badFrames()).sum();
  }

  public long lost() {
    return streams.stream().mapToLong(stream -> stream.health().lost()).sum();
  }

  public BadFrames badFrames() {
    return badFrames;
  }
}
