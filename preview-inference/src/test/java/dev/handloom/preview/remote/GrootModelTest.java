package dev.handloom.preview.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.wire.ArrayStyle;
import dev.handloom.preview.wire.MessageWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The three generations of GR00T's server.
class GrootModelTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60));
  private static final NumberArray ARM = NumberArray.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
  private static final NumberArray GRIP = NumberArray.of(new float[] {0, 1}, 1, 2, 1);
  private static final Observation SEEN =
      new Observation(
          1234,
          Map.of("ego", List.of(new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, 6}))),
          Map.of("arm", new float[] {0.5f, 1}),
          "pour",
          "take 7");

  @Test
  void eachGenerationIsToldApartAndAnswered() throws Exception {
    Map<Map<String, Object>, ArrayStyle> generations = new LinkedHashMap<>();
    generations.put(Map.of("as_json", "{\"delta_indices\": [0]}"), ArrayStyle.FILE);
    generations.put(
        Map.of("__ModalityConfig_class__", true, "as_json", Map.of("delta_indices", List.of(0))),
        ArrayStyle.FILE);
    generations.put(
        Map.of("__ModalityConfig__", true, "delta_indices", List.of(0)), ArrayStyle.NUMPY);
    int number = 5;
    for (Map.Entry<Map<String, Object>, ArrayStyle> generation : generations.entrySet()) {
      boolean flat = number == 5;
      AtomicReference<Map<?, ?>> data = new AtomicReference<>(Map.of());
      try (ZmqStandIn server =
              new ZmqStandIn(question -> {
                Object answer =
                    switch (String.valueOf(question.get("endpoint"))) {
                      case "ping" -> Map.of("status", "ok", "message", "Server is running");
                      case "get_modality_config" -> Map.of("video", generation.getKey());
                      case "reset" -> Map.of("status", "ok");
                      default -> {
                        data.set((Map<?, ?>) question.get("data"));
                        Map<String, Object> parts = new LinkedHashMap<>();
                        parts.put(flat ? "action.arm" : "arm", ARM);
                        parts.put(flat ? "action.grip" : "grip", GRIP);
                        yield flat ? parts : List.of(parts, Map.of("seed", 3));
                      }
                    };
                return MessageWriter.write(answer, generation.getValue());
              });
          Model model = RemoteModels.open("groot://" + server.place(), AccessKey.NONE, PATIENCE)) {
        assertEquals("GR00T N1." + number, model.papers().name());
        Prediction prediction = model.ask(SEEN);
        assertEquals(List.of("arm.0", "arm.1", "grip"), prediction.names());
        assertArrayEquals(new float[] {3, 4, 1}, prediction.actions()[1]);
        Map<?, ?> asked = Objects.requireNonNull(data.get());
        if (flat) {
          assertEquals(
              NumberArray.of(new byte[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3), asked.get("video.ego"));
        } else {
          Map<?, ?> seen = (Map<?, ?>) asked.get("observation");
          assertNotNull(seen);
          assertEquals(
              Map.of("arm", NumberArray.of(new float[] {0.5f, 1}, 1, 1, 2)), seen.get("state"));
          assertEquals("3", prediction.besides().get("seed"));
        }
        model.forget();
      }
      number++;
    }
  }

  @Test
  void aRefusalIsShownAndAWrongTokenToo() throws Exception {
    try (ZmqStandIn server =
            new ZmqStandIn(question ->
                MessageWriter.write(
                    Map.of("error", "Unauthorized: Invalid API token"), ArrayStyle.FILE));
        Model model =
            RemoteModels.open("groot://" + server.place(), new AccessKey("x"), PATIENCE)) {
      assertEquals("The model says: Unauthorized: Invalid API token", fails(model, Kind.REFUSED));
    }
    try (ZmqStandIn server =
            new ZmqStandIn(
                question -> "ERROR".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Model model = RemoteModels.open("groot://" + server.place(), AccessKey.NONE, PATIENCE)) {
      assertTrue(fails(model, Kind.REFUSED).contains("look at its log"));
    }
  }

  @Test
  void aSlowServerIsLeftAndAskedAnewOnANewLine() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Patience brief = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(2));
    CountDownLatch left = new CountDownLatch(1);
    try (ZmqStandIn server =
            new ZmqStandIn(question -> {
              if ("get_action".equals(question.get("endpoint")) && asked.incrementAndGet() == 1) {
                try {
                  left.await();
                } catch (InterruptedException e) {
                  return null;
                }
              }
              Object answer =
                  "get_modality_config".equals(question.get("endpoint"))
                      ? Map.of("video", Map.of("__ModalityConfig__", true))
                      : List.of(Map.of("arm", ARM), Map.of());
              return MessageWriter.write(answer, ArrayStyle.NUMPY);
            });
        Model model = RemoteModels.open("groot://" + server.place(), AccessKey.NONE, brief)) {
      assertTrue(fails(model, Kind.LATE).startsWith("The model did not answer within 2 s"));
      left.countDown();
      assertEquals(2, model.ask(SEEN).actions().length);
    }
  }

  @Test
  void whatSpeaksNoZeroMqIsCalledSo() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread talker =
          Thread.ofVirtual()
              .start(() -> {
                try (var socket = server.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad\r\n"
                              .repeat(8)
                              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                  socket.getInputStream().readNBytes(64);
                } catch (IOException e) {
                  // The test is over.
                }
              });
      try (Model model =
          RemoteModels.open(
              "groot://127.0.0.1:" + server.getLocalPort(), AccessKey.NONE, PATIENCE)) {
        assertTrue(fails(model, Kind.UNCLEAR).contains("speaks no ZeroMQ 3"));
      }
      talker.join();
    }
    try (ZmqStandIn server = new ZmqStandIn(question -> null);
        Model model = RemoteModels.open("groot://" + server.place(), AccessKey.NONE, PATIENCE)) {
      assertTrue(fails(model, Kind.AWAY).startsWith("The model hung up"));
    }
  }

  private static String fails(Model model, Kind kind) {
    ModelException failure = assertThrows(ModelException.class, () -> model.ask(SEEN));
    assertEquals(kind, failure.kind(), failure.getMessage());
    return String.valueOf(failure.getMessage());
  }
}
