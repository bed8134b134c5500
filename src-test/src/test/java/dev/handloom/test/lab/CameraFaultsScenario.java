package dev.handloom.test.lab;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.stream.StreamHealth;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.io.File;
import java.nio.file.Files;
import java.util.List;

/// A camera loses pictures, damages one, goes away in the middle and comes back, and is another
/// program's.
final class CameraFaultsScenario implements Scenario {
  private static final int SOME = 10;

  /// The number of the user without rights.
  private static final long NOBODY = 65_534;

  /// Of a hundred pictures.
  private static final int DROPPED = 40;

  @Override
  public String name() {
    return "camera-faults";
  }

  @Override
  public String shows() {
    return "what a camera loses is counted, and it may go and come";
  }

  @Override
  public String run(Bench bench) throws Exception {
    return denied() + "; " + busy() + "; " + faults();
  }

  /// A person who may not.
  private static String denied() throws Exception {
    long root = Vivid.actAs(NOBODY);
    // The thread of a device has the rights of the one that starts it.
    try (LabRig rig = new LabRig(CameraScenario.camera(CameraScenario.SMALL))) {
      Device device = rig.device("camera");
      Bench.await(
          "the camera is said to be forbidden",
          () -> device.trouble().contains("You may not open this camera"));
      System.out.println("denied: " + device.trouble());
    } finally {
      Vivid.actAs(root);
    }
    return "permission denied and the remedy said";
  }

  /// Another program streams from it.
  private static String busy() throws Exception {
    Process other =
        new ProcessBuilder("cat", Vivid.PATH).redirectError(new File("/dev/null")).start();
    // Whoever starts the stream second is refused, the other program too: ours comes when it has
    // one.
    Scenario.must(other.getInputStream().read() >= 0, "The other program got no picture");
    try (LabRig rig = new LabRig(CameraScenario.camera(CameraScenario.SMALL))) {
      Device device = rig.device("camera");
      Bench.await(
          "the camera is said to be taken",
          () -> {
            Scenario.must(other.isAlive(), "The other program ended");
            return device.trouble().contains("Another program has this camera");
          });
      String words = device.trouble();
      System.out.println("busy: " + words);
      Scenario.must(
          words.contains("cat, process " + other.pid()), "Not said whose it is: " + words);
      other.destroy();
      rig.await("camera", DeviceState.LIVE);
    } finally {
      other.destroyForcibly().waitFor();
    }
    return "taken by another program, named, and had when that ended";
  }

  private static String faults() throws Exception {
    try (LabRig rig = new LabRig(CameraScenario.camera(CameraScenario.SMALL));
        Library library = Library.open(Files.createTempDirectory("faults"));
        EpisodeRecorder recorder =
            new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, Bench.recording())) {
      rig.await("camera", DeviceState.LIVE);
      StreamHealth health = rig.device("camera").streams().getFirst().health();
      recorder.start(TakePlan.of("lab"));
      Bench.await("the take runs", () -> recorder.state().get() == RecorderState.RECORDING);
      rig.awaitMore("camera", SOME);
      long lost;
      long bad;
      try (Vivid vivid = new Vivid()) {
        bad = health.badFrames();
        vivid.set("Inject V4L2_BUF_FLAG_ERROR", 1);
        long before = bad;
        Bench.await("a damaged picture is counted", () -> health.badFrames() > before);
        lost = health.lost();
        vivid.set("Percentage of Dropped Buffers", DROPPED);
        rig.awaitMore("camera", 2 * SOME);
        vivid.set("Percentage of Dropped Buffers", 0);
        long lostBefore = lost;
        Bench.await("lost pictures are counted", () -> health.lost() > lostBefore);
        lost = health.lost() - lost;
        bad = health.badFrames() - bad;
        vivid.set("Percentage of Dropped Buffers", 100);
        Bench.await(
            "a camera without pictures is said to be one",
            () -> rig.device("camera").trouble().contains("gives no pictures"));
        vivid.set("Percentage of Dropped Buffers", 0);
        rig.await("camera", DeviceState.LIVE);
        vivid.set("Disconnect", 1);
      }
      rig.await("camera", DeviceState.RECONNECTING);
      System.out.println("gone: " + rig.device("camera").trouble());
      rig.await("camera", DeviceState.LIVE);
      rig.awaitMore("camera", SOME);
      // Once after the silence, perhaps twice, and once after the unplug.
      Scenario.must(health.reconnects() >= 2, "Connected again " + health.reconnects() + " times");
      TakeResult result = recorder.stop("").orElseThrow();
      Scenario.must(
          result.state() == RecorderState.SAVED, "The take was not saved: " + result.message());
      List<CameraScenario.Stamped> frames = CameraScenario.frames(result);
      for (int i = 1; i < frames.size(); i++) {
        Scenario.must(
            frames.get(i).capture() > frames.get(i - 1).capture(), "Capture times go back");
      }
      return "%d damaged and %d lost pictures counted, silent and back, unplugged and back, %d recorded"
          .formatted(bad, lost, frames.size());
    }
  }
}
