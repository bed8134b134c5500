package dev.handloom.device.link.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageServerTest {
  private static final int HANDS = 4 | 8;

  private HeadsetPages pages;
  private PageLink link;
  private PageServer server;

  @BeforeEach
  void serve() throws Exception {
    pages = new HeadsetPages();
    link = pages.open("test", 0);
    server = link.server();
  }

  @AfterEach
  void end() {
    link.close();
    pages.close();
  }

  private PageVisitor visitor() throws Exception {
    return new PageVisitor(server.port(), pages.certificate());
  }

  private static void await(String what, BooleanSupplier holds) {
    long end = StudioClock.now() + 30_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(StudioClock.now() < end, what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void thePageComesWithAPolicyThatLetsNothingElseIn() throws Exception {
    try (PageVisitor visitor = visitor()) {
      String head = visitor.ask("GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n");
      assertTrue(head.startsWith("HTTP/1.1 200 "), head);
      assertTrue(head.contains("default-src 'none'; script-src 'self'"), head);
      assertTrue(head.contains("connect-src 'self' wss://localhost:1;"), head);
      assertTrue(head.contains("X-Content-Type-Options: nosniff"), head);
    }
  }

  @Test
  void aHostThatIsNoneDoesNotComeIntoTheAnswer() throws Exception {
    try (PageVisitor visitor = visitor()) {
      String head = visitor.ask("GET / HTTP/1.1\r\nHost: a; script-src *\r\n\r\n");
      assertTrue(head.contains("connect-src 'self';"), head);
    }
  }

  @Test
  void thereIsNoOtherFile() throws Exception {
    for (String path : new String[] {"/../../x", "/page", "/files/page.js", "/%2e%2e/etc/passwd"}) {
      try (PageVisitor visitor = visitor()) {
        String head = visitor.ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(head.startsWith("HTTP/1.1 404 "), head);
      }
    }
  }

  @Test
  void whoLeavesOutTheSIsToldSo() throws Exception {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String all = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(all.contains("https://"), all);
    }
  }

  @Test
  void theHandshakeIsThatOfTheStandard() throws Exception {
    try (PageVisitor visitor = visitor()) {
      String head = visitor.upgrade("");
      // The example of RFC 6455, section 1.3.
      assertTrue(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head);
    }
  }

  @Test
  void anotherSiteMayNotUseTheBrowserOfSomebodyWhoIsIn() throws Exception {
    try (PageVisitor visitor = visitor()) {
      String head = visitor.upgrade("Origin: https://elsewhere.example\r\n");
      assertTrue(head.startsWith("HTTP/1.1 403 "), head);
    }
  }

  @Test
  void aWrongTokenIsRefusedAndGuessingTakesLong() throws Exception {
    for (int i = 0; i < Attempts.MOST_OF_ONE; i++) {
      try (PageVisitor visitor = visitor().in("WRONG" + i, PageVisitor.ME, true)) {
        assertEquals("token", visitor.said("refused").path("why").asString(""));
        assertEquals(WebSocketWire.POLICY, visitor.closed());
      }
    }
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
      assertEquals("wait", visitor.said("refused").path("why").asString(""));
    }
    assertEquals("", server.seated());
  }

  @Test
  void aTokenMayBeTypedAsPeopleType() throws Exception {
    String typed =
        " "
            + server.token().substring(0, 3).toLowerCase(java.util.Locale.ROOT)
            + "-"
            + server.token().substring(3)
            + " ";
    try (PageVisitor visitor = visitor().in(typed, PageVisitor.ME, true)) {
      assertEquals("headset", visitor.said("welcome").path("seat").asString(""));
    }
  }

  @Test
  void aSecondClientIsToldWhoHasTheSeatUntilItIsFreed() throws Exception {
    try (PageVisitor first = visitor().in(server.token(), PageVisitor.ME, true)) {
      first.said("welcome");
      try (PageVisitor second = visitor().in(server.token(), PageVisitor.OTHER, true)) {
        String words = second.said("refused").path("words").asString("");
        assertTrue(words.contains("taken by Test (127.0.0.1)"), words);
      }
      server.freeSeat();
      assertEquals("freed", first.said("refused").path("why").asString(""));
      try (PageVisitor third = visitor().in(server.token(), PageVisitor.OTHER, true)) {
        third.said("welcome");
      }
    }
  }

  @Test
  void whoWasCutOffFindsTheSeatAgainAndNobodyElseDoes() throws Exception {
    try (PageVisitor first = visitor().in(server.token(), PageVisitor.ME, true)) {
      first.said("welcome");
      assertTrue(link.ready(30_000));
    }
    await("gone", () -> !server.connected());
    assertThrows(IOException.class, () -> receive(link, 30_000));
    try (PageVisitor other = visitor().in(server.token(), PageVisitor.OTHER, true)) {
      assertEquals("taken", other.said("refused").path("why").asString(""));
    }
    link.close();
    link = pages.open("test", 0);
    try (PageVisitor again = visitor().in(server.token(), PageVisitor.ME, true)) {
      again.said("welcome");
      assertTrue(link.ready(30_000));
    }
  }

  @Test
  void whoComesBackBeforeTheOldConnectionIsDeadTakesItsPlace() throws Exception {
    try (PageVisitor first = visitor().in(server.token(), PageVisitor.ME, true)) {
      first.said("welcome");
      try (PageVisitor again = visitor().in(server.token(), PageVisitor.ME, true)) {
        again.said("welcome");
        assertEquals(WebSocketWire.GOING_AWAY, first.closed());
        await("connected", server::connected);
      }
    }
  }

  private static byte[] receive(PageLink link, int millis) throws IOException {
    byte[] into = new byte[WebSocketWire.LARGEST];
    int length = link.receive(into, millis);
    return length < 0 ? new byte[0] : Arrays.copyOf(into, length);
  }

  @Test
  void messagesGoBothWays() throws Exception {
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
      visitor.said("welcome");
      assertTrue(link.ready(30_000));
      byte[] tracking = new byte[56 + 2 * 808];
      tracking[0] = 1;
      tracking[1] = 1;
      tracking[2] = HANDS;
      visitor.binary(tracking);
      assertArrayEquals(tracking, receive(link, 30_000));
      assertFalse(link.text());
      byte[] probe = PageWire.probe(7, 1234);
      link.send(probe, 0, probe.length);
      assertArrayEquals(probe, visitor.next(2));
    }
  }

  @Test
  void aPageThatAsksForTheTimeIsAnswered() throws Exception {
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, false)) {
      visitor.said("welcome");
      ByteBuffer probe = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      probe.put((byte) 0x12).put((byte) 1).putShort((short) 0).putInt(3).putLong(777);
      long before = StudioClock.now();
      visitor.binary(probe.array());
      ByteBuffer answer = ByteBuffer.wrap(visitor.next(2)).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(0x13, answer.get(0));
      assertEquals(3, answer.getInt(4));
      assertEquals(777, answer.getLong(8));
      assertTrue(answer.getLong(16) >= before, "got before it was asked");
      assertTrue(answer.getLong(24) >= answer.getLong(16), "answered before it was got");
    }
  }

  @Test
  void whatIsAgainstTheRulesEndsTheConnectionWithItsReason() throws Exception {
    byte[] unmasked = {(byte) 0x82, 1, 0};
    byte[] reserved = PageVisitor.frame(0xC2, new byte[1]);
    byte[] unknown = PageVisitor.frame(0x83, new byte[1]);
    byte[] loosePart = PageVisitor.frame(0x80, new byte[1]);
    byte[] longControl = PageVisitor.frame(0x89, new byte[126]);
    byte[] huge = {(byte) 0x82, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1};
    byte[] notText = PageVisitor.frame(0x81, new byte[] {(byte) 0xC3, 0x28});
    byte[] large = PageVisitor.frame(0x82, new byte[WebSocketWire.LARGEST + 1]);
    byte[][] wrong = {unmasked, reserved, unknown, loosePart, longControl, huge, notText, large};
    int[] codes = {1002, 1002, 1002, 1002, 1002, 1009, 1007, 1009};
    for (int i = 0; i < wrong.length; i++) {
      try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
        visitor.said("welcome");
        visitor.write(wrong[i]);
        assertEquals(codes[i], visitor.closed(), "of case " + i);
      }
    }
  }

  @Test
  void aMessageOfManySmallPartsIsBounded() throws Exception {
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
      visitor.said("welcome");
      visitor.write(PageVisitor.frame(0x02, new byte[0]));
      for (int i = 0; i < 64; i++) {
        visitor.write(PageVisitor.frame(0x00, new byte[0]));
      }
      assertEquals(WebSocketWire.TOO_LARGE, visitor.closed());
    }
  }

  @Test
  void randomBytesEndAConnectionAndNothingElse() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      try (PageVisitor visitor = visitor()) {
        if (i % 2 == 0) {
          visitor.upgrade("");
        }
        byte[] bytes = new byte[1 + random.nextInt(3000)];
        random.nextBytes(bytes);
        visitor.write(bytes);
      } catch (IOException e) {
        // It hung up before all was written.
      }
    }
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
      visitor.said("welcome");
    }
  }

  /// Shows pictures without end.
  private static final class Pictures implements PageRoom {
    @Override
    public Sight sight() {
      return Sight.NOBODY;
    }

    @Override
    public String act(Act what, String who) {
      return what + " by " + who;
    }

    @Override
    public byte @Nullable [] picture() {
      return new byte[100_000];
    }
  }

  @Test
  void aPictureWaitsUntilTheOneBeforeWasShown() throws Exception {
    pages.room(new Pictures());
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
      visitor.said("welcome");
      byte[] first = visitor.next(2);
      assertEquals(100_008, first.length);
      await("some are left out", () -> server.pictures()[1] >= 3);
      assertEquals(1, server.pictures()[0], "sent before the first was shown");
      byte[] shown = Arrays.copyOf(first, 8);
      shown[0] = 0x21;
      visitor.binary(shown);
      assertEquals(100_008, visitor.next(2).length);
    }
  }

  @Test
  void aButtonIsPressedForWhoIsIn() throws Exception {
    pages.room(new Pictures());
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, false)) {
      visitor.said("welcome");
      visitor.text("{\"kind\":\"do\",\"what\":\"redo\"}");
      assertEquals("REDO by Test (127.0.0.1)", visitor.said("told").path("words").asString(""));
      visitor.text("{\"kind\":\"do\",\"what\":\"format the disk\"}");
      assertTrue(visitor.said("told").path("words").asString("").contains("does not know"));
    }
  }

  @Test
  void nothingIsDoneForWhoHasNotSaidTheToken() throws Exception {
    try (PageVisitor visitor = visitor()) {
      visitor.upgrade("");
      visitor.text("{\"kind\":\"do\",\"what\":\"start\"}");
      assertEquals(WebSocketWire.POLICY, visitor.closed());
    }
  }

  @Test
  void loopbackAloneUntilItIsOpened() throws Exception {
    assertFalse(server.openToNetwork());
    assertEquals("https://localhost:" + server.port() + "/", server.addresses().getFirst());
    assertTrue(server.invitation().endsWith("#" + server.token()), server.invitation());
    try (PageVisitor visitor = visitor().in(server.token(), PageVisitor.ME, true)) {
      visitor.said("welcome");
      server.openToNetwork(true);
      assertTrue(server.openToNetwork());
      for (var address : PageAddresses.ofThisMachine().stream().limit(1).toList()) {
        try (Socket far = new Socket(address, server.port())) {
          assertTrue(far.isConnected());
        }
      }
      server.openToNetwork(false);
      for (var address : PageAddresses.ofThisMachine().stream().limit(1).toList()) {
        assertThrows(IOException.class, () -> new Socket(address, server.port()).close());
      }
      visitor.text("{\"kind\":\"do\",\"what\":\"start\"}");
      visitor.said("told");
    }
  }

  @Test
  void aNewTokenMakesTheOldOneWorthless() throws Exception {
    String old = server.token();
    server.newToken();
    try (PageVisitor visitor = visitor().in(old, PageVisitor.ME, true)) {
      assertEquals("token", visitor.said("refused").path("why").asString(""));
    }
  }

  @Test
  void onePageIsOfOneDevice() {
    assertThrows(IOException.class, () -> pages.open("test", 0));
  }
}
