package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The handshake is the example of RFC 6455, section 1.3.
class WebSocketListenLinkTest {
  private static final byte[] REQUEST =
      String.join(
              "\r\n",
              "GET /chat HTTP/1.1",
              "Host: server.example.com",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "Origin: http://example.com",
              "Sec-WebSocket-Version: 13",
              "",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] masked(int first, byte[] payload) {
    ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
    if (payload.length < 126) {
      head.put((byte) (0x80 | payload.length));
    } else if (payload.length < 1 << 16) {
      head.put((byte) (0x80 | 126)).putShort((short) payload.length);
    } else {
      head.put((byte) (0x80 | 127)).putLong(payload.length);
    }
    byte[] mask = {1, 2, (byte) 0xF3, 4};
    head.put(mask);
    byte[] hidden = payload.clone();
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] ^= mask[i & 3];
    }
    byte[] all = new byte[head.position()];
    head.get(0, all);
    return join(all, hidden);
  }

  private static List<byte[]> read(WebSocketListenLink link, Script script) throws IOException {
    byte[] into = new byte[100_000];
    List<byte[]> got = new ArrayList<>();
    while (!script.drained()) {
      int length = link.receive(into, 0);
      if (length >= 0) {
        byte[] message = new byte[length];
        System.arraycopy(into, 0, message, 0, length);
        got.add(message);
      }
    }
    return got;
  }

  @Test
  void messagesAreReadWhateverPiecesTheyComeIn() throws Exception {
    Random random = new Random(6455);
    byte[] middle = new byte[300];
    byte[] large = new byte[70_000];
    random.nextBytes(middle);
    random.nextBytes(large);
    byte[] all =
        join(
            REQUEST,
            masked(0x82, new byte[] {1, 2}),
            masked(0x82, new byte[0]),
            masked(0x02, middle),
            masked(0x89, new byte[] {7}),
            masked(0x80, middle),
            masked(0x82, large));
    for (int longest : new int[] {1, 9, 1000, 80_000}) {
      Script script = Script.saying(Conversation.split(all, random, longest));
      List<byte[]> got = read(new WebSocketListenLink(script.asBytes()), script);
      assertEquals(4, got.size(), "in pieces of " + longest);
      assertArrayEquals(new byte[] {1, 2}, got.getFirst());
      assertArrayEquals(join(middle, middle), got.get(2));
      assertArrayEquals(large, got.get(3));
      String answer = new String(script.written().getFirst(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
      assertTrue(answer.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), answer);
      assertArrayEquals(new byte[] {(byte) 0x8A, 1, 7}, script.written().get(1), "the pong");
    }
  }

  @Test
  void whoAsksForAPageIsToldThatThereIsNone() {
    byte[] page = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    Script script = Script.saying(List.of(page));
    assertThrows(IOException.class, () -> read(new WebSocketListenLink(script.asBytes()), script));
    String answer = script.writtenText();
    assertTrue(answer.startsWith("HTTP/1.1 426 "), answer);
    int body = answer.indexOf("\r\n\r\n") + 4;
    assertTrue(answer.contains("Content-Length: " + (answer.length() - body) + "\r\n"), answer);
  }

  @Test
  void aFarewellIsAnsweredAndEndsTheLink() {
    Script script = Script.saying(List.of(join(REQUEST, masked(0x88, new byte[] {3, -24}))));
    IOException e =
        assertThrows(
            IOException.class, () -> read(new WebSocketListenLink(script.asBytes()), script));
    assertTrue(String.valueOf(e.getMessage()).contains("closed"), e.getMessage());
    assertArrayEquals(new byte[] {(byte) 0x88, 2, 3, -24}, script.written().getLast());
  }

  @Test
  void whatIsTooLongUnmaskedOrMixedUpEndsTheLink() {
    byte[] tooLong = {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
    byte[] negative = {(byte) 0x82, (byte) 0xFF, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    byte[] unmasked = {(byte) 0x82, 1, 0, 0, 0, 0};
    byte[] goesOn = masked(0x80, new byte[1]);
    byte[] twice = join(masked(2, new byte[1]), masked(2, new byte[1]));
    byte[] cutPing = masked(9, new byte[1]);
    for (byte[] wrong : List.of(tooLong, negative, unmasked, goesOn, twice, cutPing)) {
      Script script = Script.saying(List.of(join(REQUEST, wrong)));
      assertThrows(
          IOException.class, () -> read(new WebSocketListenLink(script.asBytes()), script));
    }
  }

  @Test
  void aMessageThatDoesNotFitIsCounted() throws Exception {
    Script script =
        Script.saying(
            List.of(join(REQUEST, masked(0x82, new byte[50]), masked(0x82, new byte[3]))));
    WebSocketListenLink link = new WebSocketListenLink(script.asBytes());
    byte[] into = new byte[10];
    int length = MessageLink.NOTHING;
    while (length < 0) {
      length = link.receive(into, 0);
    }
    assertEquals(3, length);
    assertEquals(1, link.lostMessages());
  }

  @Test
  void anyBytesEndInAnErrorOrNothing() {
    Random random = new Random(5);
    int ended = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = join(REQUEST, masked(0x82, new byte[40]), masked(0x01, new byte[9]));
      for (int i = 0; i < 4; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Script script = Script.saying(Conversation.split(bytes, random, 50));
      try {
        assertTrue(read(new WebSocketListenLink(script.asBytes()), script).size() < 20);
      } catch (IOException e) {
        ended++;
      }
    }
    assertTrue(ended > 100, ended + " ended");
  }
}
