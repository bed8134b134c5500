package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The asking end of ZeroMQ's request and reply over TCP (ZMTP 3.0, RFC 23, mechanism NULL). Asks
/// and answers alternate strictly, so that after a failure this one is closed and another made.
final class ZmqAsk implements AutoCloseable {
  private static final int GREETING = 64;
  private static final int MECHANISM_AT = 12;
  private static final int LARGEST = 256 << 20;
  private static final int PIECE = 1 << 16;

  // Flags of a frame.
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private final Socket socket = new Socket();
  private final String title;
  private long endNanos;

  private ZmqAsk(String title) {
    this.title = title;
  }

  static ZmqAsk open(String host, int port, Duration patience) throws ModelException {
    ZmqAsk line = new ZmqAsk(host + ":" + port);
    line.begin(patience);
    try {
      line.socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
      line.socket.setTcpNoDelay(true);
      line.shakeHands();
      return line;
    } catch (IOException e) {
      line.close();
      throw line.failure(e, patience);
    }
  }

  private void shakeHands() throws IOException {
    byte[] greeting = new byte[GREETING];
    greeting[0] = (byte) 0xFF;
    greeting[9] = 0x7F;
    greeting[10] = 3;
    byte[] mechanism = "NULL".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(mechanism, 0, greeting, MECHANISM_AT, mechanism.length);
    OutputStream out = socket.getOutputStream();
    out.write(greeting);
    byte[] theirs = read(GREETING);
    if ((theirs[0] & 0xFF) != 0xFF || theirs[9] != 0x7F || theirs[10] < 3) {
      throw new ProtocolFault("What answers there speaks no ZeroMQ 3");
    }
    if (theirs[MECHANISM_AT] != 'N' || theirs[MECHANISM_AT + 1] != 'U') {
      throw new ProtocolFault("The server wants a mechanism other than NULL");
    }
    ByteArrayOutputStream ready = new ByteArrayOutputStream();
    ready.write(5);
    ready.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
    property(ready, "Socket-Type", "REQ");
    property(ready, "Identity", "");
    out.write(COMMAND);
    out.write(ready.size());
    out.write(ready.toByteArray());
    out.flush();
    Frame answer = frame();
    String words = new String(answer.body, StandardCharsets.ISO_8859_1);
    if ((answer.flags & COMMAND) == 0 || !words.startsWith("\5READY")) {
      throw new ProtocolFault(
          words.startsWith("\5ERROR")
              ? "The server refuses: " + words.substring(6)
              : "The server does not get ready");
    }
    if (!words.contains("REP") && !words.contains("ROUTER")) {
      throw new ProtocolFault("What answers there is no server that answers requests");
    }
  }

  private static void property(ByteArrayOutputStream out, String name, String value) {
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length()).array());
    out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  byte[] ask(byte[] question, Duration patience) throws ModelException {
    begin(patience);
    try {
      OutputStream out = socket.getOutputStream();
      // The empty frame that separates the envelope, then the one frame of the question.
      ByteBuffer head = ByteBuffer.allocate(2 + 1 + Long.BYTES);
      head.put((byte) MORE).put((byte) 0);
      head.put((byte) LONG).putLong(question.length);
      out.write(head.array());
      out.write(question);
      out.flush();
      return answer();
    } catch (IOException e) {
      throw failure(e, patience);
    }
  }

  private byte[] answer() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    boolean envelope = true;
    for (; ; ) {
      Frame frame = frame();
      if ((frame.flags & COMMAND) != 0) {
        continue;
      }
      if (envelope) {
        envelope = frame.body.length > 0;
      } else {
        answer.writeBytes(frame.body);
      }
      if ((frame.flags & MORE) == 0) {
        return answer.toByteArray();
      }
    }
  }

  private record Frame(int flags, byte[] body) {}

  private Frame frame() throws IOException {
    int flags = read(1)[0];
    long length =
        (flags & LONG) != 0 ? ByteBuffer.wrap(read(Long.BYTES)).getLong() : read(1)[0] & 0xFF;
    if (length < 0 || length > LARGEST) {
      throw new ProtocolFault(
          "The model's answer is larger than " + (LARGEST >> 20) + " MiB, and was not taken");
    }
    return new Frame(flags, read((int) length));
  }

  /// Grows with what comes, not with what is announced.
  private byte[] read(int length) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream(Math.min(length, PIECE));
    byte[] piece = new byte[Math.min(length, PIECE)];
    while (all.size() < length) {
      long left = (endNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
      int got = in.read(piece, 0, Math.min(piece.length, length - all.size()));
      if (got < 0) {
        throw new EOFException();
      }
      all.write(piece, 0, got);
    }
    return all.toByteArray();
  }

  private void begin(Duration patience) {
    endNanos = System.nanoTime() + patience.toNanos();
  }

  private ModelException failure(IOException e, Duration patience) {
    return switch (e) {
      case ProtocolFault fault ->
          new ModelException(Kind.UNCLEAR, fault.getMessage() + ": " + title);
      case SocketTimeoutException late ->
          new ModelException(
              Kind.LATE,
              "The model did not answer within " + WebTalk.words(patience) + ": " + title);
      case ConnectException away ->
          new ModelException(
              Kind.AWAY, "No model answers at " + title + ". Is its server running?");
      case UnknownHostException unknown ->
          new ModelException(Kind.AWAY, "Nobody knows the computer " + title);
      default ->
          new ModelException(Kind.AWAY, "The model hung up (" + e.getMessage() + "): " + title);
    };
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /// Bytes that are no ZeroMQ.
  private static final class ProtocolFault extends IOException {
    private static final long serialVersionUID = 1;

    ProtocolFault(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
