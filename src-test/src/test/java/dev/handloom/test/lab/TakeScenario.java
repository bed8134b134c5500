package dev.handloom.test.lab;

import dev.handloom.device.rig.DeviceState;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A glove and an arm are recorded. In the middle both cables come out and go in again in another
/// order, so that each has the other's name.
final class TakeScenario implements Scenario {
  private static final int SOME = 30;

  @Override
  public String name() {
    return "replug";
  }

  @Override
  public String shows() {
    return "a take goes on over an unplug and a replug in another order";
  }

  @Override
  public String run(Bench bench) throws Exception {
    Path folder = Files.createTempDirectory("take");
    try (SimulatedPort glove = new SimulatedPort(bench, 0, "LAB00001", "left-glove").plug();
        SimulatedPort arm = new SimulatedPort(bench, 1, "LAB00002", "so101-leader").plug();
        LabRig rig =
            new LabRig(
                glove.config("glove", 115_200, Map.of()),
                arm.config("arm", 1_000_000, Map.of("rate_hz", "20")));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, Bench.recording())) {
      rig.await("glove", DeviceState.LIVE);
      rig.await("arm", DeviceState.LIVE);
      recorder.start(TakePlan.of("lab"));
      Bench.await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
      rig.awaitMore("glove", SOME);
      rig.awaitMore("arm", SOME);
      String gloveBefore = glove.adapter().path();
      String armBefore = arm.adapter().path();
      glove.adapter().unplug();
      arm.adapter().unplug();
      rig.await("glove", DeviceState.RECONNECTING);
      rig.await("arm", DeviceState.RECONNECTING);
      arm.plug();
      glove.plug();
      Scenario.must(
          glove.adapter().path().equals(armBefore) && arm.adapter().path().equals(gloveBefore),
          "The ports did not change names, so nothing is shown");
      rig.await("glove", DeviceState.LIVE);
      rig.await("arm", DeviceState.LIVE);
      rig.awaitMore("glove", SOME);
      rig.awaitMore("arm", SOME);
      for (String id : List.of("glove", "arm")) {
        long reconnects = rig.device(id).streams().getFirst().health().reconnects();
        Scenario.must(reconnects >= 1, id + " was connected again " + reconnects + " times");
      }
      return judge(recorder.stop("").orElseThrow());
    }
  }

  private static String judge(TakeResult result) throws Wrong {
    Manifest manifest = result.manifest();
    if (manifest == null || result.state() != RecorderState.SAVED) {
      throw new Wrong("The take was not saved: " + result.message());
    }
    CheckReport check = EpisodeCheck.check(result.bundle(), false, CheckProgress.none());
    Scenario.must(check.good(), "The check says " + check.findings());
    StringBuilder seen = new StringBuilder("check clean");
    for (String device : List.of("glove", "arm")) {
      List<EpisodeEvent> events =
          manifest.events().stream()
              .filter(e -> e.subject().equals(device) || e.subject().startsWith(device + "/"))
              .toList();
      Scenario.must(!events.isEmpty(), "Nothing in the episode says that " + device + " was away");
      long samples =
          manifest.streams().stream()
              .filter(s -> s.name().startsWith(device + "/"))
              .mapToLong(Manifest.StreamEntry::samples)
              .min()
              .orElse(0);
      Scenario.must(samples >= 2 * SOME, device + " has only " + samples + " samples");
      System.out.println(device + " " + events);
      seen.append(", ").append(device).append(' ').append(samples).append(" samples");
    }
    return seen.toString();
  }
}
