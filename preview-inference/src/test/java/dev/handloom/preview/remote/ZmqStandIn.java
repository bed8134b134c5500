package dev.handloom.preview.remote;

import dev.handloom.preview.wire.MessageReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The answering end of ZeroMQ, which says what a test tells it to.
final class ZmqStandIn implements AutoCloseable {
  /// What it answers; null to hang up without.
  interface Script {
    byte @Nullable [] answer(Map<?, ?> question) throws IOException;
  }

  private final ServerSocket server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  ZmqStandIn(Script script) throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofPlatform()
        .daemon()
        .name("stand-in " + server.getLocalPort())
        .start(() -> {
          while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
              open.add(socket);
              talk(socket, script);
            } catch (IOException e) {
              // The client is gone, or the test is over.
            }
          }
        });
  }

  String place() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private static void talk(Socket socket, Script script) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xFF;
    greeting[9] = 0x7F;
    greeting[10] = 3;
    greeting[11] = 1;
    System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
    out.write(greeting);
    in.readNBytes(64);
    byte[] ready = "\5READY\13Socket-Type\0\0\0\3REP".getBytes(StandardCharsets.ISO_8859_1);
    out.write(4);
    out.write(ready.length);
    out.write(ready);
    in.readNBytes(1);
    in.readNBytes(in.readUnsignedByte());
    while (true) {
      ByteArrayOutputStream question = new ByteArrayOutputStream();
      for (int flags = 1; (flags & 1) != 0; ) {
        flags = in.readUnsignedByte();
        long length = (flags & 2) != 0 ? in.readLong() : in.readUnsignedByte();
        question.writeBytes(in.readNBytes((int) length));
      }
      byte[] answer =
          script.answer(
              (Map<?, ?>) Objects.requireNonNull(MessageReader.read(question.toByteArray())));
      if (answer == null) {
        return;
      }
      out.write(new byte[] {1, 0, 2});
      out.writeLong(answer.length);
      out.write(answer);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
