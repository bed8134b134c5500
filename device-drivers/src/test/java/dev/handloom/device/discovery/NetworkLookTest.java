package dev.handloom.device.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Drivers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkLookTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final List<String> TYPES = List.of("_http._tcp", "_rtsp._tcp");

  private final NetworkLook look = new NetworkLook(new Drivers().all().values());

  private static DatagramChannel here() throws IOException {
    return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static InetSocketAddress at(DatagramChannel channel) throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  /// An answer as responders give it: the pointer, and in the additional records where it is, with
  /// names that go on elsewhere in the message.
  private static byte[] answer(String instance, String type, int port, int... numbers) {
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putShort((short) 0).putShort((short) 0x8400);
    out.putShort((short) 0).putShort((short) 1).putShort((short) 0).putShort((short) 2);
    int typeAt = out.position();
    for (String label : (type + ".local").split("\\.")) {
      label(out, label);
    }
    out.put((byte) 0).putShort((short) 12).putShort((short) 1).putInt(120);
    int length = out.position();
    out.putShort((short) 0);
    int instanceAt = out.position();
    label(out, instance);
    out.putShort((short) (0xC000 | typeAt));
    out.putShort(length, (short) (out.position() - length - 2));
    out.putShort((short) (0xC000 | instanceAt)).putShort((short) 33).putShort((short) 0x8001);
    out.putInt(120);
    length = out.position();
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) port);
    int hostAt = out.position();
    label(out, "device");
    label(out, "local");
    out.put((byte) 0);
    out.putShort(length, (short) (out.position() - length - 2));
    out.putShort((short) (0xC000 | hostAt)).putShort((short) 1).putShort((short) 0x8001);
    out.putInt(120).putShort((short) 4);
    for (int number : numbers) {
      out.put((byte) number);
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static void label(ByteBuffer out, String label) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    out.put((byte) bytes.length).put(bytes);
  }

  private NetworkLook.Seen hear(byte[]... answers) throws Exception {
    try (DatagramChannel asker = here();
        DatagramChannel device = here()) {
      for (byte[] answer : answers) {
        device.send(ByteBuffer.wrap(answer), at(asker));
      }
      return look.listen(asker, List.of(), SHORT, new ArrayList<>());
    }
  }

  @Test
  void aDeviceThatSaysItsNameIsKnownByItAndReachedByItsNumbers() throws Exception {
    Examined found =
        hear(answer("GRABETTE left", "_http._tcp", 8123, 10, 0, 0, 7)).found().getFirst();
    assertEquals("http://10.0.0.7:8123", found.device().address());
    assertEquals("GRABETTE left", found.device().title());
    Suspicion first = found.suspicions().getFirst();
    assertEquals("grabette", first.driver());
    assertTrue(first.probable());
    assertTrue(first.reason().contains("announces itself as “GRABETTE left”"), first::toString);
    assertTrue(found.device().isMeantBy("http://10.0.0.7:8123"));
    assertFalse(found.device().isMeantBy("http://10.0.0.70:8123"));
  }

  @Test
  void anUnknownNameOnAUsualPortMayBeAndAnotherIsNotShown() throws Exception {
    NetworkLook.Seen seen =
        hear(
            answer("Cell 4", "_http._tcp", 8000, 10, 0, 0, 8),
            answer("Printer", "_http._tcp", 80, 10, 0, 0, 9));
    assertEquals(1, seen.found().size(), seen::toString);
    Suspicion first = seen.found().getFirst().suspicions().getFirst();
    assertEquals("grabette", first.driver());
    assertFalse(first.probable());
  }

  /// What any device of a network may send us, wrong or ill meant, ends no look.
  @Test
  void spoiltAnswersAreNone() throws Exception {
    byte[] good = answer("GRABETTE", "_http._tcp", 8000, 10, 0, 0, 7);
    Random random = new Random(3);
    ServiceAnswers answers = new ServiceAnswers();
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      answers.hear(java.util.Arrays.copyOf(bad, random.nextInt(bad.length + 1)));
    }
    byte[] circle = good.clone();
    circle[12] = (byte) 0xC0;
    circle[13] = 12;
    assertFalse(answers.hear(circle));
    assertFalse(answers.hear(ServiceAnswers.question(TYPES)), "A question is no answer");
    assertTrue(answers.hear(good));
    assertTrue(
        answers
            .services(TYPES)
            .contains(new ServiceAnswers.Service("GRABETTE", "_http._tcp", "10.0.0.7", 8000)));
  }

  @Test
  void whoeverSendsIsRecognisedByWhatItSends() throws Exception {
    try (DatagramChannel asker = here();
        DatagramChannel ear = here();
        DatagramChannel glove = here()) {
      for (int i = 0; i < 20; i++) {
        String line = "{\"t\":" + i + ",\"values\":{\"index_curl\":" + 0.01 * i + "}}";
        glove.send(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), at(ear));
      }
      List<String> tried = new ArrayList<>();
      NetworkLook.Seen seen = look.listen(asker, List.of(ear), SHORT, tried);
      Examined found = seen.found().getFirst();
      assertEquals("udp:" + at(ear).getPort(), found.device().address());
      assertTrue(
          found.suspicions().stream().anyMatch(s -> s.driver().equals("bridge")), seen::toString);
      assertTrue(seen.tried().getFirst().endsWith(": data"), seen::toString);
    }
  }

  @Test
  void silenceIsSaid() throws Exception {
    try (DatagramChannel asker = here();
        DatagramChannel ear = here()) {
      NetworkLook.Seen seen = look.listen(asker, List.of(ear), SHORT, new ArrayList<>());
      assertEquals(List.of(), seen.found());
      assertTrue(seen.tried().getFirst().endsWith(": silence"), seen::toString);
    }
  }
}
