package dev.handloom.preview.remote;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A server on a WebSocket that says what a test tells it to.
final class WebStandIn implements AutoCloseable {
  static final int BINARY = 2;
  static final int TEXT = 1;

  /// What it does with each connection.
  interface Script {
    void run(Peer peer) throws IOException;
  }

  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  final List<String> heads = new CopyOnWriteArrayList<>();

  WebStandIn(Script script) throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("stand-in " + server.getLocalPort()).start(() -> run(script));
  }

  String place() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void run(Script script) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        open.add(socket);
        Peer peer = new Peer(socket);
        heads.add(peer.shakeHands());
        script.run(peer);
      } catch (IOException e) {
        // The client is gone, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /// One client.
  static final class Peer {
    private final DataInputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
      in = new DataInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    private String shakeHands() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        head.write(in.readUnsignedByte());
      }
      String words = head.toString(StandardCharsets.ISO_8859_1);
      String key =
          words
              .lines()
              .filter(line -> line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18))
              .map(line -> line.substring(18).strip())
              .findFirst()
              .orElseThrow();
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      return words;
    }

    private static String accept(String key) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-1")
                .digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(digest);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    void say(byte[] message) throws IOException {
      frame(0x80 | BINARY, message);
    }

    /// In two parts, as long messages come.
    void sayInParts(byte[] message) throws IOException {
      int half = message.length / 2;
      frame(BINARY, java.util.Arrays.copyOf(message, half));
      frame(0x80, java.util.Arrays.copyOfRange(message, half, message.length));
    }

    void say(String text) throws IOException {
      frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void hangUp(int status) throws IOException {
      frame(0x88, ByteBuffer.allocate(2).putShort((short) status).array());
    }

    private void frame(int first, byte[] body) throws IOException {
      ByteBuffer head = ByteBuffer.allocate(10).put((byte) first);
      if (body.length < 126) {
        head.put((byte) body.length);
      } else if (body.length <= 0xFFFF) {
        head.put((byte) 126).putShort((short) body.length);
      } else {
        head.put((byte) 127).putLong(body.length);
      }
      out.write(head.array(), 0, head.position());
      out.write(body);
      out.flush();
    }

    /// The next binary message; null when the client hangs up.
    byte @Nullable [] hear() throws IOException {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      while (true) {
        int first = in.read();
        if (first < 0) {
          return null;
        }
        int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
          length = in.readUnsignedShort();
        } else if (length == 127) {
          length = in.readLong();
        }
        byte[] mask = in.readNBytes(4);
        byte[] body = in.readNBytes((int) length);
        for (int i = 0; i < body.length; i++) {
          body[i] ^= mask[i & 3];
        }
        if ((first & 0x0F) == 8) {
          return null;
        }
        message.writeBytes(body);
        if ((first & 0x80) != 0) {
          return message.toByteArray();
        }
      }
    }
  }
}
