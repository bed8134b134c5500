package dev.handloom.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// An output that remembers how it failed; a print stream only knows that it did.
final class WatchedOutput extends FilterOutputStream {
  private volatile boolean readerGone;
  private volatile boolean failed;

  WatchedOutput(OutputStream out) {
    super(out);
  }

  /// Whether nobody reads any more, as after `| head -1`.
  boolean readerGone() {
    return readerGone;
  }

  /// Whether it could not take everything, as on a full disk.
  boolean failed() {
    return failed;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw seen(e);
    }
  }

  @Override
  public void write(int one) throws IOException {
    try {
      out.write(one);
    } catch (IOException e) {
      throw seen(e);
    }
  }

  private IOException seen(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Broken pipe") || message.contains("pipe is being closed")) {
      readerGone = true;
    } else {
      failed = true;
    }
    return failure;
  }
}
