package dev.handloom.device.rig;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.link.HidPort;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.LinkAdvice;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.Place;
import dev.handloom.device.link.RequestLink;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Keeps the newest of what a device says for as long as it makes no samples, so that it can be
/// told who is speaking. While samples come it keeps nothing and costs nothing. Belongs to the
/// device's thread.
final class Overheard {
  private static final int MOST_BYTES = 4096;
  private static final int MOST_MESSAGES = 16;
  private static final int MOST_MESSAGE_BYTES = 2048;

  private final byte[] bytes = new byte[MOST_BYTES];
  private final Queue<byte[]> messages = new ArrayDeque<>();
  private long count;
  private boolean listening = true;

  /// The same link, overheard. Those that are asked for files or answers are left as they are.
  Link on(Link link) {
    return switch (link) {
      case ByteLink them -> new Bytes(them);
      case MessageLink them -> new Messages(them);
      case HidLink them -> new Reports(them);
      case RequestLink them -> them;
      case Place them -> them;
    };
  }

  /// Begins to keep what comes, from now on.
  void listen() {
    if (!listening) {
      listening = true;
      messages.clear();
      count = 0;
    }
  }

  /// Samples come: nothing more needs to be kept.
  void rest() {
    listening = false;
  }

  /// Bytes that came since it listens.
  long count() {
    return count;
  }

  /// The newest of them.
  Heard heard() {
    if (!messages.isEmpty()) {
      return Heard.messages(new ArrayList<>(messages));
    }
    int held = (int) Math.min(count, MOST_BYTES);
    byte[] newest = new byte[held];
    for (int i = 0; i < held; i++) {
      newest[i] = bytes[(int) ((count - held + i) % MOST_BYTES)];
    }
    return Heard.bytes(newest);
  }

  private void keep(byte[] from, int offset, int length) {
    for (int i = Math.max(0, length - MOST_BYTES); i < length; i++) {
      bytes[(int) ((count + i) % MOST_BYTES)] = from[offset + i];
    }
    count += length;
  }

  private void keepMessage(byte[] from, int length) {
    byte[] copy = new byte[Math.min(length, MOST_MESSAGE_BYTES)];
    System.arraycopy(from, 0, copy, 0, copy.length);
    messages.add(copy);
    if (messages.size() > MOST_MESSAGES) {
      messages.remove();
    }
    count += length;
  }

  private final class Bytes implements ByteLink {
    private final ByteLink link;

    Bytes(ByteLink link) {
      this.link = link;
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
      int got = link.read(into, offset, length, waitMillis);
      if (listening && got > 0) {
        keep(into, offset, got);
      }
      return got;
    }

    @Override
    public long arrivalNanos() {
      return link.arrivalNanos();
    }

    @Override
    public int discard(byte[] scratch) throws IOException {
      // What an asked device says unasked tells most of all who it is.
      return listening ? ByteLink.super.discard(scratch) : link.discard(scratch);
    }

    @Override
    public void write(byte[] sent, int offset, int length) throws IOException {
      link.write(sent, offset, length);
    }

    @Override
    public String title() {
      return link.title();
    }

    @Override
    public List<LinkAdvice> advice() {
      return link.advice();
    }

    @Override
    public boolean ready(int waitMillis) throws IOException {
      return link.ready(waitMillis);
    }

    @Override
    public void close() {
      link.close();
    }
  }

  private final class Messages implements MessageLink {
    private final MessageLink link;

    Messages(MessageLink link) {
      this.link = link;
    }

    @Override
    public int receive(byte[] into, int waitMillis) throws IOException {
      int got = link.receive(into, waitMillis);
      if (listening && got >= 0) {
        keepMessage(into, got);
      }
      return got;
    }

    @Override
    public long arrivalNanos() {
      return link.arrivalNanos();
    }

    @Override
    public boolean text() {
      return link.text();
    }

    @Override
    public long lostMessages() {
      return link.lostMessages();
    }

    @Override
    public void send(byte[] sent, int offset, int length) throws IOException {
      link.send(sent, offset, length);
    }

    @Override
    public void sendText(String text) throws IOException {
      link.sendText(text);
    }

    @Override
    public InetAddress here() {
      return link.here();
    }

    @Override
    public String title() {
      return link.title();
    }

    @Override
    public List<LinkAdvice> advice() {
      return link.advice();
    }

    @Override
    public boolean ready(int waitMillis) throws IOException {
      return link.ready(waitMillis);
    }

    @Override
    public void close() {
      link.close();
    }
  }

  private final class Reports implements HidLink {
    private final HidLink link;

    Reports(HidLink link) {
      this.link = link;
    }

    @Override
    public int read(byte[] report, int waitMillis) throws IOException {
      int got = link.read(report, waitMillis);
      if (listening && got > 0) {
        keepMessage(report, got);
      }
      return got;
    }

    @Override
    public long arrivalNanos() {
      return link.arrivalNanos();
    }

    @Override
    public void write(byte[] report, int length) throws IOException {
      link.write(report, length);
    }

    @Override
    public int feature(int number, byte[] into) throws IOException {
      return link.feature(number, into);
    }

    @Override
    public void sendFeature(byte[] report, int length) throws IOException {
      link.sendFeature(report, length);
    }

    @Override
    public HidPort port() {
      return link.port();
    }

    @Override
    public String title() {
      return link.title();
    }

    @Override
    public List<LinkAdvice> advice() {
      return link.advice();
    }

    @Override
    public boolean ready(int waitMillis) throws IOException {
      return link.ready(waitMillis);
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
