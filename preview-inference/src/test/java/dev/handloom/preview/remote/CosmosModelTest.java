package dev.handloom.preview.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.wire.JsonArrays;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The one public server that shows its dream.
class CosmosModelTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60));
  private static final Observation SEEN =
      new Observation(
          1234,
          Map.of("primary_image", List.of(new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, 6}))),
          Map.of("proprio", new float[] {0.5f, 1}),
          "pour",
          "take 7");
  private static final byte[] ANSWER =
      JsonArrays.write(
          Map.of(
              "actions", NumberArray.of(new float[] {1, 2, 3, 4}, 2, 2),
              "value_prediction", 0.75,
              "future_image_predictions",
                  Map.of(
                      "primary_image", NumberArray.of(new byte[] {9, 8, 7, 6, 5, 4}, 1, 1, 2, 3))));

  @Test
  void actionsDreamAndValueAreRead() throws Exception {
    Map<String, byte[]> spellings =
        Map.of(
            "arrays",
            ANSWER,
            "JSON inside a text",
            JsonArrays.write(new String(ANSWER, StandardCharsets.UTF_8)),
            "plain lists",
            "{\"actions\": [[1, 2], [3, 4]], \"value_prediction\": [[0.75]]}"
                .getBytes(StandardCharsets.UTF_8));
    for (Map.Entry<String, byte[]> spelling : spellings.entrySet()) {
      AtomicReference<byte[]> body = new AtomicReference<>(new byte[0]);
      try (Server server = new Server(200, spelling.getValue(), body);
          Model model = RemoteModels.open("cosmos://" + server.place(), AccessKey.NONE, PATIENCE)) {
        Prediction prediction = model.ask(SEEN);
        assertArrayEquals(new float[] {3, 4}, prediction.actions()[1], spelling.getKey());
        assertEquals(0.75, prediction.value());
        if (!spelling.getKey().equals("plain lists")) {
          assertEquals(1, prediction.dreams().size());
          assertEquals(9, prediction.dreams().getFirst().picture().rgb()[0]);
        }
        Map<?, ?> asked = (Map<?, ?>) JsonArrays.read(Objects.requireNonNull(body.get()));
        assertEquals(
            Map.of(
                "primary_image",
                NumberArray.of(new byte[] {1, 2, 3, 4, 5, 6}, 1, 2, 3),
                "proprio",
                NumberArray.of(new float[] {0.5f, 1}),
                "task_description",
                "pour"),
            asked);
      }
    }
  }

  @Test
  void errorsThatLookLikeSuccessAreErrors() throws Exception {
    refuses(200, "\"error\"", Kind.REFUSED, "look at the server's log");
    refuses(500, "Internal Server Error", Kind.REFUSED, "Internal Server Error");
    refuses(200, "{\"act", Kind.UNCLEAR, "no JSON");
    refuses(200, "{\"value\": 1}", Kind.UNCLEAR, "no actions");
    refuses(200, "{\"actions\": [[1, 2], [3]]}", Kind.UNCLEAR, "no actions");
    refuses(
        200,
        "{\"actions\": {\"__numpy__\": \"AAAA\", \"dtype\": \"<f4\", \"shape\": [9]}}",
        Kind.UNCLEAR,
        "not 3");
    refuses(
        200,
        "{\"actions\": {\"__numpy__\": \"gASV\", \"dtype\": \"|O\", \"shape\": [1]}}",
        Kind.UNCLEAR,
        "|O are refused");
  }

  private static void refuses(int status, String answer, Kind kind, String words) throws Exception {
    try (Server server =
            new Server(
                status,
                answer.getBytes(StandardCharsets.UTF_8),
                new AtomicReference<>(new byte[0]));
        Model model = RemoteModels.open("cosmos://" + server.place(), AccessKey.NONE, PATIENCE)) {
      ModelException failure = assertThrows(ModelException.class, () -> model.ask(SEEN));
      assertEquals(kind, failure.kind(), failure.getMessage());
      assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
    }
  }

  private static final class Server implements AutoCloseable {
    private final HttpServer server;

    Server(int status, byte[] answer, AtomicReference<byte[]> body) throws java.io.IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      server.createContext(
          "/act",
          exchange -> {
            body.set(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }

    String place() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
