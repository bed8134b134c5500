package dev.handloom.preview.local;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.pack.PackException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A graph that is loaded, with the places its numbers go into.
final class Graph implements AutoCloseable {
  private static final String TORCH_SCRIPT = ".*\\.(pt|pth|ts|torchscript)";
  private static final double MILLI = 1e6;

  private final OrtSession session;
  private final OrtSession.RunOptions run;
  private final RunsOn runsOn;
  private final Map<String, int[]> inputs;
  private final Map<String, int[]> outputs;
  private final Map<String, FloatBuffer> places = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
  private double millis;
  private boolean running;
  private volatile boolean closed;

  private Graph(OrtEnvironment environment, OrtSession session, RunsOn runsOn, String file)
      throws OrtException, PackException {
    this.session = session;
    this.runsOn = runsOn;
    run = new OrtSession.RunOptions();
    inputs = shapes(session.getInputInfo(), "input", file);
    outputs = shapes(session.getOutputInfo(), "output", file);
    for (Map.Entry<String, int[]> input : inputs.entrySet()) {
      long[] shape = Arrays.stream(input.getValue()).asLongStream().toArray();
      FloatBuffer place =
          ByteBuffer.allocateDirect(
                  Math.multiplyExact((int) NumberArray.count(input.getValue()), Float.BYTES))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      places.put(input.getKey(), place);
      // It stays where it is: what is put there later is what the graph reads.
      tensors.put(input.getKey(), OnnxTensor.createTensor(environment, place, shape));
    }
  }

  static Graph open(Path weights, Compute compute) throws PackException {
    String file = String.valueOf(weights.getFileName());
    if (file.toLowerCase(Locale.ROOT).matches(TORCH_SCRIPT)) {
      throw new PackException(
          "manifest.json: weights names "
              + file
              + ", which is TorchScript. Models run here as ONNX graphs: export it with"
              + " torch.onnx.export, batch 1, opset 17 or later.");
    }
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "handloom");
      return started(environment, weights, compute, file);
    } catch (OrtException e) {
      throw new PackException(GraphTrouble.words(file, e), e);
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new PackException(
          "ONNX Runtime, which runs models, does not start on this system ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + ")",
          e);
    }
  }

  private static Graph started(
      OrtEnvironment environment, Path weights, Compute compute, String file)
      throws OrtException, PackException {
    String why = "";
    if (compute.where() != Compute.Where.CPU) {
      if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
        why = "this build runs models on the processor; one made with -Pcuda uses CUDA";
      } else {
        try {
          return onCuda(environment, weights, compute, file);
        } catch (OrtException e) {
          why = "CUDA does not start here: its libraries or a device are missing";
        }
      }
      if (compute.where() == Compute.Where.CUDA) {
        throw new PackException("The model was to run on CUDA, and " + why);
      }
    }
    try (OrtSession.SessionOptions options = options(compute)) {
      int threads = compute.usedThreads();
      return made(
          environment,
          environment.createSession(weights.toString(), options),
          new RunsOn("CPU, " + threads + (threads == 1 ? " thread" : " threads"), why),
          file);
    }
  }

  private static Graph onCuda(
      OrtEnvironment environment, Path weights, Compute compute, String file)
      throws OrtException, PackException {
    try (OrtSession.SessionOptions options = options(compute);
        OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
      // Short products would move the answers by more than golden samples allow.
      cuda.add("use_tf32", "0");
      options.addCUDA(cuda);
      return made(
          environment,
          environment.createSession(weights.toString(), options),
          new RunsOn("CUDA, device 0", ""),
          file);
    }
  }

  private static OrtSession.SessionOptions options(Compute compute) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(compute.usedThreads());
    options.setInterOpNumThreads(1);
    // Threads that wait shall not take the time of those that record.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  private static Graph made(
      OrtEnvironment environment, OrtSession session, RunsOn runsOn, String file)
      throws OrtException, PackException {
    try {
      return new Graph(environment, session, runsOn, file);
    } catch (PackException | OrtException | ArithmeticException | IllegalArgumentException e) {
      session.close();
      switch (e) {
        case PackException refused -> throw refused;
        case OrtException refused -> throw refused;
        default -> throw new PackException(file + ": an input of the graph is too large", e);
      }
    }
  }

  private static Map<String, int[]> shapes(Map<String, NodeInfo> nodes, String what, String file)
      throws PackException {
    Map<String, int[]> shapes = new TreeMap<>();
    for (Map.Entry<String, NodeInfo> node : nodes.entrySet()) {
      if (!(node.getValue().getInfo() instanceof TensorInfo info)
          || info.type != OnnxJavaType.FLOAT) {
        throw new PackException(
            file
                + ": the "
                + what
                + " “"
                + node.getKey()
                + "” of the graph is not of 32-bit floats");
      }
      for (long size : info.getShape()) {
        if (size < 1 || size > Integer.MAX_VALUE) {
          throw new PackException(
              file
                  + ": the "
                  + what
                  + " “"
                  + node.getKey()
                  + "” of the graph has no fixed shape; export it with batch 1 and no dynamic axes");
        }
      }
      shapes.put(
          node.getKey(), Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray());
    }
    return shapes;
  }

  RunsOn runsOn() {
    return runsOn;
  }

  Map<String, int[]> inputs() {
    return inputs;
  }

  Map<String, int[]> outputs() {
    return outputs;
  }

  /// Where an input goes, from its beginning; null for one that the graph does not have.
  @Nullable FloatBuffer place(String input) {
    FloatBuffer place = places.get(input);
    return place == null ? null : place.clear();
  }

  /// Runs on what lies in the places.
  Map<String, float[]> run() throws OrtException {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("The model was closed");
      }
      running = true;
    }
    long start = System.nanoTime();
    try (OrtSession.Result result = session.run(tensors, outputs.keySet(), run)) {
      millis = (System.nanoTime() - start) / MILLI;
      Map<String, float[]> answers = new LinkedHashMap<>();
      for (Map.Entry<String, int[]> output : outputs.entrySet()) {
        OnnxTensor tensor = (OnnxTensor) result.get(output.getKey()).orElseThrow();
        answers.put(output.getKey(), Objects.requireNonNull(tensor.getFloatBuffer()).array());
      }
      return answers;
    } finally {
      synchronized (this) {
        running = false;
        notifyAll();
      }
    }
  }

  /// How long the last run took.
  double millis() {
    return millis;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      boolean interrupted = false;
      try {
        if (running) {
          run.setTerminate(true);
        }
      } catch (OrtException e) {
        // Then it ends by itself.
      }
      while (running) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    tensors.values().forEach(OnnxTensor::close);
    run.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("A model that is open can be closed", e);
    }
  }
}
