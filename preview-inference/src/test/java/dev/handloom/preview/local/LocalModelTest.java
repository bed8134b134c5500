package dev.handloom.preview.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.PackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A pack's graph, told in normalised numbers, answers in those of the body.
class LocalModelTest {
  private static final Compute CPU = new Compute(Compute.Where.CPU, 1);

  @TempDir private Path temp = Path.of("");
  private final AtomicLong clock = new AtomicLong(1000);

  private LocalModel open(Manifest manifest) throws Exception {
    SmallPack.write(temp, manifest);
    return LocalModel.open(temp, manifest, CPU, clock::incrementAndGet);
  }

  private static Picture grey(int width, int height, int value) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) value);
    return new Picture(width, height, rgb);
  }

  private static Observation shown(float... state) {
    // Red below green: a stack that mixes colours or cameras would show.
    byte[] rgb = grey(4, 2, 102).rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = 51;
    }
    return new Observation(
        500,
        Map.of(
            "head", List.of(grey(4, 4, 1), grey(4, 4, 204)),
            "wrist", List.of(grey(4, 2, 2), new Picture(4, 2, rgb))),
        Map.of("state", state),
        "pour",
        "a");
  }

  @Test
  void anAnswerIsPhysicalAbsoluteAndAtItsTime() throws Exception {
    try (LocalModel model = open(SmallPack.whole())) {
      // Normalised: 0.2, -0.5, 1; the plan is a tenth of it a step.
      Prediction answer = model.ask(shown(0.55f, 0.03f, 1));
      assertEquals(500, answer.capturedNanos());
      assertEquals(1001, answer.askedNanos());
      assertEquals(1002, answer.answeredNanos());
      assertEquals(List.of("glove.index", "gripper.width"), answer.names());
      assertEquals(0.1, answer.stepSeconds());
      assertEquals(4, answer.actions().length);
      for (int k = 0; k < 4; k++) {
        // Relative: to the state at the observation; absolute: as it is.
        assertEquals(0.55 + 0.01 + 0.1 * 0.02 * (k + 1), answer.actions()[k][0], 1e-6, "step " + k);
        assertEquals(0.04 - 0.02 * 0.05 * (k + 1), answer.actions()[k][1], 1e-6, "step " + k);
      }
      assertEquals(
          List.of("head 0.2", "wrist 0.2", "head 0.4", "wrist 0.4"),
          answer.dreams().stream().map(d -> d.camera() + " " + d.aheadSeconds()).toList());
      // The dream of step 2 is brighter by 0.04, of step 4 by 0.08; 1 is the end.
      Picture head = answer.dreams().getFirst().picture();
      assertEquals(4, head.height());
      assertEquals(Math.round(255 * (0.8 + 0.04)), head.rgb()[0] & 0xFF);
      Picture wrist = answer.dreams().getLast().picture();
      assertEquals(2, wrist.height());
      assertEquals(Math.round(255 * (0.2 + 0.08)), wrist.rgb()[0] & 0xFF);
      assertEquals(Math.round(255 * (0.4 + 0.08)), wrist.rgb()[1] & 0xFF);
      assertEquals(2, answer.forecasts().size());
      assertEquals(0.4, answer.forecasts().getLast().aheadSeconds(), 1e-9);
      assertEquals(0.5 + 0.25 * (0.2 + 0.08), answer.forecasts().getLast().state()[0], 1e-6);
      assertEquals(1, answer.forecasts().getLast().state()[2], 1e-6);
      assertEquals(3 * 0.2, answer.place()[0], 1e-6);
      assertTrue(answer.modelMillis() > 0);
    }
  }

  @Test
  void whatIsImaginedIsWhatWasGiven() throws Exception {
    try (LocalModel model = open(SmallPack.whole())) {
      assertTrue(model.imagines());
      float[][] given = {{0.6f, 0.01f}, {0.65f, 0.02f}, {0.7f, 0.03f}, {0.75f, 0.05f}};
      Prediction answer = model.imagine(shown(0.55f, 0.03f, 1), given);
      for (int k = 0; k < 4; k++) {
        assertEquals(given[k][0], answer.actions()[k][0], 1e-6);
        assertEquals(given[k][1], answer.actions()[k][1], 1e-6);
      }
      // Step 2, normalised: (0.65 - 0.55 - 0.01) / 0.1 = 0.9, and white is the end.
      assertEquals(255, answer.dreams().getFirst().picture().rgb()[0] & 0xFF);
      assertEquals(0.5 + 0.25 * (0.2 + 0.9), answer.forecasts().getFirst().state()[0], 1e-6);
      // Its own plan comes back when it is asked for it.
      assertEquals(0.55 + 0.012, model.ask(shown(0.55f, 0.03f, 1)).actions()[0][0], 1e-6);
      assertEquals(
          "The model imagines 4 steps, and was given 1",
          refusal(Kind.REFUSED, () -> model.imagine(shown(1, 1, 1), new float[1][2])));
      given[2][1] = Float.NaN;
      assertTrue(
          refusal(Kind.REFUSED, () -> model.imagine(shown(1, 1, 1), given))
              .contains("“gripper.width” has no value"));
    }
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    LocalModel model = open(SmallPack.whole());
    assertEquals(
        "“gripper.width” has no value now",
        refusal(Kind.REFUSED, () -> model.ask(shown(1, Float.NaN, 1))));
    assertEquals(
        "The model is told 3 numbers of the body, and there are 1",
        refusal(Kind.REFUSED, () -> model.ask(shown(1))));
    Map<String, List<Picture>> pictures = new HashMap<>(shown(1, 1, 1).pictures());
    pictures.put("wrist", List.of(grey(4, 2, 0)));
    assertEquals(
        "The model wants 2 pictures of “wrist”, and there is 1",
        refusal(Kind.REFUSED, () -> model.ask(with(pictures))));
    pictures.put("wrist", List.of(grey(4, 2, 0), grey(4, 4, 0)));
    assertEquals(
        "The model wants “wrist” as 4×2, and it is 4×4",
        refusal(Kind.REFUSED, () -> model.ask(with(pictures))));
    model.close();
    model.close();
    refusal(Kind.CLOSED, () -> model.ask(shown(1, 1, 1)));
  }

  private static Observation with(Map<String, List<Picture>> pictures) {
    return new Observation(1, pictures, Map.of("state", new float[] {1, 1, 1}), "", "");
  }

  @Test
  void aPolicyAloneAnswersAndNeverPassesOnWhatIsNoNumber() throws Exception {
    try (LocalModel model = open(SmallPack.policy())) {
      Observation sound =
          new Observation(1, Map.of(), Map.of("state", new float[] {1, 1, 0}), "", "");
      Prediction answer = model.ask(sound);
      assertEquals(4, answer.actions().length);
      assertTrue(answer.dreams().isEmpty() && answer.forecasts().isEmpty());
      assertEquals(0, answer.place().length);
      assertFalse(model.imagines());
      assertTrue(
          refusal(Kind.REFUSED, () -> model.imagine(sound, new float[4][2])).contains("own plan"));
      Observation root =
          new Observation(1, Map.of(), Map.of("state", new float[] {-9, 1, 0}), "", "");
      assertTrue(refusal(Kind.UNCLEAR, () -> model.ask(root)).contains("no number, in actions"));
    }
  }

  @Test
  void papersSayWhatRunsAndWhy() throws Exception {
    try (LocalModel model = open(SmallPack.whole())) {
      assertEquals("CPU, 1 thread", model.runsOn().words());
      assertEquals("CPU, 1 thread", model.papers().said().get("runs on"));
      assertTrue(model.papers().wants().contains("wrist 4×2"));
      assertTrue(model.papers().wants().contains("gripper.width in m"));
    }
    try (LocalModel model =
        LocalModel.open(temp, SmallPack.whole(), Compute.USUAL, System::nanoTime)) {
      // A build without CUDA says so; one with it says what is missing, or runs on it.
      assertTrue(model.runsOn().words().contains("CUDA"), model.runsOn().words());
    }
  }

  @Test
  void papersThatContradictTheGraphAreRefusedByTheLine() throws Exception {
    Map<String, String> wrong =
        Map.of(
            "\"state\" : [ 1, 3 ]", "\"state\" : [ 1, 4 ]",
            "\"width\" : 4", "\"width\" : 5",
            "\"horizons\" : [ 2, 4 ]", "\"horizons\" : [ 2 ]",
            "\"steps\" : 4", "\"steps\" : 3",
            "\"frames\" : [ -2, 0 ]", "\"frames\" : [ 0 ]",
            "\"mode\" : [ 1 ],", "",
            "\"embedding\" : [ 1, 3 ]", "\"place\" : [ 1, 3 ]");
    Map<String, String> line =
        Map.of(
            "\"state\" : [ 1, 3 ]", "inputs.state is [1, 4], and in the graph it is [1, 3]",
            "\"width\" : 4", "wide",
            "\"horizons\" : [ 2, 4 ]", "must be [1, 1, ",
            "\"steps\" : 4", "must be [1, 3, 2]",
            "\"frames\" : [ -2, 0 ]", "inputs.images is [1, 2, 3, 6, 4]",
            "\"mode\" : [ 1 ],", "inputs.mode is missing, and the graph has it",
            "\"embedding\" : [ 1, 3 ]", "outputs.place is not in the graph");
    SmallPack.write(temp, SmallPack.whole());
    Path file = temp.resolve(Manifest.FILE);
    String sound = Files.readString(file);
    for (Map.Entry<String, String> change : wrong.entrySet()) {
      // The map's order is any: mode may be the last, without a comma.
      String find = sound.contains(change.getKey()) ? change.getKey() : ",\n    \"mode\" : [ 1 ]";
      assertTrue(sound.contains(find), find + " in " + sound);
      Files.writeString(
          file, sound.replaceFirst(java.util.regex.Pattern.quote(find), change.getValue()));
      Manifest manifest = dev.handloom.preview.pack.ManifestFile.read(temp);
      String said = packRefusal(() -> LocalModel.open(temp, manifest, CPU, clock::get));
      assertTrue(
          said.startsWith("manifest.json: ") && said.contains(line.get(change.getKey()) + ""),
          said);
    }
  }

  @Test
  void graphsThatDoNotLoadAreToldInWords() throws Exception {
    SmallPack.write(temp, SmallPack.whole());
    Path graph = temp.resolve("whole.onnx");
    byte[] sound = Files.readAllBytes(graph);
    for (int length = 0; length < sound.length; length += 97) {
      Files.write(graph, Arrays.copyOf(sound, length));
      String said = packRefusal(() -> LocalModel.open(temp, SmallPack.whole(), CPU, clock::get));
      assertTrue(said.contains("whole.onnx") || said.startsWith("manifest.json"), said);
      assertFalse(said.contains("ORT") || said.contains("Exception"), said);
    }
    Manifest policy = SmallPack.policy();
    Files.write(
        temp.resolve("policy.onnx"),
        java.util.Objects.requireNonNull(SmallPack.class.getResourceAsStream("dynamic.onnx"))
            .readAllBytes());
    assertTrue(
        packRefusal(() -> LocalModel.open(temp, policy, CPU, clock::get))
            .contains("“state” of the graph has no fixed shape"));
  }

  private static String refusal(Kind kind, Executable step) {
    ModelException refused = assertThrows(ModelException.class, step);
    assertEquals(kind, refused.kind());
    return String.valueOf(refused.getMessage());
  }

  private static String packRefusal(Executable step) {
    return String.valueOf(assertThrows(PackException.class, step).getMessage());
  }
}
