package dev.handloom.test.interop;

import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Links;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageRoom;
import dev.handloom.device.link.page.PageServer;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless browser with an emulated headset opens the studio's page, and what is recorded of it
/// is held against what the emulation was asked for. Arguments: a folder, then how the browser is
/// started; the port and the token are put behind the first word after `node`.
public final class WebXrInterop {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ADDRESS = "webxr:0";
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final int HZ = 60;

  /// After 8 s without a word the page connects anew.
  private static final double LONGEST_STALL_SECONDS = 6.5;

  private WebXrInterop() {}

  /// What the page is shown, and what it asked.
  private static final class Room implements PageRoom {
    private final byte[] picture;
    private volatile boolean recording;
    private final List<Act> asked = new ArrayList<>();

    Room() throws IOException {
      BufferedImage image = new BufferedImage(480, 270, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(new Color(30, 160, 60));
      g.fillRect(0, 0, 480, 270);
      g.dispose();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      picture = out.toByteArray();
    }

    @Override
    public Sight sight() {
      return new Sight(
          recording ? "recording" : "ready",
          recording ? "Recording" : "Ready",
          "Put the red cup on the shelf",
          recording ? "0:03.4" : "0:00.0",
          "",
          !recording,
          recording,
          !recording);
    }

    @Override
    public synchronized String act(Act what, String who) {
      asked.add(what);
      recording = what == Act.START;
      return "";
    }

    @Override
    public byte @Nullable [] picture() {
      return picture;
    }

    synchronized List<Act> asked() {
      return List.copyOf(asked);
    }
  }

  /// The browser, told what to do, and what it says.
  private static final class Browser implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final PrintStream told;

    Browser(List<String> command) throws IOException {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      told = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /// The next thing it says, which must be this.
    JsonNode await(String step) throws IOException {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        JsonNode node = JSON.readTree(line);
        if (node.path("step").asString("").equals(step)) {
          return node;
        }
        // A page that was cut off says so; nothing else is wrong.
        String words = node.path("words").asString("");
        must(
            node.path("step").asString("").equals("error")
                && (words.contains("WebSocket connection") || words.contains("ERR_")),
            "The page said " + line + " before " + step);
      }
      throw new IllegalStateException("The browser ended before " + step);
    }

    JsonNode tell(String what, String answer) throws IOException {
      told.println(what);
      return await(answer);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void await(String what, BooleanSupplier holds) {
    long end = StudioClock.now() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      must(StudioClock.now() < end, "It did not happen: " + what);
      LockSupport.parkNanos(20_000_000L);
    }
  }

  private static void awaitMore(Device device, int samples) {
    long before = device.streams().getFirst().health().received();
    await(
        samples + " more samples",
        () -> device.streams().getFirst().health().received() >= before + samples);
  }

