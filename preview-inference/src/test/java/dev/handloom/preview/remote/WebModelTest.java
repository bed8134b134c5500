package dev.handloom.preview.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.handloom.preview.wire.MessageReader;
import dev.handloom.preview.wire.MessageWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/// Servers on a WebSocket, as they are and as they should not be.
class WebModelTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60));
  private static final NumberArray ACTIONS = NumberArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
  private static final Observation SEEN =
      new Observation(
          1234,
          Map.of("observation/image", List.of(new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, 6}))),
          Map.of("observation/state", new float[] {0.5f, 1}),
          "pour",
          "take 7");

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  @Test
  void openpiIsAskedAndAnswers() throws Exception {
    try (WebStandIn server =
            new WebStandIn(peer -> {
              peer.say(pack(Map.of("policy", "pour-7")));
              while (hear(peer)) {
                peer.sayInParts(
                    pack(Map.of("actions", ACTIONS, "server_timing", Map.of("infer_ms", 12.5))));
              }
            });
        Model model =
            RemoteModels.open(
                "openpi://" + server.place(), new AccessKey("very secret"), PATIENCE)) {
      assertEquals("pour-7", model.papers().said().get("policy"));
      for (int i = 0; i < 3; i++) {
        Prediction prediction = model.ask(SEEN);
        assertEquals(1234, prediction.capturedNanos());
        assertArrayEquals(new float[] {5, 6}, prediction.actions()[2]);
        assertEquals(12.5, prediction.modelMillis());
        assertTrue(prediction.roundTripMillis() >= 0);
      }
      Map<?, ?> question = (Map<?, ?>) heard.take();
      assertEquals("pour", question.get("prompt"));
      assertEquals(
          NumberArray.of(new byte[] {1, 2, 3, 4, 5, 6}, 1, 2, 3),
          question.get("observation/image"));
      assertEquals(NumberArray.of(new float[] {0.5f, 1}), question.get("observation/state"));
      assertTrue(server.heads.getFirst().contains("Authorization: Api-Key very secret"));
      // Nothing to forget, and nothing asked.
      model.forget();
    }
  }

  @Test
  void dreamZeroAnswersAnArrayAloneAndForgets() throws Exception {
    float[] chunk = new float[24 * 8];
    chunk[8 * 23 + 7] = 0.25f;
    try (WebStandIn server =
            new WebStandIn(peer -> {
              peer.say(pack(Map.of("needs_session_id", true)));
              for (byte[] message = peer.hear(); message != null; message = peer.hear()) {
                Map<?, ?> question = (Map<?, ?>) read(message);
                heard.add(question);
                if ("reset".equals(question.get("endpoint"))) {
                  peer.say("reset successful");
                } else {
                  peer.say(pack(NumberArray.of(chunk, 24, 8)));
                }
              }
            });
        Model model =
            RemoteModels.open("dreamzero://" + server.place(), AccessKey.NONE, PATIENCE)) {
      assertEquals(List.of(-23, -16, -8, 0), model.papers().frames());
      Prediction prediction = model.ask(SEEN);
      assertEquals(24, prediction.actions().length);
      assertEquals(0.25f, prediction.actions()[23][7]);
      assertEquals("gripper", prediction.names().get(7));
      assertEquals(1 / 15.0, prediction.stepSeconds());
      assertEquals("take 7", ((Map<?, ?>) heard.take()).get("session_id"));
      model.forget();
    }
  }

  @Test
  void starVlaPutsEverythingInEnvelopes() throws Exception {
    try (WebStandIn server =
            new WebStandIn(peer -> {
              peer.say(pack(Map.of("action_chunk_size", 3)));
              for (byte[] message = peer.hear(); message != null; message = peer.hear()) {
                Map<?, ?> envelope = (Map<?, ?>) read(message);
                Object id = Objects.requireNonNull(envelope.get("request_id"));
                if (id.equals("2")) {
                  peer.say(
                      pack(
                          Map.of(
                              "ok",
                              false,
                              "status",
                              "error",
                              "request_id",
                              id,
                              "error",
                              Map.of("code", "bad_obs", "message", "no image_0"))));
                } else {
                  peer.say(
                      pack(
                          Map.of(
                              "ok",
                              true,
                              "type",
                              "inference_result",
                              "request_id",
                              id.equals("3") ? "1" : id,
                              "data",
                              Map.of("actions", ACTIONS))));
                }
              }
            });
        Model model = RemoteModels.open("starvla://" + server.place(), AccessKey.NONE, PATIENCE)) {
      assertEquals(3, model.ask(SEEN).actions().length);
      assertEquals("The model says: no image_0", fails(model, Kind.REFUSED));
      // An answer to another question is not taken.
      assertEquals("The model answered question 1, not 3", fails(model, Kind.UNCLEAR));
    }
  }

  @Test
  void aTracebackIsShownByItsLastLine() throws Exception {
    String trace =
        "Traceback (most recent call last):\n  File \"serve.py\"\nValueError: no state very secret\n";
    try (WebStandIn server =
            new WebStandIn(peer -> {
              peer.say(pack(Map.of()));
              if (hear(peer)) {
                peer.say(trace);
                peer.hangUp(1011);
              }
            });
        Model model =
            RemoteModels.open(
                "openpi://" + server.place(), new AccessKey("very secret"), PATIENCE)) {
      ModelException refused = assertThrows(ModelException.class, () -> model.ask(SEEN));
      assertEquals("The model says: ValueError: no state •••", refused.getMessage());
      assertTrue(refused.said().contains("Traceback"));
      assertFalse(refused.said().contains("very secret"));
      // The next question opens a new line.
      assertEquals(Kind.REFUSED, kind(model));
      assertEquals(2, server.heads.size());
    }
  }

  @Test
  void aLateAnswerIsNotTakenForTheNext() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    Patience short_ = new Patience(Duration.ofSeconds(60), Duration.ofMillis(150));
    try (WebStandIn server =
            new WebStandIn(peer -> {
              peer.say(pack(Map.of()));
              if (hear(peer) && heard.size() == 1) {
                peer.hear();
                late.countDown();
                return;
              }
              peer.say(pack(Map.of("actions", ACTIONS)));
              peer.hear();
            });
        Model model = RemoteModels.open("openpi://" + server.place(), AccessKey.NONE, short_)) {
      assertEquals("The model did not answer within 150 ms", fails(model, Kind.LATE));
      late.await();
      Patience usual = PATIENCE;
      try (Model again = RemoteModels.open("openpi://" + server.place(), AccessKey.NONE, usual)) {
        assertEquals(3, again.ask(SEEN).actions().length);
      }
    }
  }

  @Test
  void nonsenseIsCalledSo() throws Exception {
    List<byte[]> answers =
        List.of(
            new byte[] {(byte) 0xC1},
            pack(Map.of("state", 1)),
            pack(NumberArray.of(new float[16], 2, 2, 2, 2)),
            pack(Map.of("actions", NumberArray.of(new float[0], 0, 8))),
            pack("hello"));
    for (byte[] answer : answers) {
      try (WebStandIn server =
              new WebStandIn(peer -> {
                peer.say(pack(Map.of()));
                if (hear(peer)) {
                  peer.say(answer);
                  peer.hear();
                }
              });
          Model model = RemoteModels.open("openpi://" + server.place(), AccessKey.NONE, PATIENCE)) {
        assertFalse(fails(model, Kind.UNCLEAR).isBlank());
      }
    }
  }

  @Test
  void aServerThatIsNotThereOrDies() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Model model = RemoteModels.open("openpi://127.0.0.1:" + free, AccessKey.NONE, PATIENCE)) {
      assertTrue(fails(model, Kind.AWAY).contains("Is its server running?"));
    }
    try (WebStandIn server =
            new WebStandIn(peer -> {
              peer.say(pack(Map.of()));
              peer.hear();
              // And gone, in the middle of a question.
            });
        Model model = RemoteModels.open("openpi://" + server.place(), AccessKey.NONE, PATIENCE)) {
      assertFalse(fails(model, Kind.AWAY).isBlank());
    }
    ModelException address =
        assertThrows(
            ModelException.class, () -> RemoteModels.open("ftp://x", AccessKey.NONE, PATIENCE));
    assertTrue(String.valueOf(address.getMessage()).contains("openpi://"));
  }

  @Test
  void closingEndsAWait() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (WebStandIn server =
        new WebStandIn(peer -> {
          peer.say(pack(Map.of()));
          hear(peer);
          asked.countDown();
          peer.hear();
        })) {
      Model model = RemoteModels.open("openpi://" + server.place(), AccessKey.NONE, PATIENCE);
      Thread closer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  asked.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                model.close();
              });
      assertEquals(Kind.CLOSED, kind(model));
      closer.join();
      assertEquals(Kind.CLOSED, kind(model));
    }
  }

  private boolean hear(WebStandIn.Peer peer) throws IOException {
    byte[] message = peer.hear();
    if (message == null) {
      return false;
    }
    heard.add(Objects.requireNonNull(read(message)));
    return true;
  }

  private static Object read(byte[] message) throws IOException {
    return Objects.requireNonNull(MessageReader.read(message));
  }

  private static byte[] pack(Object value) {
    return MessageWriter.write(value, ArrayStyle.MARKED);
  }

  private static Kind kind(Model model) {
    return assertThrows(ModelException.class, () -> model.ask(SEEN)).kind();
  }

  private static String fails(Model model, Kind kind) {
    ModelException failure = assertThrows(ModelException.class, () -> model.ask(SEEN));
    assertEquals(kind, failure.kind(), failure.getMessage());
    return String.valueOf(failure.getMessage());
  }
}
