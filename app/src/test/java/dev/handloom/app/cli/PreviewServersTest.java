package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.preview.CosmosStandIn;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.remote.RemoteModels.Way;
import dev.handloom.preview.session.WantsProposal;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A model on another machine over recorded takes: one that answers, one that dies, one that
/// refuses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewServersTest {
  private final Path user;
  private final Path library;
  private final Path shown;

  PreviewServersTest(@TempDir Path user) {
    this.user = user;
    library = user.resolve("library");
    shown = user.resolve("shown.json");
  }

  @BeforeAll
  void twoTakesAndWhatOfThemIsShown() throws Exception {
    JsonNode recorded =
        Ran.handloom(user, "demo", "--episodes", 2, "--seconds", 3, "--library", library, "--json")
            .good()
            .json();
    Path folder = Path.of(recorded.at("/episodes/0/folder").asString());
    EpisodeReader reader = EpisodeReader.open(new Bundle(folder));
    List<StreamSpec> specs = new ArrayList<>();
    reader.cameras().values().forEach(camera -> specs.add(camera.times().spec()));
    reader.signals().values().forEach(signal -> specs.add(signal.spec()));
    Papers papers =
        new Papers(
            "Cosmos Policy",
            List.of("primary_image", "left_wrist_image", "proprio"),
            List.of(),
            Double.NaN,
            List.of(0),
            false,
            Map.of());
    WantsProposal proposal =
        WantsProposal.of(
            Way.COSMOS, papers, WantsProposal.shapes(Way.COSMOS, papers).getFirst(), specs);
    assertEquals(List.of(), proposal.open());
    // Small pictures are soon read.
    Files.writeString(shown, proposal.text().replace(" 224", " 48"));
  }

  private Ran preview(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "preview";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--library";
    all[all.length - 1] = library;
    return Ran.handloom(user, all);
  }

  @Test
  void itsPlansAndDreamsAreJudgedBesideTheBaseline() throws Exception {
    try (CosmosStandIn server = new CosmosStandIn()) {
      JsonNode report =
          preview(
                  "--model",
                  server.address(),
                  "--shown",
                  shown,
                  "--against",
                  server.address(),
                  "--query",
                  "",
                  "--every",
                  8,
                  "--json")
              .good()
              .json();
      assertEquals(2, report.path("episodes").size());
      assertEquals(3, report.path("models").size());
      JsonNode model = report.at("/models/0");
      assertEquals(server.address(), model.path("name").asString());
      assertEquals(0, model.path("failed").asInt());
      // It plans to stay where it is: off by what the person moved, measured by how far they do.
      double off = model.at("/plan/15/error/mean").asDouble();
      assertTrue(off > 0.05 && off < 3, "off by " + off);
      // It dreams the last picture: no better than if nothing moved.
      assertEquals(0, model.at("/dream/0/movingSkill/mean").asDouble(), 1e-9);
      assertEquals(16 / 15.0, model.at("/dream/0/seconds").asDouble(), 1e-9);
      assertEquals("no clear difference", report.at("/comparisons/0/plan").asString());
      assertEquals("Nearest episode", report.at("/comparisons/1/with").asString());
      assertFalse(report.path("partial").asBoolean());
      assertEquals(
          2 * model.path("asked").asInt(), server.asked(), "asked for both lanes and no more");
    }
  }

  @Test
  void oneThatDiesInTheMiddleLeavesWhatWasJudged() throws Exception {
    try (CosmosStandIn server = new CosmosStandIn()) {
      Object[] asked = {
        "--model", server.address(), "--shown", shown, "--query", "", "--every", 8, "--json"
      };
      JsonNode whole = preview(asked).good().json();
      int moments = whole.at("/episodes/0/moments").asInt();
      server.lasts(server.asked() + moments + 1);
      Ran ran = preview(asked);
      assertEquals(3, ran.code(), ran::toString);
      ran.forPeople();
      assertTrue(ran.err().contains("hung up"), ran.err());
      assertTrue(ran.err().contains("What was judged by then is reported"), ran.err());
      JsonNode report = ran.json();
      assertTrue(report.path("partial").asBoolean());
      assertEquals(1, report.path("episodes").size());
      assertEquals(moments, report.at("/models/0/asked").asInt());
    }
  }

  @Test
  void whatGoesWrongAtOnceIsSaidAsTheServerSaidIt() throws Exception {
    try (CosmosStandIn server = new CosmosStandIn()) {
      preview("--model", server.address())
          .refused(3, "which of your cameras and channels it wants");
      preview("--model", server.address(), "--shown", user.resolve("none.json"))
          .refused(3, "There is no such file");
      String text = Files.readString(shown);
      Path wrong = user.resolve("wrong.json");
      Files.writeString(wrong, text.replaceFirst("\\{", "{,"));
      preview("--model", server.address(), "--shown", wrong).refused(3, "no JSON from line 1");
      Files.writeString(wrong, text.replace("\"cameras\"", "\"kameras\""));
      preview("--model", server.address(), "--shown", wrong).refused(3, "“kameras”");
      Files.writeString(
          wrong, text.replaceFirst("\"actions\" : \\[ \"[^\"]*\", ", "\"actions\" : [ "));
      preview("--model", server.address(), "--shown", wrong, "--query", "")
          .refused(3, "numbers a step, and what it is shown names");
      server.refuse();
      preview("--model", server.address(), "--shown", shown, "--query", "")
          .refused(3, "look at the server's log");
    }
    String gone;
    try (CosmosStandIn server = new CosmosStandIn()) {
      gone = server.address();
    }
    preview("--model", gone, "--shown", shown, "--query", "").refused(3, "No model answers at");
    preview("--model", "openpi://someone:secret@host", "--shown", shown)
        .refused(3, "does not belong into the address");
  }
}
