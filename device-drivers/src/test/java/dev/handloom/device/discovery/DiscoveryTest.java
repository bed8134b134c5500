package dev.handloom.device.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Question;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.SerialPortInfo;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  /// The ports of this test say at once what they have to say.
  private static final int LISTEN_MILLIS = 60;

  private static final Attached PORT =
      new Attached(Attached.Kind.SERIAL, "serial:usb-7", "/dev/ttyUSB0", 0x1a86, 0x7523, "CH340");

  private final List<String> written = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();

  /// Speaks "glove" at 9600 by itself; "arm" is silent until it is pinged at 1 000 000.
  private final List<DeviceDriver> drivers =
      List.of(
          new Known("glove", 9600, UsbHint.adapter(0x1a86, 0x7523, "a CH340"), List.of()),
          new Known(
              "arm",
              1_000_000,
              UsbHint.device(0x2f5d, -1, "an arm"),
              List.of(
                  new Question(
                      "ping",
                      "only reads",
                      bytes("?"),
                      1_000_000,
                      40,
                      answer -> new Likeness(0.95, "model 7")))));

  private Examiner examiner(String saying, String answering) {
    return new Examiner(
        drivers,
        address -> {
          opened.add(address);
          return new Port(address, saying, answering);
        },
        path -> true,
        LISTEN_MILLIS);
  }

  @Test
  void whatSpeaksByItselfIsRecognisedAndNeverWrittenTo() throws Exception {
    Examined found = examiner("glove", "").examine(PORT);
    assertEquals("glove", found.suspicions().getFirst().driver());
    assertTrue(found.suspicions().getFirst().reason().contains("9600"), found::toString);
    assertEquals(List.of(), written);
    assertNull(found.hindrance());
  }

  @Test
  void whatIsSilentIsAskedOnlyTheQuestionsOfTheDriversAtTheirRate() throws Exception {
    Examined found = examiner("", "arm").examine(PORT);
    assertEquals("arm", found.suspicions().getFirst().driver());
    assertEquals(List.of("serial:usb-7@1000000 ?"), written);
    assertEquals("glove", found.suspicions().get(1).driver());
    assertFalse(found.suspicions().get(1).probable());
  }

  @Test
  void whatNobodyKnowsIsNotGuessed() throws Exception {
    Attached other =
        new Attached(Attached.Kind.SERIAL, "serial:/dev/ttyS0", "/dev/ttyS0", -1, -1, "");
    Examined found = examiner("noise", "").examine(other);
    assertEquals(List.of(), found.suspicions());
    assertEquals(3, found.tried().size(), found::toString);
    assertEquals(List.of(), written);
  }

  @Test
  void numbersOfOneMakerAreEnoughAndNothingIsOpened() throws Exception {
    Attached arm =
        new Attached(Attached.Kind.SERIAL, "serial:usb-9", "/dev/ttyACM0", 0x2f5d, 5, "");
    assertTrue(examiner("", "").examine(arm).suspicions().getFirst().probable());
    assertEquals(List.of(), opened);
  }

  @Test
  void aHidDeviceIsNeverOpened() throws Exception {
    Attached keyboard =
        new Attached(Attached.Kind.HID, "hid:1a86:7523", "/dev/hidraw0", 0x1a86, 0x7523, "Keys");
    assertEquals(List.of(), examiner("glove", "").examine(keyboard).suspicions());
    assertEquals(List.of(), opened);
  }

  @Test
  void noPermissionNamesTheRuleAndOpensNothing() throws Exception {
    Examiner examiner =
        new Examiner(
            drivers,
            address -> {
              throw new AssertionError("It was opened");
            },
            path -> false);
    Hindrance hindrance = examiner.examine(PORT).hindrance();
    assertNotNull(hindrance);
    assertTrue(hindrance.what().contains("/dev/ttyUSB0"));
    assertTrue(hindrance.remedy().contains("--udev-rules"));
  }

  @Test
  void aBusyPortSaysWhoRefusedAndWhatToDo() throws Exception {
    Examiner examiner =
        new Examiner(
            drivers,
            address -> {
              throw new IOException("Another program has the serial port open");
            },
            path -> true);
    Examined found = examiner.examine(PORT);
    assertNotNull(found.hindrance());
    assertTrue(found.hindrance().what().contains("Another program"));
    assertEquals("glove", found.suspicions().getFirst().driver());
  }

  @Test
  void pluggingIsToldOnceAndAnotherPathIsAnotherPlug() {
    PlugWatch watch = new PlugWatch();
    assertEquals(List.of(new PlugWatch.Change.Plugged(PORT)), watch.update(List.of(PORT)));
    assertEquals(List.of(), watch.update(List.of(PORT)));
    Attached moved =
        new Attached(PORT.kind(), PORT.address(), "/dev/ttyUSB1", 0x1a86, 0x7523, "CH340");
    assertEquals(
        List.of(new PlugWatch.Change.Unplugged(PORT), new PlugWatch.Change.Plugged(moved)),
        watch.update(List.of(moved)));
    assertEquals(List.of(new PlugWatch.Change.Unplugged(moved)), watch.update(List.of()));
  }

  @Test
  void aRuleForEachDeviceAndHowToInstallIt() {
    String rules = UdevRules.of(drivers);
    assertTrue(rules.contains("tee " + UdevRules.FILE), rules);
    assertTrue(
        rules.contains(
            "SUBSYSTEM==\"tty\", ATTRS{idVendor}==\"1a86\", ATTRS{idProduct}==\"7523\","
                + " TAG+=\"uaccess\"\n"),
        rules);
    assertTrue(
        rules.contains("SUBSYSTEM==\"tty\", ATTRS{idVendor}==\"2f5d\", TAG+=\"uaccess\"\n"), rules);
    assertFalse(rules.contains("hidraw"), rules);
  }

  @Test
  void ofACameraOnlyTheNodeWithPicturesIsShown(@TempDir Path sysfs) throws Exception {
    for (int i = 0; i < 2; i++) {
      Path node = Files.createDirectories(sysfs.resolve("video" + i));
      Files.writeString(node.resolve("index"), i + "\n");
      Files.writeString(node.resolve("name"), "Wrist camera\n");
    }
    List<Attached> found = new ArrayList<>();
    Surroundings.cameras(sysfs, found);
    assertEquals(1, found.size());
    assertEquals("video:/dev/video0", found.getFirst().address());
    assertEquals("Wrist camera", found.getFirst().title());
    Surroundings.cameras(sysfs.resolve("none"), found);
    assertEquals(1, found.size());
  }

  @Test
  void serialPortsAreNamedByIdentity() {
    List<Attached> found = new ArrayList<>();
    Surroundings.serial(
        List.of(new SerialPortInfo("/dev/ttyUSB0", 0x403, 0x6014, "FT7", "1-2", "U2D2")), found);
    assertEquals("serial:usb-FT7", found.getFirst().address());
    assertEquals("0403:6014", found.getFirst().usbNumbers());
  }

  @Test
  void aRigFileMayNameItInSeveralWays() {
    assertTrue(PORT.isMeantBy("serial:usb-7"));
    assertTrue(PORT.isMeantBy("serial:/dev/ttyUSB0@9600"));
    assertFalse(PORT.isMeantBy("serial:usb-77@9600"));
    Attached mouse =
        new Attached(Attached.Kind.HID, "hid:256f:c62f:A1#0", "/dev/hidraw3", 0x256f, 0xc62f, "");
    assertTrue(mouse.isMeantBy("hid:256f:c62f"));
    assertFalse(mouse.isMeantBy("hid:256f:c62"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private final class Port implements ByteLink {
    private final String address;
    private final String answering;
    private String pending;

    Port(String address, String saying, String answering) {
      this.address = address;
      this.answering = answering;
      pending = saying;
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
      byte[] next = bytes(pending);
      pending = "";
      System.arraycopy(next, 0, into, offset, next.length);
      return next.length;
    }

    @Override
    public long arrivalNanos() {
      return 0;
    }

    @Override
    public void write(byte[] sent, int offset, int length) {
      written.add(address + " " + new String(sent, offset, length, StandardCharsets.US_ASCII));
      pending = answering;
    }

    @Override
    public String title() {
      return address;
    }

    @Override
    public void close() {}
  }

  private record Known(String id, int baud, UsbHint hint, List<Question> questions)
      implements DeviceDriver {
    @Override
    public String title() {
      return "The " + id;
    }

    @Override
    public DriverCard card() {
      return new DriverCard(
          DriverCard.Family.OTHER, List.of(LinkUse.serial(baud)), List.of(), List.of(hint));
    }

    @Override
    public List<StreamSpec> streams(DeviceConfig config) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClockModel clock(DeviceConfig config) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Likeness recognise(Heard heard) {
      return new String(heard.bytes(), StandardCharsets.US_ASCII).contains(id)
          ? new Likeness(0.9, "it says " + id)
          : Likeness.NONE;
    }
  }
}
