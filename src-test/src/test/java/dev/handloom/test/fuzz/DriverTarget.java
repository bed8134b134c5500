package dev.handloom.test.fuzz;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// A driver that is sent anything, in pieces of any size. It stays up, and publishes no more than
/// there was.
final class DriverTarget implements FuzzTarget, AutoCloseable {
  private static final String END = "The end of the input";

  private final String name;
  private final Shape shape;
  private final List<FuzzInput> seeds;
  private final DeviceConfig config;
  private final DeviceDriver driver;
  private final Rig rig;
  private final List<StreamWriter> writers;

  private DriverTarget(
      String driverId, Shape shape, Map<String, String> settings, List<FuzzInput> seeds)
      throws Exception {
    name = "driver-" + driverId;
    this.shape = shape;
    this.seeds = seeds;
    Map<String, String> lent = new HashMap<>(settings);
    lent.put(LentDriver.OF, driverId);
    DeviceConfig device = new DeviceConfig("fuzz", LentDriver.ID, "fuzz", "fuzz:", lent, 0);
    config = LentDriver.real(device);
    driver = LentDriver.driver(config);
    Links links = Links.ofThisMachine().with("fuzz", _ -> new Pieces(new byte[0]));
    synchronized (LentDriver.LENT) {
      rig = new Rig(new RigFile("fuzz", 1, List.of(device)), new Drivers(), links);
      rig.connect();
      List<StreamWriter> got = LentDriver.LENT.poll(60, TimeUnit.SECONDS);
      if (got == null) {
        throw new IOException("The driver did not begin: " + rig.devices().get(0).trouble());
      }
      writers = got;
    }
  }

  static DriverTarget lines() throws Exception {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < 40; i++) {
      lines.writeBytes(SeedTakes.line(i));
    }
    Map<String, String> settings =
        Map.of("columns", "t_us,seq,width", "checksum", "xor", "rate_hz", "100");
    return new DriverTarget(
        "line",
        Shape.LINES,
        settings,
        List.of(
            FuzzInput.of(lines.toByteArray()),
            FuzzInput.of("1,2,-3.5*00\r\n10 , 3 ,+0.25*1F\n\n,,*\n999999999999999999,4,1.*2A\n")));
  }

  static DriverTarget gloves() throws Exception {
    String packet = "A120B2000C4095D17E900F2047G2048HIJ(AB)2000(BB)1(CB)2(DB)3(EB)4(AAA)7Z1Y\n";
    return new DriverTarget(
        "lucidglove",
        Shape.LINES,
        Map.of("side", "left", "max", "4095"),
        List.of(
            FuzzInput.of(packet.repeat(10)),
            FuzzInput.of("A0B0C0D0E0\nA1B2C3D4E5F6G7LMN\r\n".getBytes(StandardCharsets.US_ASCII))));
  }

  static DriverTarget frames() throws Exception {
    FrameFormat format = new FrameFormat(16, 8, FrameFormat.Pixels.BGRA);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < 5; i++) {
      frames.writeBytes(SeedTakes.picture(i, format));
    }
    return new DriverTarget(
        "frames",
        Shape.BYTES,
        Map.of("width", "16", "height", "8", "fps", "30"),
        List.of(FuzzInput.of(frames.toByteArray()), FuzzInput.of("HLHLF1HHLF1")));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<FuzzInput> seeds() {
    return seeds;
  }

  @Override
  public Shape shape(String file) {
    return shape;
  }

  @Override
  public void read(FuzzInput input, Path folder) throws Exception {
    long before = published();
    DriverSession session = driver.begin(config, new Pieces(input.bytes()), writers);
    try {
      while (true) {
        session.pump();
      }
    } catch (IOException e) {
      if (!END.equals(e.getMessage())) {
        throw e;
      }
    }
    if (published() - before > input.size()) {
      throw new AssertionError(published() - before + " samples from " + input.size() + " bytes");
    }
  }

  private long published() {
    return rig.devices().get(0).streams().stream().mapToLong(s -> s.ring().published()).sum();
  }

  @Override
  public boolean documented(Throwable thrown) {
    return false;
  }

  @Override
  public Allowance allowance() {
    return new Allowance(1 << 20, 4);
  }

  /// Gives bytes in pieces whose sizes follow from the bytes, and then is gone.
  private static final class Pieces implements ByteLink {
    private final byte[] bytes;
    private final Random random;
    private int at;

    Pieces(byte[] bytes) {
      this.bytes = bytes;
      random = new Random(java.util.Arrays.hashCode(bytes));
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
      if (at == bytes.length) {
        throw new IOException(END);
      }
      int most = Math.min(length, bytes.length - at);
      int count = Math.min(most, 1 + random.nextInt(random.nextBoolean() ? 7 : 5000));
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }

    @Override
    public long arrivalNanos() {
      return System.nanoTime();
    }

    @Override
    public void write(byte[] sent, int offset, int length) {}

    @Override
    public String title() {
      return "fuzz";
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    rig.close();
  }
}
