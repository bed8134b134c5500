package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/// An HTTP server that is asked. Address: its URL; paths are below it. Opening it asks nothing: a
/// device that is switched off is noticed by the first request. A user and a password in the
/// address are sent with every request (RFC 7617) and never said to anybody else.
final class HttpLink implements RequestLink {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final String base;
  private final String authorization;
  private final HttpClient client;

  private HttpLink(String base, String authorization, HttpClient client) {
    this.base = base;
    this.authorization = authorization;
    this.client = client;
  }

  static HttpLink open(String url) throws IOException {
    String user = Links.user(url);
    String open = user.isEmpty() ? url : url.replaceFirst(Pattern.quote(user + "@"), "");
    try {
      URI uri = URI.create(open);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("no host");
      }
    } catch (IllegalArgumentException e) {
      // Without its cause, which repeats the address.
      throw new IOException("An HTTP address is http://host:port/path, not " + Links.shown(url));
    }
    String base = open.endsWith("/") ? open.substring(0, open.length() - 1) : open;
    // HTTP/1.1: small devices know no other, and an offer to upgrade confuses some.
    return new HttpLink(
        base,
        user.isEmpty() ? "" : basic(user),
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build());
  }

  private static String basic(String user) throws IOException {
    String plain;
    try {
      plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("In a password in an address, % is written as %25", e);
    }
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
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
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(Duration.ofMillis(Math.max(1, waitMillis)));
      return authorization.isEmpty() ? request : request.header("Authorization", authorization);
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
  public Running stream(String path, int waitMillis) throws IOException {
    HttpRequest request = request(path, waitMillis).GET().build();
    try {
      HttpResponse<HttpStream> answer =
          client.send(request, info -> new HttpStream.Body(String.valueOf(request.uri())));
      if (answer.statusCode() / 100 != 2) {
        answer.body().close();
        throw new IOException(refusal(answer.statusCode()) + ": " + request.uri());
      }
      return new Running(answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    } catch (HttpTimeoutException e) {
      throw new IOException("No answer in time from " + request.uri(), e);
    } catch (ConnectException e) {
      throw new IOException("Nobody answers there (" + words(e) + "): " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + request.uri(), e);
    }
  }

  private String refusal(int status) {
    return switch (status) {
      case 401, 403 ->
          authorization.isEmpty()
              ? "It wants a user and a password, written as http://user:password@host/path"
              : "It does not take this user and password";
      case 404 -> "It has nothing under this path";
      default -> "It answered " + status;
    };
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
