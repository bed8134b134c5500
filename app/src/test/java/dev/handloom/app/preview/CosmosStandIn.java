package dev.handloom.app.preview;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.wire.JsonArrays;
import dev.handloom.preview.wire.WireException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that talks as Cosmos Policy's does: it plans to stay where it is, and dreams that
/// nothing changes.
public final class CosmosStandIn implements AutoCloseable {
  private static final int STEPS = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile int lasts = Integer.MAX_VALUE;
  private volatile boolean refuses;

  public CosmosStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.setExecutor(threads);
    server.createContext("/act", this::answer);
    server.start();
  }

  public String address() {
    return "cosmos://127.0.0.1:" + server.getAddress().getPort();
  }

  /// How often it was asked.
  public int asked() {
    return asked.get();
  }

  /// What it was to be let in by.
  public List<String> keys() {
    return List.copyOf(keys);
  }

  /// Answers so often and no more: hangs up after it.
  public void lasts(int answers) {
    lasts = answers;
  }

  /// Says its bare "error" from now on.
  public void refuse() {
    refuses = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (asked.incrementAndGet() > lasts) {
      // Without a word, as a process that died.
      exchange.close();
      return;
    }
    byte[] answer = refuses ? JsonArrays.write("error") : reply(body);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static byte[] reply(byte[] body) throws IOException {
    Object asked;
    try {
      asked = JsonArrays.read(body);
    } catch (WireException e) {
      throw new IOException(e);
    }
    if (!(asked instanceof Map<?, ?> question)) {
      return JsonArrays.write("error");
    }
    NumberArray state = (NumberArray) question.get("proprio");
    NumberArray picture = (NumberArray) question.get("primary_image");
    if (state == null || picture == null) {
      return JsonArrays.write("error");
    }
    float[] told = state.floats();
    float[] plan = new float[STEPS * told.length];
    for (int step = 0; step < STEPS; step++) {
      System.arraycopy(told, 0, plan, step * told.length, told.length);
    }
    return JsonArrays.write(
        Map.of(
            "actions", NumberArray.of(plan, STEPS, told.length),
            "value_prediction", 0.5,
            "future_image_predictions", Map.of("future_image", picture)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
