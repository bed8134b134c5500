package dev.handloom.device.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The password as HTTP's *Digest* wants it (RFC 7616, and RFC 2617 for older servers): never sent
/// itself, only proven to be known.
final class DigestAccess {
  private static final Pattern SCHEME =
      Pattern.compile("(?:^|,\\s*)digest\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARAMETER =
      Pattern.compile("([\\w-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String user;
  private final String password;
  private final Map<String, String> challenge;
  private final String algorithm;
  private final MessageDigest digest;
  private final boolean session;
  private final Supplier<String> ownNonce;
  private int count;

  private DigestAccess(
      String user,
      String password,
      Map<String, String> challenge,
      MessageDigest digest,
      Supplier<String> ownNonce) {
    this.user = user;
    this.password = password;
    this.challenge = challenge;
    this.digest = digest;
    this.ownNonce = ownNonce;
    algorithm = challenge.getOrDefault("algorithm", "");
    session = algorithm.toLowerCase(Locale.ROOT).endsWith("-sess");
  }

  /// What answers the best of a server's challenges.
  ///
  /// @param challenges its `WWW-Authenticate` headers
  /// @return null if none of them is a Digest that is known
  static @Nullable DigestAccess of(List<String> challenges, String user, String password) {
    return of(challenges, user, password, DigestAccess::random);
  }

  static @Nullable DigestAccess of(
      List<String> challenges, String user, String password, Supplier<String> ownNonce) {
    DigestAccess best = null;
    for (String header : challenges) {
      Matcher scheme = SCHEME.matcher(header);
      while (scheme.find()) {
        Map<String, String> found = parameters(header.substring(scheme.end()));
        MessageDigest digest = digest(found.getOrDefault("algorithm", "MD5"));
        boolean known = digest != null && found.containsKey("nonce") && plain(found);
        if (known && digest != null && (best == null || best.weaker(digest))) {
          best = new DigestAccess(user, password, found, digest, ownNonce);
        }
      }
    }
    return best;
  }

  private boolean weaker(MessageDigest other) {
    return digest.getDigestLength() < other.getDigestLength();
  }

  /// The kind that also covers the body is not spoken.
  private static boolean plain(Map<String, String> challenge) {
    String protection = challenge.getOrDefault("qop", "");
    return protection.isEmpty() || protection.matches("(?i)(.*[,\\s])?auth([,\\s].*)?");
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> found = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(text);
    int end = 0;
    // Up to what is no parameter: there the next challenge begins.
    while (matcher.find() && text.substring(end, matcher.start()).matches("[,\\s]*")) {
      String quoted = matcher.group(2);
      found.putIfAbsent(
          matcher.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
      end = matcher.end();
    }
    return found;
  }

  private static @Nullable MessageDigest digest(String algorithm) {
    String name = algorithm.toUpperCase(Locale.ROOT).replaceFirst("-SESS$", "");
    try {
      return switch (name) {
        case "MD5", "SHA-256" -> MessageDigest.getInstance(name);
        case "SHA-512-256" -> MessageDigest.getInstance("SHA-512/256");
        default -> null;
      };
    } catch (NoSuchAlgorithmException e) {
      return null;
    }
  }

  private static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The `Authorization` header of a request.
  ///
  /// @param target path and query, as the request line has them
  synchronized String header(String method, String target) {
    String realm = challenge.getOrDefault("realm", "");
    String nonce = challenge.getOrDefault("nonce", "");
    boolean protects = !challenge.getOrDefault("qop", "").isEmpty();
    String own = ownNonce.get();
    String counted = String.format(Locale.ROOT, "%08x", ++count);
    String secret = hash(user + ":" + realm + ":" + password);
    if (session) {
      secret = hash(secret + ":" + nonce + ":" + own);
    }
    String request = hash(method + ":" + target);
    String response =
        hash(
            secret
                + ":"
                + nonce
                + ":"
                + (protects ? counted + ":" + own + ":auth:" : "")
                + request);
    StringBuilder header = new StringBuilder("Digest ");
    quoted(header, "username", user);
    quoted(header.append(", "), "realm", realm);
    quoted(header.append(", "), "nonce", nonce);
    quoted(header.append(", "), "uri", target);
    quoted(header.append(", "), "response", response);
    if (!algorithm.isEmpty()) {
      header.append(", algorithm=").append(algorithm);
    }
    String opaque = challenge.get("opaque");
    if (opaque != null) {
      quoted(header.append(", "), "opaque", opaque);
    }
    if (protects) {
      header.append(", qop=auth, nc=").append(counted);
    }
    if (protects || session) {
      quoted(header.append(", "), "cnonce", own);
    }
    return header.toString();
  }

  private static void quoted(StringBuilder into, String name, String value) {
    into.append(name).append("=\"").append(value.replaceAll("([\"\\\\])", "\\\\$1")).append('"');
  }

  private String hash(String text) {
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