  /// Runs it all.
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Room room = new Room();
    HeadsetPages.shared().keepIn(folder.resolve("certificate"));
    HeadsetPages.shared().room(room);
    DeviceConfig config =
        new DeviceConfig("headset", "webxr", "headset", ADDRESS, Map.of("rate_hz", "" + HZ), 0);
    int code = 0;
    try (Rig rig =
            new Rig(new RigFile("lab", 1, List.of(config)), new Drivers(), Links.ofThisMachine());
        Library library = Library.open(Files.createDirectories(folder.resolve("library")));
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.hub(),
                rig.devices(),
                library,
                RecorderOptions.standard("interop")
                    .withRoom(1 << 20, 1 << 20)
                    .withFinishLimit(Duration.ofNanos(PATIENCE_NANOS)))) {
      rig.connect();
      await("the page is served", () -> HeadsetPages.shared().of(ADDRESS).isPresent());
      PageServer page = HeadsetPages.shared().of(ADDRESS).orElseThrow();
      List<String> command = new ArrayList<>(List.of("node", args[1]));
      command.addAll(List.of(String.valueOf(page.port()), page.token()));
      command.addAll(List.of(args).subList(2, args.length));
      try (Browser browser = new Browser(command)) {
        go(browser, rig.devices().getFirst(), page, recorder, room);
      }
    } catch (RuntimeException | IOException e) {
      e.printStackTrace();
      code = 1;
    }
    System.exit(code);
  }

  private static void go(
      Browser browser, Device device, PageServer page, EpisodeRecorder recorder, Room room)
      throws Exception {
    JsonNode wrong = browser.await("wrong");
    must(wrong.path("words").asString("").contains("not right"), "wrong token: " + wrong);
    must(wrong.path("hash").asString("").isEmpty(), "The token stays in the address bar");
    browser.await("paired");
    JsonNode tracking = browser.await("tracking");
    double originMillis = tracking.path("origin").asDouble();
    JsonNode second = browser.await("second");
    must(second.path("words").asString("").contains("taken by"), "second client: " + second);
    JsonNode remote = browser.await("remote");
    must(remote.path("shown").get(1).asInt() > 120, "The picture is not shown: " + remote);
    must(room.asked().equals(List.of(PageRoom.Act.START)), "Asked for: " + room.asked());
    System.out.println("wrong token: \"" + wrong.path("words").asString("") + "\"");
    System.out.println("second client: \"" + second.path("words").asString("") + "\"");
    System.out.println("phone: " + remote.path("contact").asString(""));
    await("live", () -> device.state().get() == DeviceState.LIVE);
    await("clocks agree", () -> device.clock().state() == ClockState.LOCKED);
    awaitMore(device, HZ);
    recorder.start(TakePlan.of("interop"));
    await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
    awaitMore(device, 6 * HZ);
    browser.tell("controllers", "controllers");
    awaitMore(device, 2 * HZ);
    browser.tell("hands", "hands");
    awaitMore(device, HZ);
    stall(browser, device);
    awaitMore(device, HZ);
    cut(browser, device, page);
    awaitMore(device, 2 * HZ);
    TakeResult result = recorder.stop("").orElseThrow();
    System.out.println("take: " + result.bundle().folder());
    must(result.state() == RecorderState.SAVED, "Not saved: " + result.message());
    board(browser, room);
    JsonNode truth = browser.tell("end", "truth").path("truth");
    WebXrTruth held = new WebXrTruth(EpisodeReader.open(result.bundle()), truth, originMillis);
    System.out.printf(
        Locale.ROOT,
        "bad %d, lost %d, reconnects %d, bound ±%.1f ms%n",
        device.streams().getFirst().health().badFrames(),
        device.streams().getFirst().health().lost(),
        device.streams().getFirst().health().reconnects(),
        device.clock().boundNanos() / 1e6);
    must(
        device.streams().getFirst().health().badFrames() == 0,
        "Bad frames came: " + device.badFrames().newest());
    held.report(System.out);
  }

  /// The board's buttons are pressed with a ray, and where none is ready nothing happens.
  private static void board(Browser browser, Room room) throws IOException {
    List<PageRoom.Act> wanted = new ArrayList<>(room.asked());
    browser.tell("press controller picture", "pressed");
    browser.tell("press controller stop", "pressed");
    wanted.add(PageRoom.Act.STOP);
    await("a ray has pressed Stop", () -> room.asked().equals(wanted));
    browser.tell("press hand start", "pressed");
    wanted.add(PageRoom.Act.START);
    await("a pinch has pressed Start", () -> room.asked().equals(wanted));
    browser.tell("press hand redo", "pressed");
    browser.tell("press hand stop", "pressed");
    wanted.add(PageRoom.Act.STOP);
    await("Redo was not ready, Stop was", () -> room.asked().equals(wanted));
    System.out.println("board: pressed by a controller's ray and by a pinch, " + wanted);
  }

  private static void stall(Browser browser, Device device) throws Exception {
    List<DeviceState> seen = new ArrayList<>();
    device.state().listen(seen::add);
    JsonNode stalled = browser.tell("stall", "stalled");
    await("live after the stall", () -> device.state().get() == DeviceState.LIVE);
    must(seen.contains(DeviceState.SILENT), "The stall was not seen: " + seen);
    // Of a stall that the page takes for an end it begins anew.
    must(
        !seen.contains(DeviceState.RECONNECTING)
            || stalled.path("seconds").asDouble(0) > LONGEST_STALL_SECONDS,
        "The stall cost the connection: " + seen);
    System.out.println("stall: the studio saw " + seen + ", the page " + stalled.path("contacts"));
  }

  private static void cut(Browser browser, Device device, PageServer page) throws Exception {
    browser.told.println("cut");
    await("the cut is seen", () -> device.state().get() == DeviceState.RECONNECTING);
    must(page.seated().contains("Quest") || !page.seated().isEmpty(), "The seat was lost");
    String kept = page.seated();
    JsonNode back = browser.await("back");
    must(back.path("immersive").asBoolean(false), "The session ended with the connection");
    await("live after the cut", () -> device.state().get() == DeviceState.LIVE);
    System.out.println("cut for 5 s: the seat was kept for " + kept + " and taken again");
  }
}
