package dev.handloom.device.link.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples are those of RFC 7541, appendix C.
class HeaderDecoderTest {
  private static Map<String, String> decode(HeaderDecoder decoder, String hex) throws IOException {
    byte[] block = HexFormat.of().parseHex(hex);
    return decoder.decode(block, block.length);
  }

  @Test
  void requestsOfTheStandardWithTheirTableAreRead() throws Exception {
    HeaderDecoder decoder = new HeaderDecoder();
    Map<String, String> first = decode(decoder, "828684418cf1e3c2e5f23a6ba0ab90f4ff");
    assertEquals("www.example.com", first.get(":authority"));
    assertEquals("GET", first.get(":method"));
    Map<String, String> second = decode(decoder, "828684be5886a8eb10649cbf");
    assertEquals("www.example.com", second.get(":authority"));
    assertEquals("no-cache", second.get("cache-control"));
    Map<String, String> third = decode(decoder, "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
    assertEquals("custom-value", third.get("custom-key"));
    assertEquals("www.example.com", third.get(":authority"));
    assertEquals("/index.html", third.get(":path"));
  }

  @Test
  void whatIsWrittenPlainIsReadPlain() throws Exception {
    byte[] block =
        Frames.headers(
            ":path", "/a.B/C", "long", "x".repeat(300), "content-type", "application/grpc");
    Map<String, String> read = new HeaderDecoder().decode(block, block.length);
    assertEquals("/a.B/C", read.get(":path"));
    assertEquals("x".repeat(300), read.get("long"));
    assertEquals(List.of(":path", "long", "content-type"), List.copyOf(read.keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // the header 0
        "be", // of an empty table
        "ffffffffffff7f", // a number without end
        "3fe25f", // a table larger than we offered
        "0005616263", // a text that is cut
        "0084ffffffff0161", // holds the mark of the end
        "40016181ff", // padding that is too long
      })
  void whatIsNoHeaderIsRefused(String hex) {
    assertThrows(IOException.class, () -> decode(new HeaderDecoder(), hex));
  }

  @Test
  void anyBytesAreHeadersOrRefused() {
    Random random = new Random(7541);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] block = new byte[random.nextInt(80)];
      random.nextBytes(block);
      try {
        assertTrue(new HeaderDecoder().decode(block, block.length).size() <= block.length);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 5_000, refused + " refused");
  }
}
