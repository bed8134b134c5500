package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.take.TakePhase;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageServer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A headset sits in its seat, and a phone that knows the token starts and stops a take.
class HeadsetPageJourneyTest {
  private static final long SECONDS = 120;

  @TempDir Path user;

  @Test
  void aPhoneStartsAndStopsATakeOfAHeadset() throws Exception {
    Path rig =
        Files.writeString(
            user.resolve("head.json"),
            """
            { "name": "Head", "devices": [
              { "id": "headset", "driver": "webxr", "role": "headset",
                "address": "sim:webxr-headset" } ] }
            """);
    Files.createDirectories(user.resolve("settings"));
    Files.writeString(
        user.resolve("settings/settings.json"),
        "{ \"rig\": \"%s\", \"workspace\": \"devices\" }"
            .formatted(rig.toString().replace("\\", "/")));
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      PageServer page = HeadsetPages.shared().of("sim:webxr-headset").orElseThrow();
      Label seat = studio.find("pageSeat.headset", Label.class);
      studio.until(
          "the card says who sits there", () -> seat.getText().contains("Simulated headset"));
      Button open = studio.find("page.headset", Button.class);
      StudioFixture.ask(() -> {
        open.fire();
        return true;
      });
      Label token = studio.find("page.shownToken", Label.class);
      studio.until("the sheet shows the token", () -> token.getText().equals(page.token()));
      Button close = studio.find("page.close", Button.class);
      StudioFixture.ask(() -> {
        close.fire();
        return true;
      });
      Words words = new Words();
      try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
        WebSocket phone =
            client
                .newWebSocketBuilder()
                .buildAsync(URI.create("wss://localhost:" + page.port() + "/studio"), words)
                .get(SECONDS, TimeUnit.SECONDS);
        say(
            phone,
            "{\"kind\":\"hello\",\"version\":1,\"token\":\"%s\",\"name\":\"Phone\",\"tracks\":false}"
                .formatted(page.token()));
        studio.until("a take may be started", () -> words.newest.contains("\"start\":true"));
        say(phone, "{\"kind\":\"do\",\"what\":\"start\"}");
        studio.awaitPhase(TakePhase.RECORDING);
        studio.until("the phone shows it", () -> words.newest.contains("\"phase\":\"recording\""));
        say(phone, "{\"kind\":\"do\",\"what\":\"stop\"}");
        studio.until("it is saved", () -> studio.studio().takes().savedCount() > 0);
        assertTrue(page.remotes() == 1, "the phone took no seat");
        phone.abort();
        client.shutdownNow();
      }
      studio.awaitPhase(TakePhase.READY);
      studio.quit();
    }
  }

  private static void say(WebSocket phone, String text) throws Exception {
    phone.sendText(text, true).get(SECONDS, TimeUnit.SECONDS);
  }

  /// Keeps the newest state.
  private static final class Words implements WebSocket.Listener {
    private final StringBuilder begun = new StringBuilder();
    private volatile String newest = "";

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      begun.append(data);
      if (last) {
        String whole = begun.toString();
        begun.setLength(0);
        if (whole.contains("\"kind\":\"state\"")) {
          newest = whole;
        }
      }
      from.request(1);
      return null;
    }
  }

  private static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, null);
    return context;
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
