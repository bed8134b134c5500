package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.posix.Posix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/// A pseudo-terminal: to any program on this machine it is a serial port.
public final class PtyWire implements Wire {
  private static final int BLOCK = 4096;

  private final int master;
  private final int slave;
  private final String path;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment scratch = Posix.scratch(arena);
  private final MemorySegment block = arena.allocate(BLOCK);
  private boolean closed;

  private PtyWire(int master, int slave, String path) {
    this.master = master;
    this.slave = slave;
    this.path = path;
  }

  /// Whether this system has them.
  public static boolean available() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.contains("linux") || system.contains("mac");
  }

  /// Opens a new pseudo-terminal. The slave side stays open here too, so that the terminal does not
  /// hang up whenever a program closes it.
  public static PtyWire make() throws IOException {
    int master = Posix.openMaster();
    try {
      String path = Posix.slavePath(master);
      return new PtyWire(master, Posix.openRaw(path), path);
    } catch (IOException e) {
      Posix.close(master);
      throw e;
    }
  }

  /// The path that a program opens as a serial port.
  public String path() {
    return path;
  }

  @Override
  public String address() {
    return "serial:" + path;
  }

  @Override
  public Link open() throws IOException {
    return Links.ofThisMachine().open(address());
  }

  @Override
  public boolean listened() {
    return true;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    int sent = 0;
    while (sent < length) {
      int part = Math.min(BLOCK, length - sent);
      MemorySegment.copy(bytes, offset + sent, block, ValueLayout.JAVA_BYTE, 0, part);
      long went = Posix.write(scratch, master, block, part);
      if (went <= 0) {
        return false;
      }
      sent += (int) went;
    }
    return true;
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    if (!Posix.readable(scratch, master, waitMillis)) {
      return 0;
    }
    long got = Posix.read(scratch, master, block, Math.min(BLOCK, into.length));
    if (got <= 0) {
      return 0;
    }
    MemorySegment.copy(block, ValueLayout.JAVA_BYTE, 0, into, 0, (int) got);
    return (int) got;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Posix.close(slave);
      Posix.close(master);
      arena.close();
    }
  }
}
