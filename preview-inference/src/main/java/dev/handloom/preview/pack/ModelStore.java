package dev.handloom.preview.pack;

import dev.handloom.preview.pack.ModelJournal.What;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models of a library, each in a folder that is named by what it holds. Names that move, as
/// champion and challenger, are kept in a journal with the reason for each move.
public final class ModelStore {
  public static final String FOLDER = "models";

  /// The largest pack that is taken without being told that it may be larger.
  public static final long USUAL_MOST_BYTES = 8_000_000_000L;

  private static final String PACKS = "packs";
  private static final String INCOMING = "incoming";
  private static final String JOURNAL = "journal.jsonl";
  private static final int SHORT = 12;

  private final Path root;
  private final ModelJournal journal;
  private final ModelNames names;

  /// @param library the folder of a library
  public ModelStore(Path library) {
    root = library.resolve(FOLDER);
    journal = new ModelJournal(root.resolve(JOURNAL));
    names = new ModelNames(journal);
  }

  /// One that is installed.
  ///
  /// @param digest what it is
  /// @param signed whether a key that was trusted then had signed it
  public record Installed(String digest, Path folder, Manifest manifest, boolean signed) {
    /// Enough of the digest for people.
    public String brief() {
      return digest.substring(0, SHORT);
    }
  }

  /// What only a pack that runs can show: that its golden samples come out as they should.
  public interface Trial {
    void run(Path folder, Manifest manifest) throws PackException;
  }

  /// Takes a pack in, after everything about it was found right.
  ///
  /// @param source a folder or a zip
  /// @param trusted whose signature it must bear; null takes one that nobody signed
  /// @param by who installs it
  public Installed install(
      Path source, @Nullable ECPublicKey trusted, Trial trial, long mostBytes, String by)
      throws PackException {
    Path incoming = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
    try {
      Durable.makeFolders(incoming);
      try {
        PackFiles.bring(source, incoming, mostBytes);
        PackDigest digest =
            trusted == null ? PackDigest.of(incoming) : PackSignature.verify(incoming, trusted);
        Manifest manifest = ManifestFile.read(incoming);
        require(incoming, manifest.weights(), "weights");
        require(incoming, manifest.golden(), "golden");
        trial.run(incoming, manifest);
        Installed installed = moveIn(incoming, digest.whole(), manifest, trusted);
        journal.add(
            What.INSTALLED,
            "",
            installed.digest(),
            by,
            "",
            Map.of(
                "name", manifest.name(),
                "version", manifest.version(),
                "signed", String.valueOf(trusted != null)));
        return installed;
      } finally {
        if (Files.exists(incoming)) {
          Durable.eraseFolder(incoming, incoming.resolve(Manifest.FILE));
        }
      }
    } catch (IOException e) {
      throw new PackException("The pack could not be installed: " + e.getMessage(), e);
    }
  }

  private Installed moveIn(
      Path incoming, String digest, Manifest manifest, @Nullable ECPublicKey trusted)
      throws IOException {
    Path packs = root.resolve(PACKS);
    Path folder = packs.resolve(digest);
    Durable.makeFolders(packs);
    if (trusted == null) {
      // A signature that nobody looked at would pass for one that was.
      Files.deleteIfExists(incoming.resolve(PackDigest.SIGNATURE));
    }
    if (!Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(incoming)) {
        for (Path file : files.filter(Files::isDirectory).toList()) {
          Durable.forceFolder(file);
        }
      }
      Files.move(incoming, folder, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(packs);
    } else if (trusted != null && !PackSignature.signed(folder)) {
      Files.copy(incoming.resolve(PackDigest.SIGNATURE), folder.resolve(PackDigest.SIGNATURE));
    }
    return new Installed(digest, folder, manifest, PackSignature.signed(folder));
  }

  private static void require(Path folder, String name, String line) throws PackException {
    if (!Files.isRegularFile(folder.resolve(name))) {
      throw new PackException(
          Manifest.FILE + ": " + line + " names " + name + ", which is not in the pack");
    }
  }

