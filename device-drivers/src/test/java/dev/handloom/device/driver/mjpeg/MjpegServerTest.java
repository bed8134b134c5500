package dev.handloom.device.driver.mjpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.handloom.device.driver.picture.TestJpegs;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.sim.Misbehaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Over HTTP: what servers answer, passwords, and coming back.
class MjpegServerTest {
  private static final String SECRET = "correct horse@7";

  private final List<String> authorizations = new ArrayList<>();

  private String refusal(int status, String contentType, String user) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.getResponseHeaders().add("Content-Type", contentType);
          byte[] body = "hello".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String address = "http://" + user + "127.0.0.1:" + server.getAddress().getPort() + "/video";
    try (Link link = Links.ofThisMachine().open(address)) {
      DriverUnderTest camera = new DriverUnderTest("mjpeg", Map.of(), link);
      return String.valueOf(assertThrows(IOException.class, camera::pump).getMessage());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsNoStreamOfPicturesIsRefusedInWords() throws Exception {
    assertTrue(
        refusal(200, "text/html", "").startsWith("It answers with text/html, not with JPEG"));
    assertTrue(refusal(200, "image/jpeg", "").startsWith("It sends a single picture (image/jpeg)"));
    assertTrue(refusal(404, "text/html", "").startsWith("It has nothing under this path: http"));
    assertTrue(refusal(401, "text/html", "").startsWith("It wants a user and a password"));
    assertTrue(refusal(503, "text/html", "").startsWith("It answered 503"));
  }

  /// As ffmpeg's own HTTP server answers.
  @Test
  void aServerThatDoesNotKnowWhatItSendsIsReadAllTheSame() throws Exception {
    byte[] jpeg = TestJpegs.noise(new Random(1), 48, 32);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
          exchange.sendResponseHeaders(200, 0);
          String head = "--ffmpeg\r\nContent-type: image/jpeg\r\n\r\n";
          exchange.getResponseBody().write(head.getBytes(StandardCharsets.US_ASCII));
          exchange.getResponseBody().write(jpeg);
          exchange.close();
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/video";
    try (Link link = Links.ofThisMachine().open(address)) {
      DriverUnderTest camera =
          new DriverUnderTest("mjpeg", Map.of("width", "48", "height", "32"), link);
      String end = "";
      while (end.isEmpty()) {
        try {
          camera.pump();
        } catch (IOException e) {
          end = String.valueOf(e.getMessage());
        }
      }
      assertEquals(1, camera.samples(0).size(), end);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPasswordIsSentAndNeverSaid() throws Exception {
    String said = refusal(401, "text/html", "me:correct%20horse%407@");
    assertTrue(said.startsWith("It does not take this user and password"), said);
    assertFalse(said.contains("horse") || said.contains("me:"), said);
    // RFC 7617: base64 of user:password.
    assertEquals(List.of("null", "Basic bWU6Y29ycmVjdCBob3JzZUA3"), authorizations);
    DeviceConfig config =
        new DeviceConfig(
            "cam", "mjpeg", "cam", "http://me:" + SECRET + "@host:8080/video", Map.of(), 1);
    assertEquals("http://…@host:8080/video", config.shownAddress());
    assertFalse(config.toString().contains("horse"));
    String wrong =
        String.valueOf(
            assertThrows(IOException.class, () -> Links.ofThisMachine().open("http://me:horse@ x/"))
                .getMessage());
    assertFalse(wrong.contains("horse"), wrong);
  }

  /// The JDK's own server knows no Digest, so the challenge and the check are written out here.
  @Test
  void aServerThatWantsADigestGetsNoPassword() throws Exception {
    byte[] jpeg = TestJpegs.noise(new Random(1), 48, 32);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String said = exchange.getRequestHeaders().getFirst("Authorization");
          authorizations.add(String.valueOf(said));
          if (said == null || !said.contains("uri=\"/video?a=1\"")) {
            exchange
                .getResponseHeaders()
                .add("WWW-Authenticate", "Digest realm=\"cam\", nonce=\"77\", qop=\"auth\"");
            exchange.sendResponseHeaders(401, -1);
          } else {
            exchange.getResponseHeaders().add("Content-Type", "multipart/x-mixed-replace");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("--b\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().write(jpeg);
          }
          exchange.close();
        });
    server.start();
    String address = "http://me:horse@127.0.0.1:" + server.getAddress().getPort() + "/video?a=1";
    try (Link link = Links.ofThisMachine().open(address)) {
      DriverUnderTest camera =
          new DriverUnderTest("mjpeg", Map.of("width", "48", "height", "32"), link);
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              camera.pump();
            }
          });
      assertEquals(1, camera.samples(0).size());
      assertEquals(2, authorizations.size());
      assertEquals("null", authorizations.getFirst());
      assertTrue(authorizations.getLast().startsWith("Digest username=\"me\""));
      assertFalse(authorizations.toString().contains("horse"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServerThatGoesAndComesBackIsReadAgain() throws Exception {
    try (RealLink it = RealLink.to("http-camera", Map.of())) {
      it.recordWell(10);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(300)));
      it.awaitState(DeviceState.RECONNECTING);
      int before = it.samples(0).size();
      it.await("pictures again", () -> it.samples(0).size() >= before + 5);
    }
  }

  @Test
  void halfAPictureInTheMiddleIsCountedAndTheNextIsWhole() throws Exception {
    try (RealLink it = RealLink.to("http-camera", Map.of())) {
      it.recordWell(5);
      it.misbehave(new Misbehaviour.Cut(2));
      it.misbehave(new Misbehaviour.Garbage(5000));
      it.await("cut pictures", () -> it.device().streams().getFirst().health().badFrames() >= 1);
      int before = it.samples(0).size();
      it.await("more pictures", () -> it.samples(0).size() >= before + 10);
      assertTrue(it.device().report().concerns().isEmpty(), "it is well again");
    }
  }
}
