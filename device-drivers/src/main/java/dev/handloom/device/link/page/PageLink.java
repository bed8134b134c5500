package dev.handloom.device.link.page;

import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.page.WebSocketWire.Message;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a device hears of whoever sits in its seat.
public final class PageLink implements MessageLink {
  private final PageServer server;
  private volatile @Nullable PageClient client;
  private long arrivalNanos;
  private boolean text;

  PageLink(PageServer server) {
    this.server = server;
  }

  /// The page that it is the link of.
  public PageServer server() {
    return server;
  }

  @Override
  public boolean ready(int waitMillis) throws IOException {
    if (client != null) {
      return true;
    }
    try {
      PageClient seated = server.seat().await(waitMillis);
      if (seated != null) {
        seated.inbox().want(true);
        client = seated;
      }
      return seated != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a headset", e);
    }
  }

  private PageClient there() throws IOException {
    PageClient seated = client;
    if (seated == null) {
      throw new IOException("No headset has opened the page yet: " + title());
    }
    return seated;
  }

  @Override
  public int receive(byte[] into, int waitMillis) throws IOException {
    PageClient seated = there();
    Message message = seated.inbox().take(waitMillis);
    if (message == null) {
      return NOTHING;
    }
    arrivalNanos = message.arrivalNanos();
    text = message.kind() == WebSocketWire.TEXT;
    // Nothing longer than WebSocketWire#LARGEST comes so far.
    int length = Math.min(message.bytes().length, into.length);
    System.arraycopy(message.bytes(), 0, into, 0, length);
    return length;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public boolean text() {
    return text;
  }

  @Override
  public long lostMessages() {
    PageClient seated = client;
    return seated == null ? 0 : seated.inbox().lost();
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    PageClient seated = there();
    if (!seated.say(WebSocketWire.BINARY, Arrays.copyOfRange(bytes, offset, offset + length))) {
      throw new IOException("The page in the headset takes no messages");
    }
  }

  @Override
  public void sendText(String message) throws IOException {
    throw new IOException("A headset's page is told the state of the take alone");
  }

  @Override
  public String title() {
    PageClient seated = client;
    return seated == null
        ? "open " + server.addresses().getFirst() + " in the headset and give it the token"
        : seated.name();
  }

  @Override
  public void close() {
    PageClient seated = client;
    if (seated != null) {
      seated.inbox().want(false);
    }
    server.detach(this);
  }
}
