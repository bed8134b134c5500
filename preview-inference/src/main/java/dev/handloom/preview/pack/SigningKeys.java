package dev.handloom.preview.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Keys of elliptic curves in PEM files, as other programs write them.
public final class SigningKeys {
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String PRIVATE = "PRIVATE KEY";

  /// What older programs write; it lacks the name of its kind.
  private static final String PRIVATE_BARE = "EC PRIVATE KEY";

  private static final int LINE = 64;
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  /// The curves that model signing knows, as they stand in a key.
  private static final List<byte[]> CURVES =
      List.of(
          HexFormat.of().parseHex("06082a8648ce3d030107"),
          HexFormat.of().parseHex("06052b81040022"),
          HexFormat.of().parseHex("06052b81040023"));

  private static final byte[] ELLIPTIC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION = {2, 1, 0};

  private SigningKeys() {}

  /// A new pair on the curve P-256.
  public static KeyPair make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has P-256", e);
    }
  }

  public static ECPublicKey publicKey(Path file) throws PackException {
    return publicKey(text(file));
  }

  static ECPublicKey publicKey(String pem) throws PackException {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(content(pem, PUBLIC)));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new PackException("The key is no public key of an elliptic curve", e);
    }
  }

  public static PrivateKey privateKey(Path file) throws PackException {
    String pem = text(file);
    byte[] key =
        pem.contains(begin(PRIVATE_BARE))
            ? named(content(pem, PRIVATE_BARE))
            : content(pem, PRIVATE);
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
    } catch (GeneralSecurityException e) {
      throw new PackException("The key is no private key of an elliptic curve: " + file, e);
    }
  }

  public static String pem(ECPublicKey key) {
    return pem(PUBLIC, key.getEncoded());
  }

  public static String pem(PrivateKey key) {
    return pem(PRIVATE, key.getEncoded());
  }

  private static String pem(String kind, byte[] content) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
    return begin(kind) + "\n" + lines + "\n-----END " + kind + "-----\n";
  }

  private static String begin(String kind) {
    return "-----BEGIN " + kind + "-----";
  }

  private static String text(Path file) throws PackException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new PackException("The key could not be read: " + file, e);
    }
  }

  private static byte[] content(String pem, String kind) throws PackException {
    int from = pem.indexOf(begin(kind));
    int to = pem.indexOf("-----END " + kind + "-----");
    if (pem.contains("ENCRYPTED")) {
      throw new PackException("The key is locked by a password; give one without");
    }
    if (from < 0 || to < from) {
      throw new PackException("There is no " + kind + " in that file");
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(from + begin(kind).length(), to));
    } catch (IllegalArgumentException e) {
      throw new PackException("The key is damaged", e);
    }
  }

  /// Around a bare key, what says that it is one of an elliptic curve, and of which.
  private static byte[] named(byte[] bare) throws PackException {
    String hex = HexFormat.of().formatHex(bare);
    for (byte[] curve : CURVES) {
      if (hex.contains(HexFormat.of().formatHex(curve))) {
        return wrapped(
            SEQUENCE, VERSION, wrapped(SEQUENCE, ELLIPTIC, curve), wrapped(OCTETS, bare));
      }
    }
    throw new PackException("The key lies on none of the curves P-256, P-384 and P-521");
  }

  private static byte[] wrapped(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    int length = content.size();
    if (length >= 0x100) {
      all.write(0x82);
      all.write(length >> 8);
    } else if (length >= 0x80) {
      all.write(0x81);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }
}
