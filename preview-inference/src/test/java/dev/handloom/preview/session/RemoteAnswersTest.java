package dev.handloom.preview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.remote.RemoteModels.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is said of a server, proposed, and made of its answers.
class RemoteAnswersTest {
  private static final FrameFormat SIZE = new FrameFormat(64, 48, FrameFormat.Pixels.BGRA);
  private static final List<StreamSpec> RIG =
      List.of(
          StreamSpec.video("head-camera/video", SIZE, 30, null),
          StreamSpec.video("left-wrist-camera/video", SIZE, 30, null),
          StreamSpec.video("right-wrist-camera/video", SIZE, 30, null),
          StreamSpec.signal(
              "arm/joints",
              List.of(new Channel("j1", Unit.RADIAN, -3, 3), new Channel("j2", Unit.RADIAN, -3, 3)),
              100,
              null),
          StreamSpec.signal(
              "gripper/encoder", List.of(new Channel("width", Unit.METRE, 0, 0.1)), 100, null));
  private static final Observation SEEN = new Observation(0, Map.of(), Map.of(), "", "");

  private static Papers papers(String... wants) {
    return new Papers("it", List.of(wants), List.of(), Double.NaN, List.of(0), false, Map.of());
  }

  private static Wants wants(Way way, Papers papers, int shape) throws ExampleException {
    WantsProposal proposal =
        WantsProposal.of(way, papers, WantsProposal.shapes(way, papers).get(shape), RIG);
    assertEquals(List.of(), proposal.open());
    Wants wants = WantsFile.parse(proposal.text(), "the proposal");
    assertEquals(List.of(), Fitting.mismatches(wants, RIG));
    return wants;
  }

  @Test
  void whatIsProposedFitsTheRigAndCanBeRead() throws Exception {
    Wants droid = wants(Way.OPENPI, papers(), 1);
    assertEquals("left-wrist-camera/video", camera(droid, "observation/wrist_image_left"));
    assertEquals("head-camera/video", camera(droid, "observation/exterior_image_1_left"));
    assertEquals(
        List.of("arm/joints.j1", "arm/joints.j2", "gripper/encoder.width"),
        droid.actions().stream().map(c -> c.name()).toList());
    assertEquals("m", droid.actions().getLast().unit());
    assertEquals(1 / 15.0, droid.stepSeconds());

    Wants groot = wants(Way.GROOT, papers("video.ego", "video.right_wrist", "state.arm"), 0);
    assertEquals("right-wrist-camera/video", camera(groot, "right_wrist"));
    assertEquals("arm", groot.groups().getFirst().name());
    assertEquals(2, groot.state().size());

    Wants cosmos = wants(Way.COSMOS, papers("primary_image", "right_wrist_image", "proprio"), 0);
    assertEquals(List.of(16), cosmos.horizons());
    assertEquals(3, cosmos.state().size());
  }

  private static String camera(Wants wants, String name) {
    return wants.views().stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow()
        .camera();
  }

  @Test
  void whatIsNotThereStaysOpen() {
    Papers papers = papers("second_image", "third_image", "state.arm", "state.cartesian");
    WantsProposal proposal =
        WantsProposal.of(
            Way.GROOT, papers, WantsProposal.shapes(Way.GROOT, papers).getFirst(), RIG);
    assertEquals(2, proposal.open().size(), proposal.open()::toString);
    assertTrue(proposal.open().getFirst().contains("“third_image”"));
    assertTrue(proposal.open().getLast().contains("“cartesian”"));
  }

  @Test
  void faultsOfTheFileAreSaidInWords() {
    refused("{", "no JSON from line 1");
    refused("{\n\"cameras\": {,}}", "no JSON from line 2");
    refused("{\"kameras\": {}}", "“kameras”");
    refused("{\"cameras\": []}", "does not say what a model wants");
    refused("{}", "neither cameras nor state");
    refused("{\"preset\": \"pi\", \"cameras\": {\"a\": \"b\"}}", "no preset “pi”");
    refused("{\"fit\": \"cut\", \"cameras\": {\"a\": \"b\"}}", "not “cut”");
    refused("{\"stepSeconds\": 0, \"cameras\": {\"a\": \"b\"}}", "A step of 0");
  }

  private static void refused(String text, String words) {
    ExampleException e =
        assertThrows(ExampleException.class, () -> WantsFile.parse(text, "shown.json"));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains(words) && said.endsWith("shown.json"), said);
  }

  /// Answers what it is told to.
  private record Told(Prediction answer) implements Model {
    @Override
    public Papers papers() {
      return RemoteAnswersTest.papers();
    }

    @Override
    public Prediction ask(Observation observation) {
      return answer;
    }

    @Override
    public void forget() {}

    @Override
    public void close() {}
  }

  private static Prediction answer(int columns, String... dreams) {
    List<Dream> all = new ArrayList<>();
    for (String camera : dreams) {
      all.add(new Dream(camera, Double.NaN, new Picture(1, 1, new byte[3])));
    }
    return new Prediction(
        0,
        0,
        0,
        new float[16][columns],
        List.of(),
        Double.NaN,
        all,
        List.of(),
        new float[0],
        Double.NaN,
        Double.NaN,
        Map.of());
  }

  @Test
  void dreamsGetTheirTimesAndCamerasAndNoneGoesTooFar() throws Exception {
    Wants wants =
        WantsFile.parse(
            """
            {"stepSeconds": 0.1, "steps": 16, "horizons": [8, 16, 40],
             "cameras": {"primary_image": "a/v", "left_wrist_image": "b/v"},
             "state": {"proprio": ["arm/joints.j1"]}, "actions": ["arm/joints.j1"]}
            """,
            "here");
    try (Model model =
        new RemoteAnswers(
            new Told(
                answer(1, "future_image", "future_wrist_image", "future_image", "future_image")),
            wants)) {
      Prediction made = model.ask(SEEN);
      assertEquals(0.1, made.stepSeconds());
      assertEquals(
          List.of("primary_image 0.8", "left_wrist_image 0.8", "primary_image 1.6"),
          made.dreams().stream().map(d -> d.camera() + " " + d.aheadSeconds()).toList());
    }
    try (Model model = new RemoteAnswers(new Told(answer(2)), wants)) {
      ModelException e = assertThrows(ModelException.class, () -> model.ask(SEEN));
      assertEquals(ModelException.Kind.REFUSED, e.kind());
      assertTrue(String.valueOf(e.getMessage()).contains("2 numbers a step"), String.valueOf(e));
    }
  }
}
