package dev.handloom.device.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.posix.TerminalWatch;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A serial port, USB adapters and pseudo-terminals included. Address: see [SerialAddress], baud
/// 115200 if not given. The port is locked: nobody else can open it meanwhile.
final class SerialLink implements ByteLink {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");

  /// The port library can wait in steps of a tenth of a second only, but on Windows.
  private static final int WAIT_STEP_MILLIS = WINDOWS ? 1 : 100;

  /// Where nothing better is to be had we look ourselves for shorter waits, so often. It costs a
  /// tenth of a core.
  private static final long LOOK_NANOS = 60_000L;

  private static final long LAST_WORD_NANOS = 200_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(SerialLink.class);

  /// What this program has open, since the port library's refusal does not say who has it.
  private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

  private final SerialPort port;
  private final String name;
  private final byte[] block = new byte[4096];
  private final List<LinkAdvice> advice;
  private @Nullable TerminalWatch watch;
  private int wait = -1;
  private long arrivalNanos;
  private boolean closed;

  private SerialLink(SerialPort port, String name) {
    this.port = port;
    this.name = name;
    watch = watch(name);
    List<LinkAdvice> all = new ArrayList<>(LatencyTimer.advice(LatencyTimer.SYSFS, name));
    all.addAll(PortUsers.advice(name));
    advice = List.copyOf(all);
    if (watch != null) {
      port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
    }
  }

  private static @Nullable TerminalWatch watch(String name) {
    if (WINDOWS) {
      return null;
    }
    try {
      return new TerminalWatch(name);
    } catch (IOException e) {
      // Without it the port is read all the same, at a higher price.
      LOG.info("Serial port {} is looked at instead of waited for: {}", name, e.getMessage());
      return null;
    }
  }

  static ByteLink open(String rest) throws IOException {
    SerialAddress address = SerialAddress.parse(rest);
    String path = address.path(address.byIdentity() ? SerialPortInfo.list() : List.of());
    String name = real(path);
    if (!OURS.add(name)) {
      throw new IOException("Another device of this rig has the serial port open: " + path);
    }
    try {
      return open(path, name, address.baud());
    } catch (IOException e) {
      OURS.remove(name);
      throw e;
    }
  }

  /// Two names may lead to one port.
  private static String real(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      return path;
    }
  }

  private static SerialLink open(String path, String name, int baud) throws IOException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("There is no such serial port; is the device plugged in? " + path, e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    if (!port.openPort()) {
      throw new IOException(whyNot(port.getLastErrorCode(), path));
    }
    // What piled up before anybody listened is old, and would be stamped as new.
    port.flushIOBuffers();
    return new SerialLink(port, name);
  }

  private static String whyNot(int error, String path) {
    // errno as the port library reports it: 13 permission, 11 and 16 busy, 2 and 6 gone.
    return switch (error) {
      case 13 ->
          "No permission for the serial port; on Linux add yourself to the group dialout and log in"
              + " again: "
              + path;
      case 11, 16 ->
          "Another program has the serial port open"
              + PortUsers.named(path)
              + "; close it: "
              + path;
      case 2, 6 -> "There is no such serial port; is the device plugged in? " + path;
      default -> "The serial port could not be opened (error " + error + "): " + path;
    };
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    int most = Math.min(block.length, length);
    TerminalWatch asleep = watch;
    int got =
        asleep == null ? readLooking(most, waitMillis) : readWatched(asleep, most, waitMillis);
    if (got > 0) {
      System.arraycopy(block, 0, into, offset, got);
    }
    return got;
  }

  /// Asleep until bytes come; the stamp is taken on waking, before anything is copied.
  private int readWatched(TerminalWatch asleep, int most, int waitMillis) throws IOException {
    TerminalWatch.Seen seen = asleep.await(waitMillis);
    long now = StudioClock.now();
    return switch (seen) {
      case NOTHING -> {
        if (!port.isOpen()) {
          throw gone();
        }
        yield 0;
      }
      case GONE -> throw gone();
      case UNABLE -> {
        asleep.close();
        watch = null;
        yield 0;
      }
      case BYTES, LAST_BYTES -> {
        int got = port.readBytes(block, most);
        if (got < 0 || (got == 0 && seen == TerminalWatch.Seen.LAST_BYTES)) {
          throw gone();
        }
        arrivalNanos = now;
        yield got;
      }
    };
  }

  private int readLooking(int most, int waitMillis) throws IOException {
    int got;
    if (waitMillis >= WAIT_STEP_MILLIS) {
      if (waitMillis != wait) {
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, waitMillis, 0);
        wait = waitMillis;
      }
      got = port.readBytes(block, most);
    } else {
      int there = look(waitMillis);
      got = there <= 0 ? there : port.readBytes(block, Math.min(there, most));
    }
    long now = StudioClock.now();
    if (got < 0 || (got == 0 && !port.isOpen())) {
      throw gone();
    }
    if (got > 0) {
      arrivalNanos = now;
    }
    return got;
  }

  private IOException gone() {
    return new IOException("The serial port is gone: " + name);
  }

  /// Waits for less than the port library can; how many bytes are there, negative if the port is
  /// gone.
  private int look(int waitMillis) {
    long end = StudioClock.now() + waitMillis * 1_000_000L;
    while (true) {
      int there = port.bytesAvailable();
      if (there != 0 || StudioClock.now() >= end) {
        return there;
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (port.writeBytes(bytes, length, offset) != length) {
      throw new IOException("The serial port takes no bytes: " + name);
    }
  }

  @Override
  public List<LinkAdvice> advice() {
    return advice;
  }

  @Override
  public String title() {
    return port.getSystemPortPath();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      // The last word may release a force: it goes out before the port library throws it away.
      long end = StudioClock.now() + LAST_WORD_NANOS;
      while (port.bytesAwaitingWrite() > 0 && StudioClock.now() < end) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      TerminalWatch asleep = watch;
      if (asleep != null) {
        asleep.close();
      }
      port.closePort();
      OURS.remove(name);
    }
  }
}
