package dev.handloom.device.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.FrameFormat.Pixels;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.device.stream.PictureSpell;
import dev.handloom.device.stream.PictureSpells;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureJudgeTest {
  private static final int HZ = 15;

  /// A camera's pictures, judged as fast as they can be drawn.
  private static final class Watched {
    final FrameFormat format;
    final PictureSpells spells = new PictureSpells();
    final PictureJudge judge;
    final Sample sample;
    final byte[] bytes;
    long nanos;

    Watched(FrameFormat format) {
      this.format = format;
      judge = new PictureJudge(format, spells);
      sample = new Sample(StreamSpec.video("cam/video", format, HZ, null));
      bytes = new byte[format.capacity()];
    }

    void show(byte[] picture, int length) {
      MemorySegment.copy(picture, 0, sample.payload, ValueLayout.JAVA_BYTE, 0, length);
      sample.payloadLength = length;
      sample.captureNanos = nanos;
      judge.look(sample, true);
      nanos += 1_000_000_000L / HZ;
    }

    void show(PersonCamera camera, double seconds) {
      for (long end = nanos + (long) (seconds * 1e9); nanos < end; ) {
        show(bytes, camera.take(nanos, bytes, 0));
      }
    }

    void spoil(PersonCamera camera, PictureFault how, double seconds) {
      camera.spoil(how, nanos + (long) (seconds * 1e9));
      show(camera, seconds);
    }

    List<PictureFault> faults() {
      List<PictureSpell> all = new ArrayList<>(spells.overAfter(0));
      all.addAll(spells.now());
      return all.stream().map(PictureSpell::fault).toList();
    }
  }

  private static PersonCamera camera(Watched watched, PersonCamera.Mount mount) {
    return new PersonCamera(mount, new ScriptedPerson(7), watched.format);
  }

  @ParameterizedTest
  @EnumSource(PersonCamera.Mount.class)
  void aPersonAtWorkRaisesNoAlarm(PersonCamera.Mount mount) {
    Watched watched = new Watched(new FrameFormat(160, 120, Pixels.JPEG));
    // Longer than a round of the person's work.
    watched.show(camera(watched, mount), 45);
    assertEquals(List.of(), watched.faults());
  }

  @ParameterizedTest
  @EnumSource(Pixels.class)
  void plantedFaultsAreFoundWithTheirTimesAndPass(Pixels pixels) {
    Watched watched = new Watched(new FrameFormat(160, 120, pixels));
    PersonCamera camera = camera(watched, PersonCamera.Mount.HEAD);
    watched.show(camera, 12);
    List<PictureFault> planted = new ArrayList<>();
    for (PictureFault fault :
        List.of(
            PictureFault.BLURRED, PictureFault.BLACK, PictureFault.FROZEN, PictureFault.REPEATED)) {
      long from = watched.nanos;
      watched.spoil(camera, fault, 5);
      long until = watched.nanos;
      watched.show(camera, 4);
      planted.add(fault);
      assertEquals(planted, watched.faults());
      assertEquals(List.of(), watched.spells.now(), fault + " goes on");
      PictureSpell spell = watched.spells.overAfter(planted.size() - 1).getFirst();
      assertTrue(Math.abs(spell.fromNanos() - from) < 400_000_000L, fault + " began");
      assertTrue(Math.abs(spell.untilNanos() - until) < 400_000_000L, fault + " ended");
      long expected = fault == PictureFault.REPEATED ? 37 : 75;
      assertTrue(Math.abs(expected - spell.pictures()) <= 8, fault + ": " + spell.pictures());
      assertEquals(spell.pictures(), watched.spells.pictures(fault));
    }
  }

  @Test
  void aStillSceneWithANoisySensorIsNotFrozen() {
    Watched watched = new Watched(new FrameFormat(160, 120, Pixels.BGRA));
    Random random = new Random(5);
    byte[] still = new byte[watched.format.capacity()];
    random.nextBytes(still);
    for (int i = 0; i < 20 * HZ; i++) {
      byte[] noisy = still.clone();
      for (int n = 0; n < 40; n++) {
        noisy[random.nextInt(noisy.length)] ^= 1;
      }
      watched.show(noisy, noisy.length);
    }
    assertEquals(List.of(), watched.faults());
  }

  @Test
  void aCameraTurnedToABlankWallIsNotBlurred() {
    Watched watched = new Watched(new FrameFormat(160, 120, Pixels.JPEG));
    PersonCamera camera = camera(watched, PersonCamera.Mount.HEAD);
    watched.show(camera, 15);
    var packer = new dev.handloom.device.sim.scene.JpegPacker(160, 120);
    Random random = new Random(6);
    byte[] wall = new byte[watched.format.capacity()];
    for (int i = 0; i < 10 * HZ; i++) {
      for (int p = 0; p < 160 * 120; p++) {
        byte grey = (byte) (140 + random.nextInt(8));
        wall[4 * p] = grey;
        wall[4 * p + 1] = grey;
        wall[4 * p + 2] = grey;
      }
      int length = packer.pack(wall, 0);
      watched.show(wall, length);
    }
    assertEquals(List.of(), watched.faults());
  }

  @Test
  void whatWasMissedIsNotHeldAgainstIt() {
    Watched watched = new Watched(new FrameFormat(16, 16, Pixels.BGRA));
    byte[] picture = new byte[watched.format.capacity()];
    java.util.Arrays.fill(picture, (byte) 99);
    for (int i = 0; i < 90; i++) {
      MemorySegment.copy(picture, 0, watched.sample.payload, ValueLayout.JAVA_BYTE, 0, 1024);
      watched.sample.payloadLength = 1024;
      watched.sample.captureNanos = i * 66_000_000L;
      watched.judge.look(watched.sample, false);
    }
    assertEquals(List.of(), watched.faults());
  }
}
