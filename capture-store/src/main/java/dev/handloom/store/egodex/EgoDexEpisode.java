package dev.handloom.store.egodex;

import dev.handloom.store.hdf5.Hdf5Attribute;
import dev.handloom.store.hdf5.Hdf5Dataset;
import dev.handloom.store.hdf5.Hdf5File;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One episode's file of transforms.
public final class EgoDexEpisode implements Closeable {
  public static final String CAMERA = "camera";
  public static final String INTRINSIC = "camera/intrinsic";
  public static final String TIMES = "capture/unix_seconds";
  public static final int MATRIX = 16;

  /// As the Vision Pro's camera runs.
  public static final double USUAL_HZ = 30;

  private static final String TRANSFORMS = "transforms";
  private static final String CONFIDENCES = "confidences";

  private final Hdf5File file;
  private final Map<String, Hdf5Attribute> notes;

  private EgoDexEpisode(Hdf5File file) throws IOException {
    this.file = file;
    notes = file.attributes("");
  }

  public static EgoDexEpisode open(Path path) throws IOException {
    Hdf5File file = Hdf5File.open(path);
    try {
      return new EgoDexEpisode(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Whether a file has transforms of joints in it.
  static boolean likely(Path path) {
    try (Hdf5File file = Hdf5File.open(path)) {
      return !file.names(TRANSFORMS).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /// Names of what has a place in every row, the camera among them.
  public List<String> joints() throws IOException {
    return file.names(TRANSFORMS);
  }

  /// The matrices of a joint, if they are there: as many rows, four by four.
  public Optional<Hdf5Dataset> transforms(String joint) throws IOException {
    return file.dataset(TRANSFORMS + "/" + joint);
  }

  public Optional<Hdf5Dataset> confidences(String joint) throws IOException {
    return file.dataset(CONFIDENCES + "/" + joint);
  }

  /// Anything else in the file.
  public Optional<Hdf5Dataset> array(String name) throws IOException {
    return file.dataset(name);
  }

  public double[] values(Hdf5Dataset array) throws IOException {
    return file.doubles(array);
  }

  /// Whether an array is one matrix for each row.
  public static boolean matrices(Hdf5Dataset array) {
    List<Long> shape = array.shape();
    return shape.size() == 3 && shape.get(1) == 4 && shape.get(2) == 4 && array.type().number();
  }

  /// A text that was noted; empty where none was.
  public String text(String name) {
    Hdf5Attribute noted = notes.get(name);
    return noted == null || noted.texts().isEmpty() ? "" : noted.texts().getFirst();
  }

  /// A number that was noted; NaN where none was.
  public double number(String name) {
    Hdf5Attribute noted = notes.get(name);
    return noted == null || noted.numbers().length != 1 ? Double.NaN : noted.numbers()[0];
  }

  /// What is done, in words. Of what can be done both ways the file says which; older files have
  /// another name for it.
  public String description() {
    boolean second =
        text("llm_type").equals("reversible")
            && (text("which_llm_description").equals("2") || number("which_llm_description") == 2);
    String said = second ? text("llm_description2") : text("llm_description");
    return said.isBlank() ? text("description") : said;
  }

  /// Rows a second, as far as the file says.
  public double rate() {
    double said = number("fps");
    return said > 0 && said <= 1000 ? said : USUAL_HZ;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
