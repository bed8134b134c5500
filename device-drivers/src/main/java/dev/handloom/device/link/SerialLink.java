package dev.handloom.device.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;

/// A serial port, USB adapters and pseudo-terminals included. Address: `path@baud`, baud 115200 if
/// not given.
public final class SerialLink implements Link {
  private static final int DEFAULT_BAUD = 115_200;

  private final SerialPort port;
  private final byte[] block = new byte[4096];
  private int wait = -1;

  private SerialLink(SerialPort port) {
    this.port = port;
  }

  static Link open(String rest) throws IOException {
    int at = rest.lastIndexOf('@');
    String path = at < 0 ? rest : rest.substring(0, at);
    int baud = DEFAULT_BAUD;
    if (at >= 0) {
      try {
        baud = Integer.parseInt(rest.substring(at + 1));
      } catch (NumberFormatException e) {
        throw new IOException("The baud rate after @ is not a number: serial:" + rest, e);
      }
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("There is no such serial port; is the device plugged in? " + path, e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    if (!port.openPort()) {
      throw new IOException(whyNot(port, path));
    }
    // What piled up before anybody listened is old, and would be stamped as new.
    port.flushIOBuffers();
    return new SerialLink(port);
  }

  private static String whyNot(SerialPort port, String path) {
    // errno as the port library reports it: 13 permission, 16 busy, 2 and 6 gone.
    return switch (port.getLastErrorCode()) {
      case 13 ->
          "No permission for the serial port; on Linux add yourself to the group dialout and log in"
              + " again: "
              + path;
      case 16 -> "Another program has the serial port open; close it: " + path;
      case 2, 6 -> "There is no such serial port; is the device plugged in? " + path;
      default ->
          "The serial port could not be opened (error " + port.getLastErrorCode() + "): " + path;
    };
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (waitMillis != wait) {
      port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, waitMillis, 0);
      wait = waitMillis;
    }
    int got = port.readBytes(block, Math.min(block.length, length));
    if (got < 0 || (got == 0 && !port.isOpen())) {
      throw new IOException("The serial port is gone: " + port.getSystemPortPath());
    }
    System.arraycopy(block, 0, into, offset, got);
    return got;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (port.writeBytes(bytes, length, offset) != length) {
      throw new IOException("The serial port takes no bytes: " + port.getSystemPortPath());
    }
  }

  @Override
  public String title() {
    return port.getSystemPortPath();
  }

  @Override
  public void close() {
    port.closePort();
  }
}
