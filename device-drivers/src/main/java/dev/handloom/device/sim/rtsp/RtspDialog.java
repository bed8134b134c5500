package dev.handloom.device.sim.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The camera's side of the conversation: what it offers, how the pictures shall come, begin, end.
final class RtspDialog {
  /// How the pictures shall come.
  enum Way {
    NONE,
    INTERLEAVED,
    DATAGRAMS
  }

  /// Somewhere to send datagrams from.
  interface Ports {
    /// Makes them ready to send to these ports of the host.
    ///
    /// @return the camera's own first port, -1 if there is none to be had
    int open(int hostPort, int hostControlPort);

    void close();
  }

  private static final String SESSION = "48277";
  private static final String REALM = "camera";
  private static final int LONGEST_REQUEST = 4096;
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");
  private static final Pattern CLIENT_PORTS = Pattern.compile("client_port=(\\d{1,5})-(\\d{1,5})");
  private static final Pattern CHANNELS = Pattern.compile("interleaved=(\\d{1,3})-(\\d{1,3})");

  private final String user;
  private final String password;
  private final String nonce;
  private final Ports ports;
  private final StringBuilder heard = new StringBuilder();
  private Way way = Way.NONE;
  private int channel;
  private boolean playing;

  /// @param user empty if anybody may watch
  RtspDialog(String user, String password, String nonce, Ports ports) {
    this.user = user;
    this.password = password;
    this.nonce = nonce;
    this.ports = ports;
  }

  /// How pictures go out now.
  Way way() {
    return playing ? way : Way.NONE;
  }

  /// The first of the two channels within the connection.
  int channel() {
    return channel;
  }

  void restart() {
    heard.setLength(0);
    forget();
  }

  private void forget() {
    playing = false;
    way = Way.NONE;
    ports.close();
  }

  /// Takes what came, in any pieces; returns what is to be answered.
  String accept(byte[] bytes, int length) {
    heard.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    StringBuilder answers = new StringBuilder();
    while (true) {
      if (!heard.isEmpty() && heard.charAt(0) == '$') {
        // The host's own reports within the connection; nobody reads them.
        int size = heard.length() < 4 ? -1 : heard.charAt(2) << 8 | heard.charAt(3);
        if (size < 0 || heard.length() < 4 + size) {
          return answers.toString();
        }
        heard.delete(0, 4 + size);
        continue;
      }
      int end = heard.indexOf("\r\n\r\n");
      if (end < 0) {
        if (heard.length() > LONGEST_REQUEST) {
          heard.setLength(0);
        }
        return answers.toString();
      }
      String request = heard.substring(0, end);
      Map<String, String> headers = headers(request);
      int body = number(headers.getOrDefault("content-length", "0"));
      if (heard.length() < end + 4 + body) {
        return answers.toString();
      }
      heard.delete(0, end + 4 + body);
      answers.append(answer(request.split("\r\n", 2)[0].split(" "), headers));
    }
  }

  private static Map<String, String> headers(String request) {
    Map<String, String> headers = new HashMap<>();
    for (String line : request.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.indexOf(' ') > colon) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private String answer(String[] line, Map<String, String> headers) {
    String count = headers.getOrDefault("cseq", "0");
    if (line.length != 3 || !line[2].startsWith("RTSP/1.")) {
      return says("400 Bad Request", count, "", "");
    }
    boolean known = headers.getOrDefault("session", "").startsWith(SESSION);
    if (!known) {
      // Somebody else has dialled, or the same host anew.
      forget();
    }
    if (line[0].equals("OPTIONS")) {
      return says(
          "200 OK",
          count,
          "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n",
          "");
    }
    if (!user.isEmpty() && !allowed(line[0], headers.getOrDefault("authorization", ""))) {
      return says(
          "401 Unauthorized",
          count,
          "WWW-Authenticate: Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"\r\n",
          "");
    }
    return switch (line[0]) {
      case "DESCRIBE" -> describe(line[1], count);
      case "SETUP" -> setUp(headers.getOrDefault("transport", ""), count);
      case "PLAY" -> {
        playing = known && way != Way.NONE;
        yield says(playing ? "200 OK" : "454 Session Not Found", count, session(), "");
      }
      case "TEARDOWN" -> {
        forget();
        yield says("200 OK", count, "", "");
      }
      case "GET_PARAMETER" -> says("200 OK", count, session(), "");
      default -> says("501 Not Implemented", count, "", "");
    };
  }

  private static String describe(String url, String count) {
    String path = url.replaceFirst("^rtsps?://[^/]*", "").replaceFirst("/$", "");
    if (!path.isEmpty() && !path.equals("/stream1")) {
      return says("404 Not Found", count, "", "");
    }
    String description =
        String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 0.0.0.0",
            "s=camera",
            "c=IN IP4 0.0.0.0",
            "t=0 0",
            "a=control:*",
            "m=video 0 RTP/AVP 26",
            "a=rtpmap:26 JPEG/90000",
            "a=control:trackID=0",
            "");
    return says(
        "200 OK",
        count,
        "Content-Base: "
            + url
            + (url.endsWith("/") ? "" : "/")
            + "\r\nContent-Type: application/sdp\r\n",
        description);
  }

  private String setUp(String transport, String count) {
    Matcher datagrams = CLIENT_PORTS.matcher(transport);
    Matcher within = CHANNELS.matcher(transport);
    String agreed = "";
    if (transport.contains("RTP/AVP/TCP")) {
      channel = within.find() ? Integer.parseInt(within.group(1)) : 0;
      way = Way.INTERLEAVED;
      agreed = "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1);
    } else if (datagrams.find()) {
      int first =
          ports.open(Integer.parseInt(datagrams.group(1)), Integer.parseInt(datagrams.group(2)));
      if (first > 0) {
        way = Way.DATAGRAMS;
        agreed =
            "RTP/AVP;unicast;" + datagrams.group() + ";server_port=" + first + "-" + (first + 1);
      }
    }
    return agreed.isEmpty()
        ? says("461 Unsupported Transport", count, "", "")
        : says("200 OK", count, "Transport: " + agreed + "\r\n" + session(), "");
  }

  private static String session() {
    return "Session: " + SESSION + ";timeout=60\r\n";
  }

  private static String says(String status, String count, String headers, String body) {
    return "RTSP/1.0 "
        + status
        + "\r\nCSeq: "
        + count
        + "\r\n"
        + headers
        + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
        + "\r\n"
        + body;
  }

  private boolean allowed(String method, String authorization) {
    Map<String, String> said = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(authorization);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      said.put(matcher.group(1), quoted == null ? matcher.group(3) : quoted);
    }
    String expected =
        md5(
            md5(user + ":" + REALM + ":" + password)
                + ":"
                + nonce
                + ":"
                + md5(method + ":" + said.getOrDefault("uri", "")));
    return authorization.startsWith("Digest ")
        && user.equals(said.get("username"))
        && nonce.equals(said.get("nonce"))
        && expected.equals(said.get("response"));
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
