package dev.handloom.test.bench;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Episodes of which there is only what their manifests and journals say; the same each time.
final class ManyEpisodes {
  private static final long SEED = 20261101;
  private static final long FIRST = Instant.parse("2026-01-01T06:00:00Z").toEpochMilli();
  private static final String[] TASKS = {
    "Pour the tea into the cup",
    "Fold the towel",
    "Open the drawer and take the spoon",
    "Put the plates on the rack, largest first",
    "Turn the key",
    "Pour water into the left bowl",
    "Stack the blocks",
    "Öffne die Schublade",
    "Close the lid of the box",
    "把杯子里的水倒进碗里"
  };
  private static final String[] TAGS = {
    "left-handed", "slow", "retry", "good-light", "new-rig", "two-hands", "occluded", "training"
  };
  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

  private ManyEpisodes() {}

  static void write(Path library, int count) throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      // About 300 a day.
      Instant start = Instant.ofEpochMilli(FIRST + i * 288_000L);
      String time = EpisodeId.at(start).text().substring(0, 19);
      StringBuilder id = new StringBuilder(time);
      for (int letter = 0; letter < 8; letter++) {
        id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      Bundle bundle = new Bundle(new EpisodeId(id.toString()).under(library.resolve("episodes")));
      Files.createDirectories(bundle.folder());
      Files.writeString(
          bundle.manifest(), ManifestFile.json(manifest(id.toString(), start, random)));
      if (random.nextInt(3) > 0) {
        Files.writeString(bundle.review(), journal(random));
      }
    }
  }

  private static Manifest manifest(String id, Instant start, Random random) {
    long nanos = 3_000_000_000L + random.nextInt(60) * 1_000_000_000L;
    long lost = random.nextInt(20) == 0 ? random.nextInt(900) + 1 : 0;
    Long bound = random.nextInt(10) == 0 ? null : (long) random.nextInt(6_000_000);
    String task = TASKS[random.nextInt(TASKS.length)] + " " + random.nextInt(200);
    return new Manifest(
        Manifest.SCHEMA,
        id,
        task,
        String.format("p%02d", random.nextInt(40)),
        "bench " + random.nextInt(5),
        random.nextInt(100) == 0 ? Manifest.State.RECOVERED : Manifest.State.COMPLETE,
        "",
        new Manifest.Times(
            0, nanos, new StudioClock.Anchor(0, start.toEpochMilli() * 1_000_000L, 1000)),
        List.of(
            stream("left-glove/fingers", nanos, lost, bound),
            stream("right-glove/fingers", nanos, 0, bound)),
        List.of(camera("wrist-camera"), camera("head-camera")),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Manifest.FileEntry("episode.mcap", nanos / 400, "0".repeat(64))),
        "bench");
  }

  private static Manifest.StreamEntry stream(
      String name, long nanos, long lost, @Nullable Long bound) {
    return new Manifest.StreamEntry(
        name, "SIGNAL", null, 120, 22, nanos / 8_333_333, 120, 0, nanos, lost, 0, 0, bound, 0);
  }

  private static Manifest.CameraEntry camera(String name) {
    return new Manifest.CameraEntry(
        name + "/picture", name + ".mp4", "h264", 640, 480, 300, 1_000_000, "");
  }

  private static String journal(Random random) {
    String[] verdicts = {"SUCCESS", "SUCCESS", "FAIL", "UNSURE"};
    StringBuilder lines = new StringBuilder();
    line(lines, "VERDICT", verdicts[random.nextInt(verdicts.length)]);
    line(lines, "TAG", TAGS[random.nextInt(TAGS.length)]);
    line(lines, "SCORE", Integer.toString(random.nextInt(101)));
    if (random.nextInt(10) == 0) {
      line(lines, "NOTE", "spilled a little, then wiped the table");
    }
    return lines.toString();
  }

  private static void line(StringBuilder into, String what, String value) {
    into.append("{\"v\":2,\"id\":\"b")
        .append(into.length())
        .append("\",\"unixNanos\":1,\"who\":\"bench\",\"what\":\"")
        .append(what)
        .append("\",\"value\":\"")
        .append(value)
        .append("\"}\n");
  }
}
