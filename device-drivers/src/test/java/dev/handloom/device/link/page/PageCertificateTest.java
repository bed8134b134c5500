package dev.handloom.device.link.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCertificateTest {
  @TempDir Path folder;

  @Test
  void itIsSignedByItsOwnKeyAndNamesThisComputer() throws Exception {
    X509Certificate made = PageCertificate.of(null).certificate();
    made.verify(made.getPublicKey());
    made.checkValidity();
    assertEquals(3, made.getVersion());
    assertEquals(-1, made.getBasicConstraints(), "it may sign others");
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), made.getExtendedKeyUsage());
    List<String> names =
        made.getSubjectAlternativeNames().stream()
            .map(name -> String.valueOf(name.get(1)))
            .toList();
    assertTrue(names.containsAll(List.of("localhost", "127.0.0.1")), names.toString());
    for (InetAddress address : PageAddresses.ofThisMachine()) {
      String text = address.getHostAddress();
      assertTrue(
          names.stream().anyMatch(name -> text.startsWith(name) || sameBytes(name, address)),
          names + " lack " + text);
    }
  }

  private static boolean sameBytes(String name, InetAddress address) {
    try {
      return name.contains(":") && InetAddress.getByName(name).equals(address);
    } catch (java.net.UnknownHostException e) {
      return false;
    }
  }

  @Test
  void itIsKeptSoThatBrowsersKnowItAgain() throws Exception {
    String first = PageCertificate.of(folder).fingerprint();
    assertEquals(first, PageCertificate.of(folder).fingerprint());
    Path file = folder.resolve(PageCertificate.FILE);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void aFileThatCannotBeReadIsReplaced() throws Exception {
    String first = PageCertificate.of(folder).fingerprint();
    Files.writeString(folder.resolve(PageCertificate.FILE), "no certificate");
    String second = PageCertificate.of(folder).fingerprint();
    assertNotEquals(first, second);
    assertEquals(second, PageCertificate.of(folder).fingerprint());
  }
}
