package dev.handloom.preview.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.handloom.store.privacy.FaceBox;
import dev.handloom.store.privacy.FaceFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds faces by the model that is shipped for it (CenterFace; see the decision 69).
public final class FaceModel implements FaceFinder {
  private static final String FILE = "faces.onnx";
  private static final int BYTES_PER_PIXEL = 4;

  /// The model sees a quarter of the picture's pixels each way, and halves that three times.
  private static final int STEP = 32;

  private static final int CELL = 4;

  /// Larger pictures are seen at a half, and so on: a face that matters is larger then, too.
  private static final int LONGEST_SIDE = 1280;

  /// Low: what may be a face is covered.
  private static final float LEAST_SCORE = 0.2f;

  /// Two boxes that share more than this are one face.
  private static final double SAME = 0.3;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private @Nullable FloatBuffer pixels;

  private FaceModel(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /// @throws IOException where models do not run on this machine
  public static FaceModel open() throws IOException {
    try (InputStream in = FaceModel.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("The model that finds faces is not in this build");
      }
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "handloom");
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        // An export has a thread for each processor already.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return new FaceModel(environment, environment.createSession(in.readAllBytes(), options));
      }
    } catch (OrtException e) {
      throw new IOException("The model that finds faces does not load", e);
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new IOException(
          "ONNX Runtime, which runs the model that finds faces, does not start on this system ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "). Export without covering faces, or on another machine",
          e);
    }
  }

  @Override
  public List<FaceBox> find(ByteBuffer bgra, int width, int height) throws IOException {
    int by = Math.max(1, (Math.max(width, height) + LONGEST_SIDE - 1) / LONGEST_SIDE);
    int across = up(width / by);
    int down = up(height / by);
    FloatBuffer input = place(bgra, width, height, by, across, down);
    try (OnnxTensor picture =
            OnnxTensor.createTensor(environment, input, new long[] {1, 3, down, across});
        OrtSession.Result result = session.run(Map.of("picture", picture))) {
      return boxes(
          numbers(result, "heat"),
          numbers(result, "size"),
          numbers(result, "offset"),
          across / CELL,
          down / CELL,
          by);
    } catch (OrtException e) {
      throw new IOException("The model that finds faces failed", e);
    }
  }

  private static int up(int side) {
    return Math.max(STEP, (side + STEP - 1) / STEP * STEP);
  }

  private static float[] numbers(OrtSession.Result result, String name) throws IOException {
    FloatBuffer values =
        result.get(name).orElseThrow() instanceof OnnxTensor tensor
            ? tensor.getFloatBuffer()
            : null;
    if (values == null) {
      throw new IOException("The model that finds faces said nothing");
    }
    float[] all = new float[values.remaining()];
    values.get(all);
    return all;
  }

  /// Red, green, blue, each a plane of its own; what is beyond the picture is black.
  private FloatBuffer place(ByteBuffer bgra, int width, int height, int by, int across, int down) {
    int plane = across * down;
    FloatBuffer into = pixels;
    if (into == null || into.capacity() != 3 * plane) {
      into =
          ByteBuffer.allocateDirect(3 * plane * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      pixels = into;
    }
    for (int y = 0; y < height / by; y++) {
      for (int x = 0; x < width / by; x++) {
        for (int colour = 0; colour < 3; colour++) {
          int sum = 0;
          for (int i = 0; i < by * by; i++) {
            int at = BYTES_PER_PIXEL * ((y * by + i / by) * width + x * by + i % by);
            sum += bgra.get(at + 2 - colour) & 0xFF;
          }
          into.put(colour * plane + y * across + x, (float) sum / (by * by));
        }
      }
    }
    return into.clear();
  }

  private static List<FaceBox> boxes(
      float[] heat, float[] size, float[] offset, int across, int down, int by) {
    int plane = across * down;
    List<FaceBox> found = new ArrayList<>();
    for (int at = 0; at < plane; at++) {
      if (heat[at] < LEAST_SCORE) {
        continue;
      }
      double height = Math.exp(size[at]) * CELL;
      double width = Math.exp(size[plane + at]) * CELL;
      int row = at / across;
      double y = (row + offset[at] + 0.5) * CELL;
      double x = (at % across + offset[plane + at] + 0.5) * CELL;
      found.add(
          new FaceBox(
              by * (x - width / 2), by * (y - height / 2), by * width, by * height, heat[at]));
    }
    found.sort(Comparator.comparingDouble(FaceBox::score).reversed());
    List<FaceBox> kept = new ArrayList<>();
    for (FaceBox box : found) {
      if (kept.stream().noneMatch(other -> other.overlap(box) > SAME)) {
        kept.add(box);
      }
    }
    return List.copyOf(kept);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("A model that is open can be closed", e);
    }
  }
}
