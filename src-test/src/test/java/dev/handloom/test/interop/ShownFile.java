package dev.handloom.test.interop;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.remote.RemoteModels.Way;
import dev.handloom.preview.session.WantsProposal;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Prints what an openpi server could be shown of an episode, with as many joints as the stand-in
/// answers: ShownFile EPISODE JOINTS.
public final class ShownFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ShownFile() {}

  public static void main(String[] args) throws Exception {
    EpisodeReader reader = EpisodeReader.open(new Bundle(Path.of(args[0])));
    List<StreamSpec> specs = new ArrayList<>();
    reader.cameras().values().forEach(camera -> specs.add(camera.times().spec()));
    reader.signals().values().forEach(signal -> specs.add(signal.spec()));
    Papers papers =
        new Papers("openpi", List.of(), List.of(), Double.NaN, List.of(0), false, Map.of());
    WantsProposal proposal =
        WantsProposal.of(
            Way.OPENPI, papers, WantsProposal.shapes(Way.OPENPI, papers).getFirst(), specs);
    ObjectNode shown = (ObjectNode) JSON.readTree(proposal.text());
    int joints = Integer.parseInt(args[1]);
    for (JsonNode list : List.of(shown.at("/state/observation~1state"), shown.path("actions"))) {
      while (list.size() > joints) {
        ((ArrayNode) list).remove(list.size() - 1);
      }
    }
    System.out.println(JSON.writeValueAsString(shown));
  }
}