  /// All that are installed, by name and version; what is damaged is left out and said by [#open].
  public List<Installed> list() throws PackException {
    Path packs = root.resolve(PACKS);
    if (!Files.isDirectory(packs)) {
      return List.of();
    }
    List<Installed> all = new ArrayList<>();
    try (Stream<Path> folders = Files.list(packs)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try {
          all.add(
              new Installed(
                  String.valueOf(folder.getFileName()),
                  folder,
                  ManifestFile.read(folder),
                  PackSignature.signed(folder)));
        } catch (PackException e) {
          // Said when somebody wants it.
        }
      }
    } catch (IOException e) {
      throw new PackException("The installed models could not be read: " + e.getMessage(), e);
    }
    all.sort(
        Comparator.comparing((Installed model) -> model.manifest().name())
            .thenComparing(model -> model.manifest().version())
            .thenComparing(Installed::digest));
    return all;
  }

  /// One to be run, after it was found to be still what its name says.
  ///
  /// @param wanted an alias, a digest, or the beginning of one
  public Installed open(String wanted) throws PackException {
    String digest = resolve(wanted);
    Path folder = root.resolve(PACKS).resolve(digest);
    PackDigest found = PackDigest.of(folder);
    if (!found.whole().equals(digest)) {
      throw new PackException(
          "The installed model "
              + digest.substring(0, SHORT)
              + " was changed on the disk. It is not run; install it again.");
    }
    return new Installed(digest, folder, ManifestFile.read(folder), PackSignature.signed(folder));
  }

  private String resolve(String wanted) throws PackException {
    String named = names.now().get(wanted);
    String begins = named == null ? wanted : named;
    List<String> fitting = new ArrayList<>();
    Path packs = root.resolve(PACKS);
    if (Files.isDirectory(packs) && begins.matches("[0-9a-f]{4,64}")) {
      try (Stream<Path> folders = Files.list(packs)) {
        folders
            .map(folder -> String.valueOf(folder.getFileName()))
            .filter(name -> name.startsWith(begins))
            .forEach(fitting::add);
      } catch (IOException e) {
        throw new PackException("The installed models could not be read: " + e.getMessage(), e);
      }
    }
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new PackException(
        fitting.isEmpty()
            ? "No model is installed by that name: " + wanted
            : "More than one model begins with " + wanted + "; give more of it");
  }

  /// Lets a name move to a pack. The champion's moves by [#promote] alone.
  public ModelNames.Move name(String alias, String wanted, String by, String reason)
      throws PackException {
    if (alias.equals(ModelNames.CHAMPION)) {
      throw new PackException(
          "“" + alias + "” is not given by hand: a model earns it by promotion, with its proof");
    }
    return names.move(What.NAMED, alias, resolve(wanted), by, reason, Map.of());
  }

  /// Makes a pack the champion.
  ///
  /// @param proof the digests of what was looked at, by what it is; not empty
  public ModelNames.Move promote(String wanted, String by, String reason, Map<String, String> proof)
      throws PackException {
    if (proof.isEmpty()) {
      throw new PackException("A promotion without proof is none");
    }
    return names.move(What.PROMOTED, ModelNames.CHAMPION, resolve(wanted), by, reason, proof);
  }

  /// Gives a name back to the pack that bore it before, which must still be there and whole.
  public ModelNames.Move rollBack(String alias, String by, String reason) throws PackException {
    Optional<String> before = names.before(alias);
    if (before.isEmpty()) {
      throw new PackException("No other model was ever called “" + alias + "”");
    }
    return names.move(What.ROLLED_BACK, alias, open(before.get()).digest(), by, reason, Map.of());
  }

  /// Erases a pack that bears no name.
  public Installed remove(String wanted, String by, String reason) throws PackException {
    String digest = resolve(wanted);
    for (Map.Entry<String, String> name : names.now().entrySet()) {
      if (name.getValue().equals(digest)) {
        throw new PackException(
            "The model bears the name “"
                + name.getKey()
                + "” and is kept. Let the name move to another first.");
      }
    }
    if (reason.isBlank()) {
      throw new PackException("Say why the model is removed");
    }
    Path folder = root.resolve(PACKS).resolve(digest);
    Installed gone = new Installed(digest, folder, ManifestFile.read(folder), false);
    try {
      // Away at once, then erased: a crash between leaves nothing that could be opened.
      Path leaving = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
      Durable.makeFolders(root.resolve(INCOMING));
      Files.move(folder, leaving, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(root.resolve(PACKS));
      journal.add(What.REMOVED, "", digest, by, reason, Map.of());
      Durable.eraseFolder(leaving, leaving.resolve(Manifest.FILE));
    } catch (IOException e) {
      throw new PackException("The model could not be removed: " + folder, e);
    }
    return gone;
  }

  /// The names that move.
  public ModelNames names() {
    return names;
  }

  /// What happened to the models.
  public ModelJournal journal() {
    return journal;
  }

  /// The folder in which all this lies.
  public Path folder() {
    return root;
  }
}
