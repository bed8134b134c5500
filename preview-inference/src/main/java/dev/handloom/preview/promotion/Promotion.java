package dev.handloom.preview.promotion;

import dev.handloom.preview.local.Compute;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.pack.ModelNames;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.EpisodeReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The way to become champion. Reports stay in the library, named by their content; the journal
/// names them.
public final class Promotion {
  private static final String REPORTS = "reports";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final ModelStore store;
  private final Compute compute;

  public Promotion(ModelStore store, Compute compute) {
    this.store = store;
    this.compute = compute;
  }

  /// Compares two versions, and adds what they dreamed and what came to the ledger of each.
  ///
  /// @param golden the episodes, opened
  /// @param done told how many are compared
  public Behaviour compare(
      ModelStore.Installed champion,
      ModelStore.Installed challenger,
      List<EpisodeReader> golden,
      IntConsumer done)
      throws PackException, ModelException, IOException {
    if (champion.digest().equals(challenger.digest())) {
      throw new PackException("Both are the same model, " + champion.brief());
    }
    if (golden.isEmpty()) {
      throw new PackException(
          "No golden episodes are chosen. Say by which versions are compared: handloom models"
              + " limits --golden EPISODE");
    }
    try (LocalModel one = open(champion);
        LocalModel other = open(challenger)) {
      Comparison.Found found =
          Comparison.run(
              new Comparison.Version(champion.digest(), one),
              new Comparison.Version(challenger.digest(), other),
              golden,
              done);
      new Ledger(store, champion.digest()).add(found.championOutcomes());
      new Ledger(store, challenger.digest()).add(found.challengerOutcomes());
      return found.behaviour();
    }
  }

  private LocalModel open(ModelStore.Installed model) throws PackException {
    return LocalModel.open(model.folder(), model.manifest(), compute, System::nanoTime);
  }

  /// Every reason against it, in words; none where it may follow.
  ///
  /// @param behaviour against the champion; null where there is none yet
  public static List<String> against(
      ModelStore.Installed challenger,
      @Nullable Behaviour behaviour,
      Evaluation evaluation,
      Limits limits) {
    List<String> lines = new ArrayList<>();
    if (behaviour != null) {
      lines.addAll(behaviour.broken(limits));
    }
    lines.addAll(
        evaluation.broken(
            challenger.digest(), behaviour == null ? null : behaviour.champion(), limits));
    return lines;
  }

  /// Makes it the champion, if nothing speaks against it.
  ///
  /// @throws PackException that says everything that does
  public ModelNames.Move promote(
      ModelStore.Installed challenger,
      @Nullable Behaviour behaviour,
      Evaluation evaluation,
      Limits limits,
      String by,
      String reason)
      throws PackException {
    List<String> lines = against(challenger, behaviour, evaluation, limits);
    if (!lines.isEmpty()) {
      throw new PackException(
          "The challenger is not promoted, and the champion stays. "
              + String.join(". ", lines)
              + ".");
    }
    Map<String, String> proof = new LinkedHashMap<>();
    proof.put("evaluation", kept(JSON.writeValueAsString(evaluation.report())));
    proof.put("evaluation file", evaluation.sha256());
    proof.put("limits", kept(JSON.writeValueAsString(limits)));
    if (behaviour != null) {
      proof.put("behaviour", kept(JSON.writeValueAsString(behaviour)));
    }
    return store.promote(challenger.digest(), by, reason, proof);
  }

  /// Puts a report beside the models, by its hash.
  private String kept(String report) throws PackException {
    try {
      byte[] bytes = (report + "\n").getBytes(StandardCharsets.UTF_8);
      String name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      Path folder = store.folder().resolve(REPORTS);
      Durable.makeFolders(folder);
      Path file = folder.resolve(name + ".json");
      if (!Files.exists(file)) {
        Durable.replace(file, report + "\n");
      }
      return name;
    } catch (IOException e) {
      throw new PackException(
          "A report could not be kept, and nothing was promoted: " + store.folder(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
