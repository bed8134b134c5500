package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Script;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes are those of ZeroMQ RFC 23 and of what libzmq 4.3.5 was heard to send.
class ZmqLinkTest {
  /// Signature, version 3.1, NULL, no server, filler: libzmq's.
  private static final byte[] GREETING =
      HexFormat.of()
          .parseHex(
              "ff00000000000000017f0301" + "4e554c4c" + "00".repeat(16) + "00" + "00".repeat(31));

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] frame(int flags, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (body.length < 256) {
      all.write(flags);
      all.write(body.length);
    } else {
      all.write(flags | 2);
      all.writeBytes(new byte[] {0, 0, 0, 0});
      for (int shift = 24; shift >= 0; shift -= 8) {
        all.write(body.length >> shift);
      }
    }
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static byte[] ready(String type) {
    return frame(
        4,
        join(
            ascii("\u0005READY\u000bSocket-Type\0\0\0" + (char) type.length() + type),
            ascii("\u0008Identity\0\0\0\0")));
  }

  private static ZmqLink over(Script script, ZmqLink.Socket socket, String topic) {
    return new ZmqLink(script.asBytes(), socket, topic);
  }

  private static List<String> read(ZmqLink link, Script script) throws IOException {
    byte[] into = new byte[70_000];
    List<String> got = new ArrayList<>();
    while (true) {
      int length = link.receive(into, 0);
      if (length >= 0) {
        got.add(new String(into, 0, length, StandardCharsets.US_ASCII));
      } else if (script.drained()) {
        return got;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
  void subscribesAndReadsMessagesInAnyPieces(int longest) throws Exception {
    byte[] said =
        join(
            GREETING,
            ready("PUB"),
            frame(0, ascii("one")),
            frame(1, ascii("topic")),
            frame(0, ascii("two")),
            frame(0, new byte[0]),
            frame(4, ascii("\u0004PING\0\u0014ctx")),
            frame(0, ascii("x".repeat(60_000))));
    Random random = new Random(longest);
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < said.length; ) {
      int count = Math.min(said.length - at, 1 + random.nextInt(longest));
      byte[] piece = new byte[count];
      System.arraycopy(said, at, piece, 0, count);
      pieces.add(piece);
      at += count;
    }
    Script script = Script.saying(pieces);
    ZmqLink link = over(script, ZmqLink.Socket.SUB, "hand");
    assertEquals(List.of("one", "two", "", "x".repeat(60_000)), read(link, script));
    byte[] ours =
        join(
            HexFormat.of().parseHex("ff0000000000000000" + "7f0300" + "4e554c4c" + "00".repeat(48)),
            frame(4, ascii("\u0005READY\u000bSocket-Type\0\0\0\u0003SUB")),
            frame(0, ascii("\u0001hand")),
            frame(4, ascii("\u0004PONGctx")));
    assertArrayEquals(ours, join(script.written().toArray(byte[][]::new)));
    assertEquals(0, link.lostMessages());
  }

  @Test
  void aPullSendsNoSubscription() throws Exception {
    Script script = Script.saying(List.of(join(GREETING, ready("PUSH"), frame(0, ascii("1,2,3")))));
    assertEquals(List.of("1,2,3"), read(over(script, ZmqLink.Socket.PULL, ""), script));
    assertEquals(2, script.written().size());
  }

  @Test
  void whatIsTooLargeIsLostAndNothingElse() throws Exception {
    byte[] huge = frame(0, new byte[WebSocketLink.LARGEST_MESSAGE + 1]);
    Script script =
        Script.saying(
            List.of(
                join(GREETING, ready("PUB"), frame(0, new byte[80_000])),
                huge,
                frame(0, ascii("after"))));
    ZmqLink link = over(script, ZmqLink.Socket.SUB, "");
    assertEquals(List.of("after"), read(link, script));
    assertEquals(2, link.lostMessages());
  }

  @ParameterizedTest
  @CsvSource({"PULL,PUB,reads a PUSH", "SUB,REP,reads a PUB", "SUB,,reads a PUB"})
  void anotherKindOfSocketIsRefused(String ours, String theirs, String words) {
    Script script = Script.saying(List.of(join(GREETING, ready(theirs == null ? "" : theirs))));
    ZmqLink link = over(script, ZmqLink.Socket.valueOf(ours), "");
    IOException e = assertThrows(IOException.class, () -> read(link, script));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  @Test
  void whatIsNoZeroMqIsNamed() {
    refused(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"), "does not speak ZeroMQ");
    byte[] old = GREETING.clone();
    old[10] = 1;
    refused(old, "ZMTP 1");
    byte[] secret = GREETING.clone();
    System.arraycopy(ascii("CURVE"), 0, secret, 12, 5);
    refused(secret, "security (CURVE)");
    refused(join(GREETING, frame(0, ascii("early"))), "does not keep to");
    refused(join(GREETING, new byte[] {8, 1, 1}), "does not keep to");
    refused(join(GREETING, frame(4, ascii("\u0005ERROR\u0004nope"))), "refuses us (nope)");
    byte[] endless = HexFormat.of().parseHex("02ffffffffffffffff");
    refused(join(GREETING, ready("PUB"), endless), "does not keep to");
  }

  private static void refused(byte[] said, String words) {
    Script script = Script.saying(List.of(said));
    ZmqLink link = over(script, ZmqLink.Socket.SUB, "");
    IOException e = assertThrows(IOException.class, () -> read(link, script));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  @Test
  void randomBytesEndInAnExceptionOrInNothing() {
    Random random = new Random(17);
    for (int round = 0; round < 300; round++) {
      byte[] noise = new byte[random.nextInt(3000)];
      random.nextBytes(noise);
      byte[] said = round % 2 == 0 ? noise : join(GREETING, ready("PUB"), noise);
      Script script = Script.saying(List.of(said));
      ZmqLink link = over(script, ZmqLink.Socket.SUB, "");
      try {
        int ignored = read(link, script).size();
        assertTrue(ignored >= 0);
      } catch (IOException e) {
        assertTrue(e.getMessage() != null && !e.getMessage().isEmpty());
      }
    }
  }

  @Test
  void dialsAndIsDialled() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> peer =
          CompletableFuture.runAsync(() -> {
            try (Socket socket = server.accept()) {
              publish(socket, "PUB");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      try (Link link =
          Links.ofThisMachine().open("zmq-sub:127.0.0.1:" + server.getLocalPort() + ",topic=a,b")) {
        assertTrue(link.ready(1));
        assertEquals("hello", first((MessageLink) link));
      }
      peer.get(60, TimeUnit.SECONDS);
    }
    try (ZmqLink link = ZmqLink.listen(ZmqLink.Socket.PULL, "0")) {
      String title = link.title();
      int port = Integer.parseInt(title.substring(title.lastIndexOf(':') + 1));
      CompletableFuture<Void> peer =
          CompletableFuture.runAsync(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
              publish(socket, "PUSH");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertTrue(link.ready(60_000));
      assertEquals("hello", first(link));
      assertTrue(link.arrivalNanos() > 0);
      peer.get(60, TimeUnit.SECONDS);
    }
  }

  private static String first(MessageLink link) throws IOException {
    byte[] into = new byte[100];
    int length = link.receive(into, 60_000);
    return new String(into, 0, length, StandardCharsets.US_ASCII);
  }

  /// Greets step by step as libzmq does, checks the subscription, says hello.
  private static void publish(Socket socket, String type) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(GREETING, 0, 10);
    byte[] theirs = new byte[64];
    in.readFully(theirs);
    socket.getOutputStream().write(GREETING, 10, 54);
    socket.getOutputStream().write(ready(type));
    int flags = in.readUnsignedByte();
    assertEquals(4, flags);
    in.readFully(new byte[in.readUnsignedByte()]);
    if (type.equals("PUB")) {
      byte[] subscription = new byte[6];
      in.readFully(subscription);
      assertArrayEquals(ascii("\0\u0004\u0001a,b"), subscription);
    }
    socket.getOutputStream().write(frame(0, ascii("hello")));
    socket.getOutputStream().flush();
    // Stays until the other side has read and hung up, or for a moment.
    socket.setSoTimeout(2000);
    if (type.equals("PUB")) {
      assertEquals(-1, in.read());
    }
  }
}
