package dev.handloom.device.link.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key and the certificate that the page is served with. Made once and kept: a person tells the
/// headset's browser once that it is right, and the browser remembers that for this very
/// certificate.
public final class PageCertificate {
  /// What a file with a key is called; a laboratory may put its own there.
  static final String FILE = "certificate.p12";

  /// PKCS#12 wants a password; what guards the key is whose file it is.
  private static final char[] PASSWORD = "handloom".toCharArray();

  private static final String ALIAS = "page";

  /// The longest that Apple's browsers take from anybody is 825 days.
  private static final Duration VALID = Duration.ofDays(820);

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /// Clocks of headsets go wrong.
  private static final Duration BACK_DATED = Duration.ofDays(2);

  private static final Logger LOG = LoggerFactory.getLogger(PageCertificate.class);

  private final X509Certificate certificate;
  private final SSLContext context;

  private PageCertificate(X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException, IOException {
    this.certificate = certificate;
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key, PASSWORD, new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
  }

  /// The one that is kept in a folder; made if there is none, or it is about to end.
  ///
  /// @param folder null to keep none
  public static PageCertificate of(@Nullable Path folder) throws IOException {
    try {
      Path file = folder == null ? null : folder.resolve(FILE);
      if (file != null && Files.exists(file)) {
        PageCertificate kept = kept(file);
        if (kept != null) {
          return kept;
        }
      }
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = pairs.generateKeyPair();
      X509Certificate made = make(pair, Instant.now());
      if (file != null) {
        keep(file, made, pair.getPrivate());
      }
      return new PageCertificate(made, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IOException("No certificate could be made for the headset's page: " + e, e);
    }
  }

  private static @Nullable PageCertificate kept(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      String alias = store.aliases().nextElement();
      if (store.getCertificate(alias) instanceof X509Certificate certificate
          && store.getKey(alias, PASSWORD) instanceof PrivateKey key
          && certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEW_BEFORE))) {
        return new PageCertificate(certificate, key);
      }
      LOG.info("The certificate of the headset's page is about to end; another is made");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.warn("The certificate of the headset's page cannot be read; another is made: {}", file);
    }
    return null;
  }

  private static void keep(Path file, X509Certificate certificate, PrivateKey key)
      throws IOException, GeneralSecurityException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("A certificate needs a folder: " + file);
    }
    Files.createDirectories(folder);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key, PASSWORD, new Certificate[] {certificate});
    Path next = Files.createTempFile(folder, "certificate", ".tmp");
    if (Files.getFileStore(next).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    }
    try (OutputStream out = Files.newOutputStream(next)) {
      store.store(out, PASSWORD);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /// A certificate for this computer's names and addresses, signed by its own key.
  static X509Certificate make(KeyPair pair, Instant now) throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    byte[] name =
        Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text("Handloom headset page"))));
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    byte[] toSign =
        Der.sequence(
            Der.tagged(0xA0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(1, serial)),
            algorithm,
            name,
            Der.sequence(Der.time(now.minus(BACK_DATED)), Der.time(now.plus(VALID))),
            name,
            pair.getPublic().getEncoded(),
            Der.tagged(0xA3, extensions()));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(toSign);
    byte[] whole = Der.sequence(toSign, algorithm, Der.bits(signature.sign(), 0));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static byte[] extensions() {
    byte[] serverAuthentication = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"));
    return Der.sequence(
        // It signs nothing but itself, and says so.
        extension("2.5.29.19", true, Der.sequence()),
        // Signatures of the handshake alone.
        extension("2.5.29.15", true, Der.bits(new byte[] {(byte) 0x80}, 7)),
        extension("2.5.29.37", false, serverAuthentication),
        extension("2.5.29.17", false, names()));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical
        ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
        : Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] names() {
    List<byte[]> names = new ArrayList<>();
    names.add(dns("localhost"));
    List<InetAddress> addresses = new ArrayList<>();
    try {
      String own = InetAddress.getLocalHost().getHostName();
      if (own.matches("[A-Za-z0-9.-]{1,253}") && !own.equals("localhost")) {
        names.add(dns(own));
      }
      addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      byte[] six = new byte[16];
      six[15] = 1;
      addresses.add(InetAddress.getByAddress(six));
    } catch (IOException e) {
      // It has no name; its addresses do.
    }
    addresses.addAll(PageAddresses.ofThisMachine());
    for (InetAddress address : addresses) {
      names.add(Der.tagged(0x87, address.getAddress()));
    }
    return Der.sequence(names.toArray(byte[][]::new));
  }

  private static byte[] dns(String name) {
    return Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII));
  }

  SSLContext context() {
    return context;
  }

  X509Certificate certificate() {
    return certificate;
  }

  /// Of the whole certificate, as browsers show it, so that a person can compare the two.
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
