package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class McapWriterFailureTest {
  private static final byte[] DATA = {1, 2, 3};

  @TempDir Path folder;

  @Test
  void afterAFailedWriteEveryCallNamesTheCause() throws IOException {
    MemoryOutput output = new MemoryOutput();
    McapWriter writer = McapWriter.over(output, McapWriterOptions.recording());
    int channel = writer.channel(0, "t", "raw", Map.of());
    writer.message(channel, 0, 1, 1, DATA, 0, 3);
    writer.flush();
    int whole = output.bytes().length;
    writer.message(channel, 1, 2, 2, DATA, 0, 3);
    output.writesLeft = 0;
    assertThrows(IOException.class, writer::flush);
    output.writesLeft = Integer.MAX_VALUE;

    namesTheCause("No space left on the test", () -> writer.message(channel, 2, 3, 3, DATA, 0, 3));
    namesTheCause("No space left on the test", () -> writer.channel(0, "u", "raw", Map.of()));
    namesTheCause("No space left on the test", () -> writer.schema("S", "raw", DATA));
    namesTheCause("No space left on the test", () -> writer.metadata("m", Map.of()));
    namesTheCause("No space left on the test", writer::flush);
    namesTheCause("No space left on the test", writer::sync);
    namesTheCause("No space left on the test", writer::close);
    writer.close();
    assertEquals(1, output.closed);
    assertEquals(whole, output.bytes().length, "nothing is written after the failure");

    Path file = folder.resolve("failed.mcap");
    Files.write(file, output.bytes());
    assertEquals(1, McapRecovery.recover(file).messages());
  }

  @Test
  void aFailedSyncIsNotTriedAgain() throws IOException {
    MemoryOutput output = new MemoryOutput();
    McapWriter writer = McapWriter.over(output, McapWriterOptions.recording());
    output.forceFails = true;
    assertThrows(IOException.class, writer::sync);
    output.forceFails = false;
    namesTheCause("The test's disk is gone", writer::sync);
    namesTheCause("The test's disk is gone", writer::close);
    assertEquals(1, output.forced);
    assertEquals(1, output.closed);
  }

  @Test
  void anOutputThatFailsAtOnceIsClosed() {
    MemoryOutput output = new MemoryOutput();
    output.writesLeft = 0;
    assertThrows(
        IOException.class, () -> McapWriter.over(output, McapWriterOptions.recording()).close());
    assertEquals(1, output.closed);
  }

  @Test
  void whateverWriteFailsWhatWasFlushedBeforeIsKept() throws IOException {
    for (int writes = 1; writes < 8; writes++) {
      MemoryOutput output = new MemoryOutput();
      output.writesLeft = writes;
      int flushed = 0;
      try (McapWriter writer = McapWriter.over(output, McapWriterOptions.recording())) {
        int channel = writer.channel(0, "t", "raw", Map.of());
        for (int i = 0; i < 5; i++) {
          writer.message(channel, i, i, i, DATA, 0, 3);
          writer.sync();
          flushed++;
        }
      } catch (IOException e) {
        assertTrue(writes < 7, "seven writes are all it takes");
      }
      Path file = folder.resolve(writes + ".mcap");
      Files.write(file, output.bytes());
      assertEquals(flushed, McapRecovery.recover(file).messages(), writes + " writes");
    }
  }

  @Test
  void whatIsFlushedCanBeReadWhileTheWriterGoesOn() throws IOException {
    MemoryOutput output = new MemoryOutput();
    try (McapWriter writer = McapWriter.over(output, McapWriterOptions.recording())) {
      int channel = writer.channel(0, "t", "raw", Map.of());
      writer.message(channel, 0, 1, 1, DATA, 0, 3);
      assertTrue(writer.pendingBytes() > 0);
      writer.flush();
      assertEquals(0, writer.pendingBytes());
      assertEquals(output.bytes().length, writer.writtenBytes());
      Path file = folder.resolve("growing.mcap");
      Files.write(file, Arrays.copyOf(output.bytes(), (int) writer.writtenBytes()));
      assertEquals(1, McapRecovery.inspect(file).messages());
    }
    assertEquals(1, output.forced, "close waits for the disk");
  }

  @Test
  void aClosedWriterSaysSo() throws IOException {
    McapWriter writer = McapWriter.over(new MemoryOutput(), McapWriterOptions.recording());
    writer.close();
    assertThrows(IOException.class, writer::flush);
  }

  private static void namesTheCause(String cause, Executable call) {
    IOException thrown = assertThrows(IOException.class, call);
    assertTrue(String.valueOf(thrown.getMessage()).contains(cause), thrown::toString);
  }
}
