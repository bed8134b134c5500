package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.instrument.Instrument.WebAnswer;
import dev.handloom.device.sim.wire.DialWire;
import dev.handloom.device.sim.wire.UdpWire;
import dev.handloom.device.sim.wire.WebWire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkLinksTest {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void datagramsStayWholeAndAnswersGoBack() throws Exception {
    UdpWire device = new UdpWire(null);
    try (MessageLink link = (MessageLink) device.open()) {
      assertThrows(IOException.class, () -> link.send(ascii("who?"), 0, 4));
      assertTrue(device.write(ascii("one"), 0, 3));
      assertTrue(device.write(new byte[0], 0, 0));
      assertTrue(device.write(ascii("far too long"), 0, 12));
      assertTrue(device.write(ascii("three"), 0, 5));
      byte[] into = new byte[8];
      long before = System.nanoTime();
      assertEquals(3, link.receive(into, PATIENCE_MILLIS));
      assertEquals('o', into[0]);
      assertTrue(link.arrivalNanos() >= before);
      assertEquals(0, link.receive(into, PATIENCE_MILLIS));
      assertEquals(MessageLink.NOTHING, link.receive(into, PATIENCE_MILLIS));
      assertEquals(1, link.lostMessages());
      assertEquals(5, link.receive(into, PATIENCE_MILLIS));
      assertEquals(MessageLink.NOTHING, link.receive(into, 1));
      link.send(ascii("yes"), 0, 3);
      byte[] answer = new byte[8];
      assertEquals(3, device.read(answer, PATIENCE_MILLIS));
    } finally {
      device.close();
    }
  }

  @Test
  void aDeviceDialsIn() throws Exception {
    DialWire device = new DialWire("it", null);
    try (ByteLink link = (ByteLink) device.open()) {
      byte[] into = new byte[8];
      assertThrows(IOException.class, () -> link.write(into, 0, 1));
      while (!link.ready(PATIENCE_MILLIS) || !device.listened()) {
        Thread.onSpinWait();
      }
      assertTrue(device.write(ascii("hello"), 0, 5));
      int got = 0;
      while (got < 5) {
        got += link.read(into, got, 8 - got, PATIENCE_MILLIS);
      }
      link.write(ascii("hi"), 0, 2);
      assertEquals(2, device.read(into, PATIENCE_MILLIS));
      device.close();
      assertThrows(IOException.class, () -> link.read(into, 0, 8, PATIENCE_MILLIS));
    }
  }

  private static WebWire web(boolean socketOnly) throws IOException {
    return new WebWire("it", ANY, "/stream", socketOnly, true);
  }

  @Test
  void aWebSocketCarriesWholeMessagesBothWays() throws Exception {
    WebWire device = web(true);
    try (MessageLink link = (MessageLink) device.open()) {
      byte[] large = new byte[200_000];
      java.util.Arrays.fill(large, (byte) 'x');
      assertTrue(device.write(ascii("{}"), 0, 2));
      assertTrue(device.write(large, 0, large.length));
      byte[] into = new byte[large.length];
      long before = System.nanoTime();
      assertEquals(2, link.receive(into, PATIENCE_MILLIS));
      assertTrue(link.text());
      assertTrue(link.arrivalNanos() <= System.nanoTime() && link.arrivalNanos() > before - 1e9);
      assertEquals(large.length, link.receive(into, PATIENCE_MILLIS));
      assertArrayEquals(large, into);
      link.sendText("go");
      link.send(large, 0, 70_000);
      byte[] heard = new byte[100_000];
      assertEquals(2, device.read(heard, PATIENCE_MILLIS));
      assertEquals(70_000, device.read(heard, PATIENCE_MILLIS));
      device.close();
      assertThrows(IOException.class, () -> link.receive(into, PATIENCE_MILLIS));
    }
  }

  @Test
  void requestsAreAnsweredAndLimited() throws Exception {
    WebWire device = web(false);
    try (RequestLink link = (RequestLink) device.open()) {
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(() -> {
            byte[] none = new byte[1];
            for (int answered = 0; answered < 3; ) {
              device.read(none, 50);
              WebWire.Request request = device.request();
              if (request != null) {
                answered++;
                request
                    .answer()
                    .complete(new WebAnswer(200, "text/plain", ascii(request.target() + " ok")));
              }
            }
            return "done";
          });
      RequestLink.Answer answer = link.get("/state?x=1", 100, PATIENCE_MILLIS);
      assertTrue(answer.good());
      assertEquals("/state?x=1 ok", new String(answer.body(), StandardCharsets.US_ASCII));
      assertTrue(answer.sentNanos() <= answer.arrivalNanos());
      assertTrue(link.post("/do", "application/json", ascii("{}"), 100, PATIENCE_MILLIS).good());
      assertThrows(IOException.class, () -> link.get("/long", 3, PATIENCE_MILLIS));
      assertEquals("done", asked.get());
      assertThrows(IOException.class, () -> link.get("/nobody", 100, 50));
      try (MessageLink socket = link.webSocket("/stream")) {
        assertTrue(device.write(ascii("tick"), 0, 4));
        assertEquals(4, socket.receive(new byte[10], PATIENCE_MILLIS));
      }
    } finally {
      device.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "udp:0.0.0.0:5000|from=",
        "tcp-listen:0.0.0.0:5000|from=",
        "udp:nine|[host:]port",
        "udp:5000,by=me|from=…",
        "tcp:localhost|host:port",
        "tcp:127.0.0.1:1|Nothing answers",
        "ws://127.0.0.1:1/x|No WebSocket",
        "ws:no address|A WebSocket address",
        "http:|An HTTP address",
        "serial:/dev/no-such-port|no such serial port",
        "serial:usb-NOBODY|No serial port with serial number NOBODY",
        "serial:usbport-9-9.9|No serial port at USB socket 9-9.9",
        "serial:/dev/null@fast|baud rate",
        "hid:/dev/no-such-hid|No such device",
        "hid:zz:yy|four hexadecimal digits",
        "smoke:signals|No such kind of address"
      })
  void aWrongAddressSaysWhatToDo(String address, String words) {
    IOException e =
        assertThrows(IOException.class, () -> Links.ofThisMachine().open(address).close());
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }
}
