package dev.handloom.preview.remote;

/// What a server lets us in by. Never written anywhere.
public final class AccessKey {
  public static final AccessKey NONE = new AccessKey("");

  private final String secret;

  public AccessKey(String secret) {
    this.secret = secret.strip();
  }

  boolean given() {
    return !secret.isEmpty();
  }

  String secret() {
    return secret;
  }

  /// A server's words without the key, should it repeat it.
  String removedFrom(String words) {
    return given() ? words.replace(secret, "•••") : words;
  }

  @Override
  public String toString() {
    return given() ? "a key" : "no key";
  }
}
