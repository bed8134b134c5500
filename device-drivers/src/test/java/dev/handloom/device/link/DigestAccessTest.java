package dev.handloom.device.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The examples of the standards, and what servers write.
class DigestAccessTest {
  private static final String OLD =
      "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
          + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
          + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

  private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

  private static String challenge(String algorithm) {
    return "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
        + algorithm
        + ", nonce=\""
        + NONCE
        + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
  }

  private static DigestAccess access(String password, String own, String... challenges) {
    DigestAccess access = DigestAccess.of(List.of(challenges), "Mufasa", password, () -> own);
    assertNotNull(access);
    return access;
  }

  private static String response(String header) {
    return header.replaceFirst(".*response=\"([0-9a-f]+)\".*", "$1");
  }

  /// RFC 2617, section 3.5.
  @Test
  void theExampleOfTheOldStandard() {
    String header = access("Circle Of Life", "0a4f113b", OLD).header("GET", "/dir/index.html");
    assertEquals("6629fae49393a05397450978507c4ef1", response(header));
    assertTrue(header.contains("nc=00000001"), header);
    assertTrue(header.contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""), header);
  }

  /// RFC 7616, section 3.9.1.
  @Test
  void theExamplesOfTheNewStandard() {
    String own = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    assertEquals(
        "8ca523f5e9506fed4657c9700eebdbec",
        response(access("Circle of Life", own, challenge("MD5")).header("GET", "/dir/index.html")));
    String best =
        access("Circle of Life", own, challenge("MD5"), challenge("SHA-256"))
            .header("GET", "/dir/index.html");
    assertEquals(
        "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", response(best));
  }

  /// RFC 2069, as many cameras still have it: no protection, no counting.
  @Test
  void aServerThatDoesNotCount() {
    String header =
        access("x", "own", "Basic realm=\"a\", Digest realm=\"cam\", nonce=\"n\", stale=FALSE")
            .header("GET", "/?a=b");
    assertTrue(header.startsWith("Digest username=\"Mufasa\", realm=\"cam\""), header);
    assertTrue(header.contains("uri=\"/?a=b\""), header);
    assertTrue(!header.contains("nc=") && !header.contains("cnonce"), header);
  }

  @Test
  void eachRequestIsCounted() {
    DigestAccess access = access("x", "own", OLD);
    assertTrue(access.header("GET", "/").contains("nc=00000001"));
    assertTrue(access.header("GET", "/").contains("nc=00000002"));
  }

  @Test
  void whatIsNotKnownIsNotAnswered() {
    assertNull(DigestAccess.of(List.of(), "u", "p"));
    assertNull(DigestAccess.of(List.of("Basic realm=\"x\""), "u", "p"));
    assertNull(DigestAccess.of(List.of("Digest realm=\"x\""), "u", "p"));
    assertNull(
        DigestAccess.of(List.of("Digest realm=\"x\", nonce=\"n\", algorithm=XYZ"), "u", "p"));
    assertNull(DigestAccess.of(List.of("Digest realm=\"x\", nonce=\"n\", qop=auth-int"), "u", "p"));
  }

  /// Whatever a server sends, it is answered or not, and never trips us.
  @Test
  void anyChallengeIsSurvived() {
    long seed = 20261121;
    Random random = new Random(seed);
    String letters = "Digest basic realm=\"nonce,qop= \\ auth;\t\u00e4";
    for (int i = 0; i < 5000; i++) {
      StringBuilder challenge = new StringBuilder(random.nextBoolean() ? OLD : "");
      for (int k = random.nextInt(40); k > 0; k--) {
        challenge.insert(
            random.nextInt(challenge.length() + 1),
            letters.charAt(random.nextInt(letters.length())));
      }
      DigestAccess access = DigestAccess.of(List.of(challenge.toString()), "u\"", "p");
      if (access != null) {
        String header = access.header("GET", "/");
        assertTrue(header.startsWith("Digest username=\"u\\\"\""), "seed " + seed + ": " + header);
      }
    }
  }
}
