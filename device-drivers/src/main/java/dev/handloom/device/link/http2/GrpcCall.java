package dev.handloom.device.link.http2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The one call of a connection, as its client has it: one message is asked, messages come back.
/// Takes bytes in any pieces.
public final class GrpcCall {
  private static final int STREAM = 1;

  /// As much as a slow reader lets wait on the way.
  private static final int WINDOW = 1 << 20;

  private static final int MOST_HEADER_BYTES = 1 << 16;

  private final String path;
  private final String authority;
  private final Frames frames = new Frames();
  private final HeaderDecoder decoder = new HeaderDecoder();
  private final GrpcMessages messages = new GrpcMessages();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
  private byte[] data = new byte[0];
  private int dataAt;
  private boolean inHeaders;
  private boolean endsStream;
  private boolean answered;
  private int unreturned;
  private boolean complete;

  /// @param path `package.Service/Method`
  public GrpcCall(String path, String authority) {
    this.path = path;
    this.authority = authority;
  }

  /// What is sent to ask.
  public byte[] ask(byte[] message) throws IOException {
    if (message.length + 5 > Frames.LARGEST) {
      throw new IOException("A question of " + message.length + " bytes is too long");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Frames.PREFACE);
    byte[] settings = Frames.settings(Frames.ENABLE_PUSH, 0, Frames.INITIAL_WINDOW_SIZE, WINDOW);
    Frames.write(out, Frames.SETTINGS, 0, 0, settings);
    Frames.write(out, Frames.WINDOW_UPDATE, 0, 0, Frames.number(WINDOW - Frames.USUAL_WINDOW));
    byte[] head =
        Frames.headers(
            ":method", "POST",
            ":scheme", "http",
            ":path", "/" + path,
            ":authority", authority,
            "content-type", "application/grpc",
            "te", "trailers",
            "user-agent", "handloom");
    Frames.write(out, Frames.HEADERS, Frames.END_HEADERS, STREAM, head);
    Frames.write(out, Frames.DATA, Frames.END_STREAM, STREAM, GrpcMessages.of(message));
    return out.toByteArray();
  }

  /// Takes bytes until a message is whole.
  ///
  /// @return how many were used
  /// @throws IOException when the call is over, with what the other side said
  public int accept(byte[] bytes, int offset, int length) throws IOException {
    int used = 0;
    complete = unfold();
    while (!complete && used < length) {
      used += frames.accept(bytes, offset + used, length - used);
      if (frames.whole()) {
        frame();
        complete = unfold();
      }
    }
    return used;
  }

  /// Goes on with what a frame held; whether a message is whole.
  private boolean unfold() throws IOException {
    if (dataAt < data.length) {
      dataAt += messages.accept(data, dataAt, data.length - dataAt);
      if (messages.whole()) {
        return true;
      }
    }
    if (endsStream && !inHeaders) {
      throw new IOException("The other side ended the call");
    }
    return false;
  }

  /// Whether the next message begins with what is taken next.
  public boolean idle() {
    return messages.idle() && (dataAt < data.length || frames.idle());
  }

  /// Whether [#accept] stopped because a message is whole.
  public boolean complete() {
    return complete;
  }

  public int length() {
    return messages.length();
  }

  /// Copies the whole message, which must fit.
  public void copy(byte[] into) {
    messages.copy(into);
  }

  /// What must be sent now: empty most of the time.
  public byte[] answer() {
    byte[] now = answer.toByteArray();
    answer.reset();
    return now;
  }

  private void frame() throws IOException {
    if (inHeaders && (frames.type() != Frames.CONTINUATION || frames.stream() != STREAM)) {
      throw new IOException("Headers of HTTP/2 were interrupted");
    }
    switch (frames.type()) {
      case Frames.DATA -> data();
      case Frames.HEADERS -> {
        ours();
        endsStream |= frames.has(Frames.END_STREAM);
        inHeaders = true;
        block();
      }
      case Frames.CONTINUATION -> {
        if (!inHeaders) {
          throw new IOException("Headers of HTTP/2 go on that never began");
        }
        block();
      }
      case Frames.SETTINGS -> {
        if (!frames.has(Frames.ACK)) {
          Frames.write(answer, Frames.SETTINGS, Frames.ACK, 0, new byte[0]);
        }
      }
      case Frames.PING -> {
        if (!frames.has(Frames.ACK)) {
          Frames.write(answer, Frames.PING, Frames.ACK, 0, frames.content());
        }
      }
      case Frames.RST_STREAM ->
          throw new IOException("The other side broke the call off (" + frames.number() + ")");
      case Frames.GOAWAY -> {
        if (frames.number() < STREAM) {
          byte[] content = frames.content();
          int code = content.length < 8 ? 0 : ByteBuffer.wrap(content).getInt(4);
          throw new IOException("The other side does not take the call (" + code + ")");
        }
      }
      case Frames.PUSH_PROMISE -> throw new IOException("The other side pushes, which is off");
      default -> {
        // WINDOW_UPDATE: nothing more is sent. Others must be passed over.
      }
    }
  }

  private void ours() throws IOException {
    if (frames.stream() != STREAM) {
      throw new IOException("There is no call " + frames.stream());
    }
  }

  private void data() throws IOException {
    ours();
    if (!answered) {
      throw new IOException("The answer has no headers");
    }
    data = frames.content();
    dataAt = 0;
    endsStream |= frames.has(Frames.END_STREAM);
    unreturned += frames.length();
    if (unreturned > WINDOW / 2) {
      Frames.write(answer, Frames.WINDOW_UPDATE, 0, 0, Frames.number(unreturned));
      Frames.write(answer, Frames.WINDOW_UPDATE, 0, STREAM, Frames.number(unreturned));
      unreturned = 0;
    }
  }

  private void block() throws IOException {
    headers.writeBytes(frames.content());
    if (headers.size() > MOST_HEADER_BYTES) {
      throw new IOException("The headers are longer than 64 KiB");
    }
    if (!frames.has(Frames.END_HEADERS)) {
      return;
    }
    inHeaders = false;
    Map<String, String> all = decoder.decode(headers.toByteArray(), headers.size());
    headers.reset();
    String status = all.getOrDefault("grpc-status", "");
    if (!status.isEmpty()) {
      throw new IOException(over(status, all.getOrDefault("grpc-message", "")));
    }
    if (!answered) {
      String http = all.getOrDefault(":status", "");
      String kind = all.getOrDefault("content-type", "");
      if (http.startsWith("1")) {
        return;
      }
      if (!http.equals("200") || !kind.startsWith("application/grpc")) {
        throw new IOException(
            "What answers there speaks no gRPC (status " + http + ", " + kind + ")");
      }
      answered = true;
    }
  }

  /// Status 12 is UNIMPLEMENTED, in gRPC's list of codes.
  private String over(String status, String message) {
    String words;
    try {
      words = URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      words = message;
    }
    words = words.replaceAll("\\p{Cntrl}", " ").strip();
    return switch (status) {
      case "0" -> "The other side ended the call";
      case "12" -> "What answers there does not know " + path;
      default ->
          "The other side ended the call (gRPC status "
              + status
              + (words.isEmpty() ? "" : ": " + words)
              + ")";
    };
  }
}
