package dev.handloom.preview.promotion;

import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the owner of a library asks of a model before it becomes the champion.
///
/// @param golden ids of the episodes by which versions are compared; none may be left out
/// @param mostRmsSpreads how far a joint may differ from the champion's, root mean square, in
///   spreads of the joint
/// @param mostWorstSpreads how far at the worst moment
/// @param mostFlips share of the steps at which one may open a gripper that the other closes
/// @param fewestEpisodes that an evaluation must rest on
public record Limits(
    List<String> golden,
    double mostRmsSpreads,
    double mostWorstSpreads,
    double mostFlips,
    int fewestEpisodes) {
  public static final String FILE = "limits.json";

  /// Where nobody said otherwise.
  public static final Limits USUAL = new Limits(List.of(), 0.5, 4, 0.02, 5);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public Limits {
    golden = List.copyOf(Objects.requireNonNullElse(golden, List.of()));
    if (!(mostRmsSpreads > 0)
        || !(mostWorstSpreads > 0)
        || !(mostFlips >= 0 && mostFlips <= 1)
        || fewestEpisodes < 1) {
      throw new IllegalArgumentException(
          "Limits are above 0, the share of flips from 0 to 1, the episodes at least 1");
    }
  }

  private static Path file(ModelStore store) {
    return store.folder().resolve(FILE);
  }

  /// The owner's, or the usual ones where there is no file.
  public static Limits read(ModelStore store) throws PackException {
    Path file = file(store);
    if (!Files.exists(file)) {
      return USUAL;
    }
    try {
      return Objects.requireNonNull(JSON.readValue(Files.readAllBytes(file), Limits.class));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new PackException(
          "The limits cannot be read, and without them nothing is promoted. Mend the file, or"
              + " remove it and set them again with 'handloom models limits': "
              + file,
          e);
    } catch (IOException e) {
      throw new PackException("The limits could not be read: " + file, e);
    }
  }

  public void write(ModelStore store) throws PackException {
    try {
      Durable.makeFolders(store.folder());
      Durable.replace(file(store), JSON.writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new PackException("The limits could not be written: " + file(store), e);
    }
  }
}
