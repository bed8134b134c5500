package dev.handloom.app.ui.instance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the studio to one per person: a second launch hands its arguments to the first and ends.
///
/// A locked file decides who is first, as the system drops the lock when a process dies, however it
/// dies. The socket only carries the words; one left by a crash is taken away by the next first.
public final class SingleInstance implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);
  private static final String LOCK = "studio.lock";
  private static final String SOCKET = "studio.socket";
  private static final int MOST_ARGUMENTS = 1000;
  private static final byte TAKEN = 1;
  private static final byte LEAVING = 2;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /// What the studio that runs says to a later launch.
  private enum Answer {
    /// It has the arguments.
    TAKEN(Duration.ZERO, ""),
    /// It is being put away: the lock is free when that is done.
    LEAVING(Duration.ofSeconds(60), "The studio before is still being put away"),
    /// Nothing; between the end of its socket and that of its lock lies a moment.
    NONE(Duration.ofSeconds(2), "The studio that runs does not answer");

    private final Duration patience;
    private final String why;

    Answer(Duration patience, String why) {
      this.patience = patience;
      this.why = why;
    }
  }

  /// What became of a launch.
  public sealed interface Launch {
    /// This is the studio. Close it at the end.
    record First(SingleInstance instance) implements Launch {}

    /// Another is the studio and has the arguments. Leave.
    record Forwarded() implements Launch {}

    /// Another is the studio but does not answer, or the folder cannot be used; the studio may
    /// start all the same, without this service.
    record Alone(String why) implements Launch {}
  }

  private final FileChannel lockFile;
  private final ServerSocketChannel server;
  private final Path socket;

  private SingleInstance(FileChannel lockFile, ServerSocketChannel server, Path socket) {
    this.lockFile = lockFile;
    this.server = server;
    this.socket = socket;
  }

  /// Becomes the first, or hands over. While another studio is being put away, this waits until it
  /// has gone.
  ///
  /// @param folder of this user alone, on a local disk; made when missing
  /// @param onLaunch receives the arguments of later launches, on the listening thread; it should
  ///   show the window, and says whether it did: false while the studio is being put away
  /// @param onWait told once if this has to wait for a studio that is being put away
  public static Launch start(
      Path folder, List<String> args, Predicate<List<String>> onLaunch, Runnable onWait) {
    try {
      makePrivate(folder);
      Path socket = folder.resolve(SOCKET);
      Answer before = null;
      long since = 0;
      boolean told = false;
      while (true) {
        FileChannel lockFile =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(lockFile)) {
          return new Launch.First(listen(lockFile, socket, onLaunch));
        }
        lockFile.close();
        Answer answer = forward(socket, args);
        if (answer == Answer.TAKEN) {
          return new Launch.Forwarded();
        }
        if (answer != before) {
          // Of one that leaves no answer comes in the moment between its last and its end.
          before = answer;
          since = System.nanoTime();
        }
        if (System.nanoTime() - since > answer.patience.toNanos()) {
          LOG.warn("The studio that runs does not take over: {}, {}", answer, socket);
          return new Launch.Alone(answer.why);
        }
        if (answer == Answer.LEAVING && !told) {
          told = true;
          onWait.run();
        }
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("Later launches cannot reach this one: {}", folder, e);
      return new Launch.Alone("Later launches cannot reach this one: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Launch.Alone("It was not waited for the studio that runs");
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      // Held by this very process.
      return false;
    }
  }

  private static Answer forward(Path socket, List<String> args) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      // Reads of such a socket know no time limit: a studio that hangs must not hang this launch.
      Thread limit = Thread.ofVirtual().name("forward-limit").start(() -> closeLater(channel));
      try {
        return hand(channel, args);
      } finally {
        limit.interrupt();
      }
    } catch (IOException e) {
      LOG.debug("No answer at {}", socket, e);
      return Answer.NONE;
    }
  }

  private static Answer hand(SocketChannel channel, List<String> args) throws IOException {
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
    out.writeInt(args.size());
    for (String arg : args) {
      out.writeUTF(arg);
    }
    out.flush();
    // The answer tells that it is really read.
    return switch (Channels.newInputStream(channel).read()) {
      case TAKEN -> Answer.TAKEN;
      case LEAVING -> Answer.LEAVING;
      default -> Answer.NONE;
    };
  }

  private static void closeLater(SocketChannel channel) {
    try {
      Thread.sleep(ANSWER_LIMIT);
      channel.close();
    } catch (InterruptedException _) {
      // Answered in time.
    } catch (IOException e) {
      LOG.debug("Not closed cleanly", e);
    }
  }

  private static SingleInstance listen(
      FileChannel lockFile, Path socket, Predicate<List<String>> onLaunch) throws IOException {
    // With the lock in hand, whatever lies there is left over.
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      server.close();
      lockFile.close();
      throw e;
    }
    SingleInstance instance = new SingleInstance(lockFile, server, socket);
    Thread thread = new Thread(() -> instance.accept(onLaunch), "single-instance");
    thread.setDaemon(true);
    thread.start();
    return instance;
  }

  private void accept(Predicate<List<String>> onLaunch) {
    while (server.isOpen()) {
      try (SocketChannel channel = server.accept()) {
        List<String> args = read(channel);
        if (args != null) {
          byte answer = onLaunch.test(args) ? TAKEN : LEAVING;
          channel.write(ByteBuffer.wrap(new byte[] {answer}));
        }
      } catch (ClosedChannelException _) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("A later launch could not be heard: {}", socket, e);
      }
    }
  }

  private static @Nullable List<String> read(SocketChannel channel) throws IOException {
    DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
    int count = in.readInt();
    if (count < 0 || count > MOST_ARGUMENTS) {
      return null;
    }
    List<String> args = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      args.add(in.readUTF());
    }
    return args;
  }

  private static void makePrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Override
  public void close() {
    try (FileChannel _ = lockFile;
        ServerSocketChannel _ = server) {
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warn("Not closed cleanly: {}", socket, e);
    }
  }
}
