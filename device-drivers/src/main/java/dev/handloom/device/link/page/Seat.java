package dev.handloom.device.link.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// The one place for a client that tracks, and the token that leads to it.
final class Seat {
  /// Figures and letters that nobody mistakes for one another.
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  static final int TOKEN_LETTERS = 6;

  /// So long a place is kept for somebody whose connection broke.
  static final long KEPT_NANOS = 120_000_000_000L;

  private static final SecureRandom RANDOM = new SecureRandom();

  /// Who has it.
  ///
  /// @param secret drawn by the page, so that it is known again
  private record Holder(String secret, String name, @Nullable PageClient client, long seenNanos) {
    @Override
    public String toString() {
      return name;
    }
  }

  private String token = draw();
  private @Nullable Holder holder;

  private static String draw() {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < TOKEN_LETTERS; i++) {
      token.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return token.toString();
  }

  synchronized String token() {
    return token;
  }

  synchronized void newToken() {
    token = draw();
  }

  /// Whether somebody knows the token; takes as long for a wrong one as for a right one.
  synchronized boolean knows(String said) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8),
        said.strip()
            .replaceAll("[\\s-]", "")
            .toUpperCase(java.util.Locale.ROOT)
            .getBytes(StandardCharsets.UTF_8));
  }

  /// Sits down, or sits down again.
  ///
  /// @return who has the place instead; null if it is this client's now
  synchronized @Nullable String take(PageClient client, String secret, String name, long nowNanos) {
    Holder now = holder;
    if (now != null && !same(now.secret(), secret)) {
      if (now.client() != null || nowNanos - now.seenNanos() < KEPT_NANOS) {
        return now.name();
      }
    }
    PageClient before = now == null ? null : now.client();
    holder = new Holder(secret, name, client, nowNanos);
    notifyAll();
    if (before != null && !before.equals(client)) {
      before.hangUp(WebSocketWire.GOING_AWAY, "It has come back on another connection");
    }
    return null;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /// A connection has ended; its place is kept for a while.
  synchronized void gone(PageClient client, long nowNanos) {
    Holder now = holder;
    if (now != null && client.equals(now.client())) {
      holder = new Holder(now.secret(), now.name(), null, nowNanos);
    }
  }

  /// Gets up for good.
  synchronized void leave(PageClient client) {
    Holder now = holder;
    if (now != null && client.equals(now.client())) {
      holder = null;
    }
  }

  /// Somebody else may sit down.
  ///
  /// @return who has to get up
  synchronized @Nullable PageClient free() {
    Holder now = holder;
    holder = null;
    return now == null ? null : now.client();
  }

  /// Who has the place, connected or not; empty if it is free.
  synchronized String name() {
    return holder == null ? "" : holder.name();
  }

  /// Whoever sits there and is connected.
  synchronized @Nullable PageClient client() {
    return holder == null ? null : holder.client();
  }

  /// Waits for somebody to sit there.
  synchronized @Nullable PageClient await(int millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (client() == null) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return null;
      }
      wait(left);
    }
    return client();
  }
}
