package dev.handloom.preview.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Signatures in the layout of OpenSSF Model Signing 1.0 with a key: a Sigstore bundle around an
/// in-toto statement that names every file.
public final class PackSignature {
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final String PAYLOAD = "application/vnd.in-toto+json";
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://model_signing/signature/v1.0";
  private static final String SHA_256 = "sha256";
  private static final int LARGEST = 16 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PackSignature() {}

  /// Writes the signature into the pack's folder.
  ///
  /// @param name of the pack, for people
  /// @param publicKey of the same pair, by which others find the right key
  public static void sign(Path folder, String name, PrivateKey key, ECPublicKey publicKey)
      throws PackException {
    PackDigest digest = PackDigest.of(folder);
    List<Map<String, String>> resources = new ArrayList<>();
    digest
        .files()
        .forEach((file, hash) ->
            resources.add(
                new TreeMap<>(Map.of("name", file, "digest", hash, "algorithm", SHA_256))));
    Map<String, Object> statement =
        new TreeMap<>(
            Map.of(
                "_type",
                STATEMENT,
                "subject",
                List.of(Map.of("name", name, "digest", Map.of(SHA_256, digest.whole()))),
                "predicateType",
                PREDICATE,
                "predicate",
                Map.of(
                    "resources",
                    resources,
                    "serialization",
                    Map.of(
                        "method",
                        "files",
                        "hash_type",
                        SHA_256,
                        "allow_symlinks",
                        false,
                        "ignore_paths",
                        List.of()))));
    byte[] payload = JSON.writeValueAsBytes(statement);
    Map<String, Object> bundle =
        Map.of(
            "mediaType",
            BUNDLE,
            "verificationMaterial",
            Map.of("publicKey", Map.of("hint", hint(publicKey)), "tlogEntries", List.of()),
            "dsseEnvelope",
            Map.of(
                "payload",
                base64(payload),
                "payloadType",
                PAYLOAD,
                "signatures",
                List.of(Map.of("sig", base64(signed(payload, key)), "keyid", ""))));
    try {
      Files.write(folder.resolve(PackDigest.SIGNATURE), JSON.writeValueAsBytes(bundle));
    } catch (IOException e) {
      throw new PackException("The signature could not be written: " + e.getMessage(), e);
    }
  }

  public static boolean signed(Path folder) {
    return Files.isRegularFile(folder.resolve(PackDigest.SIGNATURE));
  }

  /// Whether the pack is exactly what the owner of the key signed.
  ///
  /// @return what it is
  public static PackDigest verify(Path folder, ECPublicKey key) throws PackException {
    JsonNode bundle = bundle(folder.resolve(PackDigest.SIGNATURE));
    JsonNode envelope = bundle.path("dsseEnvelope");
    byte[] payload = bytes(envelope.path("payload"));
    String hint = bundle.path("verificationMaterial").path("publicKey").path("hint").asString("");
    if (!hint.isEmpty() && !hint.equals(hint(key))) {
      throw new PackException("The pack was signed with another key than the one you trust");
    }
    if (!envelope.path("payloadType").asString("").equals(PAYLOAD)
        || !fits(payload, bytes(envelope.path("signatures").path(0).path("sig")), key)) {
      throw new PackException("The pack's signature is not by the key you trust");
    }
    JsonNode statement = json(payload);
    if (!statement.path("predicateType").asString("").equals(PREDICATE)) {
      throw new PackException("The pack's signature is not one of a model");
    }
    Map<String, String> stated = resources(statement.path("predicate").path("resources"));
    PackDigest found = PackDigest.of(folder);
    compare(stated, found);
    String whole = statement.path("subject").path(0).path("digest").path(SHA_256).asString("");
    if (!whole.equals(PackDigest.whole(stated.values()))) {
      throw new PackException("The pack's signature contradicts itself");
    }
    return found;
  }

  private static void compare(Map<String, String> stated, PackDigest found) throws PackException {
    for (Map.Entry<String, String> file : stated.entrySet()) {
      String hash = found.files().get(file.getKey());
      if (hash == null) {
        throw new PackException("A signed file is missing: " + file.getKey());
      }
      if (!hash.equals(file.getValue())) {
        throw new PackException("A file was changed after it was signed: " + file.getKey());
      }
    }
    for (String name : found.files().keySet()) {
      if (!stated.containsKey(name)) {
        throw new PackException("A file lies in the pack that nobody signed: " + name);
      }
    }
  }

  /// In the order in which they are stated: the digest of the whole depends on it.
  private static Map<String, String> resources(JsonNode list) throws PackException {
    Map<String, String> resources = new java.util.LinkedHashMap<>();
    for (JsonNode resource : list) {
      String name = resource.path("name").asString("");
      String digest = resource.path("digest").asString("");
      if (!resource.path("algorithm").asString("").equals(SHA_256)
          || !digest.matches("[0-9a-f]{64}")
          || resources.put(name, digest) != null) {
        throw new PackException(
            "The pack is signed in a way that is not known here; SHA-256 of whole files is");
      }
    }
    return resources;
  }

  private static JsonNode bundle(Path file) throws PackException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new PackException("The pack is not signed: it holds no " + PackDigest.SIGNATURE);
      }
      if (Files.size(file) > LARGEST) {
        throw new PackException("The pack's signature is too large to be one");
      }
      return json(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PackException("The pack's signature could not be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(byte[] bytes) throws PackException {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new PackException("The pack's signature is damaged: it is no JSON", e);
    }
  }

  private static byte[] bytes(JsonNode base64) throws PackException {
    try {
      return Base64.getDecoder().decode(base64.asString(""));
    } catch (IllegalArgumentException e) {
      throw new PackException("The pack's signature is damaged", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// By which others see which key it was.
  static String hint(ECPublicKey key) {
    return HexFormat.of()
        .formatHex(
            PackDigest.sha256().digest(SigningKeys.pem(key).getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] signed(byte[] payload, PrivateKey key) throws PackException {
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(enveloped(payload));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new PackException("The key cannot sign: " + e.getMessage(), e);
    }
  }

  private static boolean fits(byte[] payload, byte[] sign, ECPublicKey key) throws PackException {
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initVerify(key);
      signature.update(enveloped(payload));
      return signature.verify(sign);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(java.security.Key key) throws PackException {
    int bits =
        key instanceof ECKey curve ? curve.getParams().getCurve().getField().getFieldSize() : 0;
    return switch (bits) {
      case 256 -> "SHA256withECDSA";
      case 384 -> "SHA384withECDSA";
      case 521 -> "SHA512withECDSA";
      default -> throw new PackException("Keys of the curves P-256, P-384 and P-521 sign packs");
    };
  }

  /// What is signed says what it is (DSSE, version 1).
  private static byte[] enveloped(byte[] payload) {
    byte[] before =
        ("DSSEv1 " + PAYLOAD.length() + " " + PAYLOAD + " " + payload.length + " ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = java.util.Arrays.copyOf(before, before.length + payload.length);
    System.arraycopy(payload, 0, all, before.length, payload.length);
    return all;
  }
}
