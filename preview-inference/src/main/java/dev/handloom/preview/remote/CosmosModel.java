package dev.handloom.preview.remote;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.wire.JsonArrays;
import dev.handloom.preview.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cosmos Policy: one HTTP request a question. It shows what it dreams.
final class CosmosModel implements Model {
  private static final int LARGEST = 256 << 20;
  private static final List<String> WANTS =
      List.of("primary_image", "left_wrist_image", "right_wrist_image", "proprio");
  private static final String DREAMS = "future_image_predictions";
  private static final String VALUE = "value_prediction";

  private final URI address;
  private final AccessKey key;
  private final Patience patience;
  private final HttpClient client;

  CosmosModel(URI address, AccessKey key, Patience patience) {
    this.address = address.resolve("/act");
    this.key = key;
    this.patience = patience;
    client = HttpClient.newBuilder().connectTimeout(patience.connect()).build();
  }

  /// It introduces itself only by its answers; whether somebody is there can be told before.
  @Override
  public Papers papers() throws ModelException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost(), address.getPort()),
          (int) patience.connect().toMillis());
    } catch (SocketTimeoutException e) {
      throw new ModelException(
          Kind.LATE,
          "No model answers at " + address + " within " + WebTalk.words(patience.connect()));
    } catch (IOException e) {
      throw away();
    }
    return new Papers("Cosmos Policy", WANTS, List.of(), Double.NaN, List.of(0), false, Map.of());
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    Map<String, Object> question = new LinkedHashMap<>();
    observation.pictures().forEach((name, pictures) -> question.put(name, Shapes.of(pictures)));
    observation.state().forEach((name, values) -> question.put(name, NumberArray.of(values)));
    question.put("task_description", observation.task());
    byte[] body = JsonArrays.write(question);
    long asked = StudioClock.now();
    byte[] answer = post(body);
    long answered = StudioClock.now();
    if (!(json(answer) instanceof Map<?, ?> map)) {
      throw new ModelException(Kind.UNCLEAR, "The model's answer is no map");
    }
    NumberArray actions = ActionRows.array(map.get("actions"));
    if (actions == null) {
      throw new ModelException(
          Kind.UNCLEAR, "The model's answer holds no actions, but: " + map.keySet());
    }
    Map<String, String> besides = Said.of(map);
    besides.keySet().removeAll(List.of("actions", DREAMS, VALUE));
    return new Prediction(
        observation.capturedNanos(),
        asked,
        answered,
        ActionRows.of(actions).rows(),
        List.of(),
        Double.NaN,
        dreams(map.get(DREAMS)),
        List.of(),
        new float[0],
        value(map.get(VALUE)),
        Double.NaN,
        besides);
  }

  private ModelException away() {
    return new ModelException(
        Kind.AWAY, "No model answers at " + address + ". Is its server running?");
  }

  private byte[] post(byte[] body) throws ModelException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.answer())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (key.given()) {
      request.header("Authorization", "Bearer " + key.secret());
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] answer = in.readNBytes(LARGEST);
        if (answer.length == LARGEST) {
          throw new ModelException(
              Kind.UNCLEAR,
              "The model's answer is larger than " + (LARGEST >> 20) + " MiB, and was not taken");
        }
        if (response.statusCode() / 100 != 2) {
          String words = new String(answer, StandardCharsets.UTF_8);
          throw ModelException.refused(
              key.removedFrom(words.isBlank() ? "HTTP " + response.statusCode() : words));
        }
        return answer;
      }
    } catch (HttpTimeoutException e) {
      throw new ModelException(
          Kind.LATE, "The model did not answer within " + WebTalk.words(patience.answer()));
    } catch (ConnectException e) {
      throw away();
    } catch (IOException e) {
      throw new ModelException(Kind.AWAY, "The model hung up before it had answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(Kind.CLOSED, "Interrupted while waiting for the model");
    }
  }

  /// An error is the bare text "error", and an answer may be JSON inside a JSON text.
  private @Nullable Object json(byte[] answer) throws ModelException {
    try {
      Object value = JsonArrays.read(answer);
      if (value instanceof String text) {
        if (text.stripLeading().startsWith("{")) {
          return JsonArrays.read(text.getBytes(StandardCharsets.UTF_8));
        }
        throw ModelException.refused(
            text.equals("error")
                ? "error, without a reason: look at the server's log"
                : key.removedFrom(text));
      }
      return value;
    } catch (WireException e) {
      throw new ModelException(
          Kind.UNCLEAR, "The model's answer cannot be read: " + e.getMessage());
    }
  }

  private static List<Dream> dreams(@Nullable Object said) throws ModelException {
    List<Dream> dreams = new ArrayList<>();
    if (said instanceof Map<?, ?> cameras) {
      for (Map.Entry<?, ?> camera : cameras.entrySet()) {
        if (camera.getValue() instanceof NumberArray array) {
          add(dreams, String.valueOf(camera.getKey()), array);
        }
      }
    } else if (said instanceof NumberArray array) {
      add(dreams, "", array);
    }
    return dreams;
  }

  private static void add(List<Dream> dreams, String camera, NumberArray array)
      throws ModelException {
    for (Picture picture : Shapes.pictures(array)) {
      dreams.add(new Dream(camera, Double.NaN, picture));
    }
  }

  private static double value(@Nullable Object said) {
    NumberArray array = ActionRows.array(said);
    if (array != null && array.size() > 0) {
      return array.floats()[0];
    }
    return said instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /// It keeps nothing.
  @Override
  public void forget() {}

  @Override
  public void close() {
    client.shutdownNow();
  }
}
