package dev.handloom.test.lab;

import dev.handloom.device.link.HidLink;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A human interface device of the kernel, made from a report descriptor, that says and answers
/// what a simulated one does. Closed, it is unplugged.
final class HumanInterface implements AutoCloseable {
  // As linux/uhid.h lays them out.
  private static final int DESTROY = 1;
  private static final int STOP = 3;
  private static final int OUTPUT = 6;
  private static final int GET_REPORT = 9;
  private static final int GET_REPORT_REPLY = 10;
  private static final int CREATE = 11;
  private static final int INPUT = 12;
  private static final int SET_REPORT = 13;
  private static final int SET_REPORT_REPLY = 14;
  private static final int EVENT_BYTES = 4380;
  private static final int MOST_DATA = 4096;
  private static final int NAME_BYTES = 128;
  private static final int TEXT_BYTES = 64;
  private static final short BUS_USB = 3;
  private static final short INPUT_OUTPUT_ERROR = 5;
  private static final int WAIT_MILLIS = 50;

  private final RandomAccessFile kernel;
  private final HidLink device;
  private final List<byte[]> outputs = new CopyOnWriteArrayList<>();
  private final Thread up;
  private final Thread down;
  private volatile boolean open = true;

  /// @param descriptor in hexadecimal digits
  /// @param device what plays it
  HumanInterface(String name, int vendor, int product, String descriptor, HidLink device)
      throws IOException {
    this.device = device;
    kernel = new RandomAccessFile("/dev/uhid", "rw");
    byte[] bytes = HexFormat.of().parseHex(descriptor.replace(" ", ""));
    ByteBuffer create = event(CREATE);
    create.put(4, name.getBytes(StandardCharsets.US_ASCII));
    create.position(4 + NAME_BYTES + 2 * TEXT_BYTES);
    create.putShort((short) bytes.length).putShort(BUS_USB).putInt(vendor).putInt(product);
    create.putInt(1).putInt(0).put(bytes);
    tell(create);
    up = Thread.ofPlatform().name("hid up").daemon(true).start(this::reports);
    down = Thread.ofPlatform().name("hid down").daemon(true).start(this::orders);
  }

  /// The output reports that came.
  List<byte[]> outputs() {
    return outputs;
  }

  private static ByteBuffer event(int type) {
    return ByteBuffer.allocate(EVENT_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(type);
  }

  /// One event is one write.
  private void tell(ByteBuffer event) throws IOException {
    kernel.getChannel().write(event.clear());
  }

  /// What the device says.
  private void reports() {
    byte[] report = new byte[MOST_DATA];
    try {
      while (open) {
        int got = device.read(report, WAIT_MILLIS);
        if (got > 0) {
          tell(event(INPUT).putShort((short) got).put(report, 0, got));
        }
      }
    } catch (IOException e) {
      // Unplugged, at one end or the other.
    }
  }

  /// What the device is told and asked.
  private void orders() {
    byte[] block = new byte[EVENT_BYTES];
    try {
      while (true) {
        if (kernel.read(block) < 0) {
          throw new EOFException();
        }
        ByteBuffer event = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        switch (event.getInt()) {
          case STOP -> {
            return;
          }
          case OUTPUT -> {
            byte[] report = new byte[event.getShort(4 + MOST_DATA) & 0xFFFF];
            event.get(report);
            outputs.add(report);
            device.write(report, report.length);
          }
          case GET_REPORT -> answer(event.getInt(), event.get() & 0xFF);
          case SET_REPORT ->
              tell(event(SET_REPORT_REPLY).putInt(event.getInt()).putShort((short) 0));
          default -> {
            // Started, opened, closed.
          }
        }
      }
    } catch (IOException e) {
      // As above.
    }
  }

  private void answer(int id, int number) throws IOException {
    byte[] report = new byte[MOST_DATA];
    int length;
    try {
      length = device.feature(number, report);
    } catch (IOException e) {
      length = 0;
    }
    tell(
        event(GET_REPORT_REPLY)
            .putInt(id)
            .putShort(length == 0 ? INPUT_OUTPUT_ERROR : 0)
            .putShort((short) length)
            .put(report, 0, length));
  }

  @Override
  public void close() throws IOException {
    open = false;
    tell(event(DESTROY));
    try {
      down.join();
      up.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kernel.close();
    device.close();
  }
}
