package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// An HTTP server that is asked. Address: its URL; paths are below it. Opening it asks nothing: a
/// device that is switched off is noticed by the first request.
final class HttpLink implements RequestLink {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final String base;
  private final HttpClient client;

  private HttpLink(String base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  static HttpLink open(String url) throws IOException {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("no host");
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("An HTTP address is http://host:port/path, not " + url, e);
    }
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    // HTTP/1.1: small devices know no other, and an offer to upgrade confuses some.
    return new HttpLink(
        base,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build());
  }

  @Override
  public Answer get(String path, int mostBytes, int waitMillis) throws IOException {
    return ask(request(path, waitMillis).GET().build(), mostBytes);
  }

  @Override
  public Answer post(String path, String contentType, byte[] body, int mostBytes, int waitMillis)
      throws IOException {
    return ask(
        request(path, waitMillis)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        mostBytes);
  }

  private HttpRequest.Builder request(String path, int waitMillis) throws IOException {
    try {
      return HttpRequest.newBuilder(URI.create(base + path))
          .timeout(Duration.ofMillis(Math.max(1, waitMillis)));
    } catch (IllegalArgumentException e) {
      throw new IOException("No such path can be asked for: " + path, e);
    }
  }

  private Answer ask(HttpRequest request, int mostBytes) throws IOException {
    long[] arrival = new long[1];
    long sent = StudioClock.now();
    try {
      HttpResponse<byte[]> answer =
          client.send(
              request,
              info -> {
                arrival[0] = StudioClock.now();
                return HttpResponse.BodySubscribers.limiting(
                    HttpResponse.BodySubscribers.ofByteArray(), mostBytes);
              });
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body(),
          sent,
          arrival[0]);
    } catch (HttpTimeoutException e) {
      throw new IOException("No answer in time from " + request.uri(), e);
    } catch (IOException e) {
      throw new IOException("No answer (" + words(e) + ") from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + request.uri(), e);
    }
  }

  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  @Override
  public ByteLink stream(String path, int waitMillis) throws IOException {
    HttpRequest request = request(path, waitMillis).GET().build();
    try {
      HttpResponse<HttpStream> answer =
          client.send(request, info -> new HttpStream.Body(String.valueOf(request.uri())));
      if (answer.statusCode() / 100 != 2) {
        answer.body().close();
        throw new IOException("It answered " + answer.statusCode() + ": " + request.uri());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + request.uri(), e);
    }
  }

  @Override
  public MessageLink webSocket(String path) throws IOException {
    // http becomes ws, https becomes wss.
    return WebSocketLink.open("ws" + base.substring("http".length()) + path, client, null);
  }

  @Override
  public String title() {
    return base;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
