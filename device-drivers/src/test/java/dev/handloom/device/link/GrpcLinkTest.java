package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.http2.Frames;
import dev.handloom.device.link.http2.GrpcMessages;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcLinkTest {
  private static final String PATH = "a.B/C";

  private static GrpcLink over(Script script) {
    return new GrpcLink(script.asBytes(), InetAddress.getLoopbackAddress(), PATH, "it:1");
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Frames.write(out, type, flags, stream, payload);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] greeting() {
    return join(
        frame(Frames.SETTINGS, 0, 0, Frames.settings(3, 100)),
        frame(Frames.SETTINGS, Frames.ACK, 0, new byte[0]),
        frame(
            Frames.HEADERS,
            Frames.END_HEADERS,
            1,
            Frames.headers(":status", "200", "content-type", "application/grpc+proto")));
  }

  private static byte[] data(String... messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String message : messages) {
      all.writeBytes(GrpcMessages.of(message.getBytes(StandardCharsets.US_ASCII)));
    }
    return frame(Frames.DATA, 0, 1, all.toByteArray());
  }

  private static List<String> read(GrpcLink link, Script script) throws IOException {
    byte[] into = new byte[70_000];
    List<String> got = new ArrayList<>();
    while (!script.drained()) {
      int length = link.receive(into, 0);
      if (length >= 0) {
        got.add(new String(into, 0, length, StandardCharsets.US_ASCII));
      }
    }
    return got;
  }

  @Test
  void theQuestionIsPutAsTheStandardHasIt() throws Exception {
    Script script = Script.saying(List.of());
    over(script).send(new byte[] {9, 8}, 0, 2);
    byte[] said = script.written().getFirst();
    String hex = HexFormat.of().formatHex(said);
    assertTrue(
        hex.startsWith(
            "505249202a20485454502f322e300d0a0d0a534d0d0a0d0a"
                + "00000c040000000000"
                + "000200000000"
                + "000400100000"
                + "000004080000000000"
                + "000f0001"),
        hex);
    assertTrue(hex.endsWith("000007" + "0001" + "00000001" + "00" + "00000002" + "0908"), hex);
    assertThrows(IOException.class, () -> over(script).send(new byte[20_000], 0, 20_000));
  }

  @Test
  void messagesAreReadWhateverPiecesTheyComeIn() throws Exception {
    String large = "y".repeat(20_000);
    byte[] twoFrames = GrpcMessages.of(large.getBytes(StandardCharsets.US_ASCII));
    byte[] padded = join(new byte[] {3}, GrpcMessages.of(new byte[] {'p'}), new byte[3]);
    byte[] all =
        join(
            greeting(),
            data("one", "", "three"),
            frame(Frames.DATA, 8, 1, padded),
            frame(Frames.DATA, 0, 1, Arrays.copyOf(twoFrames, 11_000)),
            frame(0x77, 0, 1, new byte[5]),
            frame(Frames.DATA, 0, 1, Arrays.copyOfRange(twoFrames, 11_000, twoFrames.length)),
            data("last"));
    Random random = new Random(3);
    for (int longest : new int[] {1, 7, 300, 60_000}) {
      Script script = Script.saying(Conversation.split(all, random, longest));
      assertEquals(
          List.of("one", "", "three", "p", large, "last"),
          read(over(script), script),
          "in pieces of " + longest);
    }
  }

  @Test
  void arrivalIsThatOfTheFirstPiece() throws Exception {
    byte[] one = data("one");
    byte[] two = data("two");
    Script script =
        Script.saying(
            List.of(
                join(greeting(), one),
                Arrays.copyOf(two, 4),
                Arrays.copyOfRange(two, 4, 15),
                Arrays.copyOfRange(two, 15, two.length),
                data("three", "four")));
    GrpcLink link = over(script);
    byte[] into = new byte[100];
    List<Long> arrivals = new ArrayList<>();
    while (!script.drained()) {
      if (link.receive(into, 0) >= 0) {
        arrivals.add(link.arrivalNanos());
      }
    }
    long first = arrivals.getFirst();
    assertEquals(
        List.of(0L, 1L, 4L, 4L),
        arrivals.stream().map(at -> (at - first) / Script.STEP_NANOS).toList());
  }

  @Test
  void pingsAndSettingsAreAnswered() throws Exception {
    byte[] ping = {1, 2, 3, 4, 5, 6, 7, 8};
    Script script = Script.saying(List.of(greeting(), frame(Frames.PING, 0, 0, ping), data("x")));
    assertEquals(List.of("x"), read(over(script), script));
    assertArrayEquals(
        frame(Frames.SETTINGS, Frames.ACK, 0, new byte[0]), script.written().getFirst());
    assertArrayEquals(frame(Frames.PING, Frames.ACK, 0, ping), script.written().getLast());
  }

  @Test
  void theWindowIsGivenBackBeforeItIsEmpty() throws Exception {
    List<byte[]> pieces = new ArrayList<>(List.of(greeting()));
    for (int i = 0; i < 300; i++) {
      pieces.add(data("z".repeat(16_000)));
    }
    Script script = Script.saying(pieces);
    assertEquals(300, read(over(script), script).size());
    long given =
        script.written().stream()
            .flatMap(bytes -> windows(bytes).stream())
            .mapToLong(Long::longValue)
            .sum();
    assertTrue(given > 300 * 16_000 - (1 << 20), given + " bytes given back");
  }

  /// What is given back to the call.
  private static List<Long> windows(byte[] bytes) {
    List<Long> given = new ArrayList<>();
    Frames frames = new Frames();
    try {
      for (int at = 0; at < bytes.length; ) {
        at += frames.accept(bytes, at, bytes.length - at);
        if (frames.whole() && frames.type() == Frames.WINDOW_UPDATE && frames.stream() == 1) {
          given.add((long) frames.number());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return given;
  }

  @Test
  void aMessageThatDoesNotFitIsCounted() throws Exception {
    Script script = Script.saying(List.of(greeting(), data("far too long", "ok")));
    GrpcLink link = over(script);
    byte[] into = new byte[4];
    int length = MessageLink.NOTHING;
    while (length < 0) {
      length = link.receive(into, 0);
    }
    assertEquals("ok", new String(into, 0, length, StandardCharsets.US_ASCII));
    assertEquals(1, link.lostMessages());
  }

  @ParameterizedTest
  @CsvSource({
    "trailers, ended the call (gRPC status 14: away | now)",
    "unknown, does not know a.B/C",
    "notgrpc, speaks no gRPC",
    "reset, broke the call off (8)",
    "goaway, does not take the call (2)",
    "end, ended the call",
    "compressed, compressed",
    "huge, larger than allowed",
    "long, longer than 4 MiB",
    "push, pushes",
    "data, no headers",
  })
  void whatEndsTheCallIsSaid(String how, String words) {
    byte[] bytes =
        switch (how) {
          case "trailers" ->
              join(greeting(), trailers("grpc-status", "14", "grpc-message", "away %7C now"));
          case "unknown" ->
              trailers(":status", "200", "content-type", "application/grpc", "grpc-status", "12");
          case "notgrpc" -> trailers(":status", "404", "content-type", "text/html");
          case "reset" -> join(greeting(), frame(Frames.RST_STREAM, 0, 1, Frames.number(8)));
          case "goaway" -> frame(Frames.GOAWAY, 0, 0, new byte[] {0, 0, 0, 0, 0, 0, 0, 2});
          case "end" -> join(greeting(), frame(Frames.DATA, Frames.END_STREAM, 1, new byte[0]));
          case "compressed" ->
              join(greeting(), frame(Frames.DATA, 0, 1, new byte[] {1, 0, 0, 0, 1, 0}));
          case "huge" -> new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 1};
          case "long" -> join(greeting(), frame(Frames.DATA, 0, 1, new byte[] {0, 1, 0, 0, 0, 0}));
          case "push" -> join(greeting(), frame(Frames.PUSH_PROMISE, 0, 1, new byte[4]));
          default -> data("x");
        };
    Script script = Script.saying(List.of(bytes));
    IOException e = assertThrows(IOException.class, () -> read(over(script), script));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  private static byte[] trailers(String... pairs) {
    return frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, Frames.headers(pairs));
  }

  @Test
  void anyBytesEndInAnErrorOrNothing() {
    Random random = new Random(9113);
    int ended = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] good = join(greeting(), data("one", "two"), data("three"));
      for (int i = random.nextInt(6); i >= 0; i--) {
        good[random.nextInt(good.length)] = (byte) random.nextInt();
      }
      Script script = Script.saying(Conversation.split(good, random, 40));
      try {
        assertTrue(read(over(script), script).size() < 20);
      } catch (IOException e) {
        ended++;
      }
    }
    assertTrue(ended > 500, ended + " ended");
  }

  @ParameterizedTest
  @CsvSource({"localhost:1", "localhost:1/a", "localhost:1/a.B/", "/a.B/C"})
  void anAddressWithoutACallIsRefused(String rest) {
    IOException e = assertThrows(IOException.class, () -> GrpcLink.dial(rest));
    assertTrue(String.valueOf(e.getMessage()).contains("package.Service/Method"), e.getMessage());
  }
}
