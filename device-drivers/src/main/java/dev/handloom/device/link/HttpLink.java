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
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An HTTP server that is asked. Address: its URL; paths are below it. Opening it asks nothing: a
/// device that is switched off is noticed by the first request. A user and a password in the
/// address are used as the server asks for them, *Digest* rather than *Basic*, and never said to
/// anybody else.
final class HttpLink implements RequestLink {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final int UNAUTHORIZED = 401;

  private final String base;
  private final String user;
  private final String password;
  private final HttpClient client;

  /// Known after the server has asked for a password.
  private volatile @Nullable DigestAccess digest;

  private volatile boolean basic;

  private HttpLink(String base, String user, String password, HttpClient client) {
    this.base = base;
    this.user = user;
    this.password = password;
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
    int colon = user.indexOf(':');
    return new HttpLink(
        base,
        plain(colon < 0 ? user : user.substring(0, colon)),
        plain(colon < 0 ? "" : user.substring(colon + 1)),
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build());
  }

  private static String plain(String written) throws IOException {
    try {
      return URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("In a password in an address, % is written as %25", e);
    }
  }

  @Override
  public Answer get(String path, int mostBytes, int waitMillis) throws IOException {
    return ask(request(path, waitMillis).GET(), mostBytes);
  }

  @Override
  public Answer post(String path, String contentType, byte[] body, int mostBytes, int waitMillis)
      throws IOException {
    return ask(
        request(path, waitMillis)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
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

  /// Sends a request; again, with the password, if the server asks for it.
  ///
  /// @param sending told when the request goes out that is answered
  private <T> HttpResponse<T> send(
      HttpRequest.Builder request,
      HttpResponse.BodyHandler<T> body,
      Consumer<T> refused,
      Runnable sending)
      throws IOException, InterruptedException {
    sending.run();
    HttpResponse<T> answer = client.send(allowed(request), body);
    if (answer.statusCode() != UNAUTHORIZED || user.isEmpty()) {
      return answer;
    }
    // A digest that was good until now may only be too old; the next challenge is a fresh one.
    List<String> challenges = answer.headers().allValues("WWW-Authenticate");
    DigestAccess next = DigestAccess.of(challenges, user, password);
    if (next == null && basic) {
      return answer;
    }
    digest = next;
    basic = next == null;
    refused.accept(answer.body());
    sending.run();
    return client.send(allowed(request), body);
  }

  private HttpRequest allowed(HttpRequest.Builder request) {
    HttpRequest plain = request.build();
    DigestAccess known = digest;
    String header = "";
    if (known != null) {
      String query = plain.uri().getRawQuery();
      String path = plain.uri().getRawPath();
      header =
          known.header(
              plain.method(),
              (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    } else if (basic) {
      byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      header = "Basic " + Base64.getEncoder().encodeToString(bytes);
    }
    return header.isEmpty() ? plain : request.setHeader("Authorization", header).build();
  }

  private Answer ask(HttpRequest.Builder builder, int mostBytes) throws IOException {
    HttpRequest request = builder.build();
    long[] arrival = new long[1];
    long[] sent = new long[1];
    try {
      HttpResponse<byte[]> answer =
          send(
              builder,
              info -> {
                arrival[0] = StudioClock.now();
                return HttpResponse.BodySubscribers.limiting(
                    HttpResponse.BodySubscribers.ofByteArray(), mostBytes);
              },
              refused -> {},
              () -> sent[0] = StudioClock.now());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body(),
          sent[0],
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
    HttpRequest.Builder builder = request(path, waitMillis).GET();
    HttpRequest request = builder.build();
    try {
      HttpResponse<HttpStream> answer =
          send(
              builder,
              info -> new HttpStream.Body(String.valueOf(request.uri())),
              HttpStream::close,
              () -> {});
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
          user.isEmpty()
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
