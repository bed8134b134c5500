package dev.handloom.device.sim.visionpro;

import dev.handloom.device.link.http2.Frames;
import dev.handloom.device.link.http2.GrpcMessages;
import dev.handloom.device.link.http2.HeaderDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/// The serving end of gRPC, for one call at a time that is answered by a stream. Keeps to the
/// windows of who asks: what does not fit is not sent.
final class CallServer {
  private static final int UNIMPLEMENTED = 12;
  private static final int SETTING_BYTES = 6;

  private final String path;
  private Frames frames = new Frames();
  private HeaderDecoder decoder = new HeaderDecoder();
  private GrpcMessages question = new GrpcMessages();
  private final ByteArrayOutputStream headers = new ByteArrayOutputStream();
  private int prefaceSeen;
  private int stream;
  private boolean known;
  private boolean open;
  private long usualWindow;
  private long window;
  private long streamWindow;

  CallServer(String path) {
    this.path = path;
  }

  /// Forgets who asked.
  void reset() {
    frames = new Frames();
    decoder = new HeaderDecoder();
    question = new GrpcMessages();
    headers.reset();
    prefaceSeen = 0;
    stream = 0;
    open = false;
    usualWindow = Frames.USUAL_WINDOW;
    window = Frames.USUAL_WINDOW;
  }

  /// Whether somebody waits for messages.
  boolean open() {
    return open;
  }

  /// The last question.
  byte[] question() {
    byte[] message = new byte[question.length()];
    question.copy(message);
    return message;
  }

  /// Takes what a client sent; returns what it is answered at once.
  byte[] hear(byte[] bytes, int length) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    if (startsAnew(bytes, length)) {
      reset();
    }
    int at = 0;
    while (at < length && prefaceSeen < Frames.PREFACE.length) {
      if (bytes[at] != Frames.PREFACE[prefaceSeen]) {
        reset();
        return new byte[0];
      }
      at++;
      if (++prefaceSeen == Frames.PREFACE.length) {
        Frames.write(answer, Frames.SETTINGS, 0, 0, Frames.settings());
      }
    }
    try {
      while (at < length) {
        at += frames.accept(bytes, at, length - at);
        if (frames.whole()) {
          frame(answer);
        }
      }
    } catch (IOException e) {
      open = false;
    }
    return answer.toByteArray();
  }

  /// A client that dials again is not announced.
  private static boolean startsAnew(byte[] bytes, int length) {
    int begin = 4;
    return length >= begin && Arrays.equals(bytes, 0, begin, Frames.PREFACE, 0, begin);
  }

  private void frame(ByteArrayOutputStream answer) throws IOException {
    switch (frames.type()) {
      case Frames.SETTINGS -> {
        if (!frames.has(Frames.ACK)) {
          settings(frames.content());
          Frames.write(answer, Frames.SETTINGS, Frames.ACK, 0, new byte[0]);
        }
      }
      case Frames.PING -> {
        if (!frames.has(Frames.ACK)) {
          Frames.write(answer, Frames.PING, Frames.ACK, 0, frames.content());
        }
      }
      case Frames.WINDOW_UPDATE -> {
        if (frames.stream() == 0) {
          window += frames.number();
        } else if (frames.stream() == stream) {
          streamWindow += frames.number();
        }
      }
      case Frames.HEADERS -> {
        stream = frames.stream();
        streamWindow = usualWindow;
        question = new GrpcMessages();
        headers(answer);
      }
      case Frames.CONTINUATION -> headers(answer);
      case Frames.DATA -> {
        byte[] content = frames.content();
        if (frames.stream() == stream && known) {
          question.accept(content, 0, content.length);
          if (question.whole() && frames.has(Frames.END_STREAM)) {
            begin(answer);
          }
        }
      }
      case Frames.RST_STREAM, Frames.GOAWAY -> open = false;
      default -> {
        // Of no interest.
      }
    }
  }

  private void settings(byte[] pairs) {
    for (int at = 0; at + SETTING_BYTES <= pairs.length; at += SETTING_BYTES) {
      if (((pairs[at] & 0xFF) << 8 | (pairs[at + 1] & 0xFF)) == Frames.INITIAL_WINDOW_SIZE) {
        long size = 0;
        for (int i = 2; i < SETTING_BYTES; i++) {
          size = size << 8 | (pairs[at + i] & 0xFF);
        }
        // A stream that is open already gets the difference.
        streamWindow += size - usualWindow;
        usualWindow = size;
      }
    }
  }

  private void headers(ByteArrayOutputStream answer) throws IOException {
    headers.writeBytes(frames.content());
    if (!frames.has(Frames.END_HEADERS)) {
      return;
    }
    Map<String, String> asked = decoder.decode(headers.toByteArray(), headers.size());
    headers.reset();
    known = asked.getOrDefault(":path", "").equals(path);
    if (!known) {
      byte[] no =
          Frames.headers(
              ":status", "200",
              "content-type", "application/grpc",
              "grpc-status", String.valueOf(UNIMPLEMENTED),
              "grpc-message", "unknown method");
      Frames.write(answer, Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, stream, no);
    }
  }

  private void begin(ByteArrayOutputStream answer) {
    open = true;
    byte[] head = Frames.headers(":status", "200", "content-type", "application/grpc");
    Frames.write(answer, Frames.HEADERS, Frames.END_HEADERS, stream, head);
  }

  /// Writes a message, no longer than a frame.
  ///
  /// @return how many bytes; 0 if who asked takes no more now
  int message(byte[] message, byte[] into) {
    byte[] payload = GrpcMessages.of(message);
    if (!open || payload.length > Math.min(window, streamWindow)) {
      return 0;
    }
    window -= payload.length;
    streamWindow -= payload.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Frames.write(out, Frames.DATA, 0, stream, payload);
    byte[] all = out.toByteArray();
    System.arraycopy(all, 0, into, 0, all.length);
    return all.length;
  }
}
