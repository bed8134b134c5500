package dev.handloom.app;

/// Which Handloom this is, as recorded in every episode.
public final class Version {
  private Version() {}

  /// The released version, or one that says it was built from a checkout.
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }
}
