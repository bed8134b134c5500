package dev.handloom.app.preview;

/// A model that can be asked here.
public sealed interface ModelChoice {
  /// For people.
  String title();

  /// The accepted moment most like this one, and what came after it. Needs no training.
  record Nearest() implements ModelChoice {
    @Override
    public String title() {
      return "Nearest episode";
    }
  }

  /// One that is installed in the library.
  ///
  /// @param alias a name that was given to it; may be empty
  record Installed(String name, String version, String digest, String alias)
      implements ModelChoice {
    @Override
    public String title() {
      return name
          + (version.isEmpty() ? "" : " " + version)
          + " · "
          + PreviewWords.digest(digest)
          + (alias.isEmpty() ? "" : " (" + alias + ")");
    }
  }

  /// One on another machine.
  ///
  /// @param shown what it is shown, as the file of `handloom preview --shown` says it
  record Remote(String address, String shown) implements ModelChoice {
    @Override
    public String title() {
      return address;
    }
  }
}
