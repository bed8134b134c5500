package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McapVerifierTest {
  private static final Set<McapFeature> WITHOUT_CHECKSUMS =
      EnumSet.complementOf(EnumSet.of(McapFeature.CHECKSUMS));

  /// How far apart the bytes are that are tried; `-Dhandloom.stride=1` tries all.
  private static final int STRIDE = Integer.getInteger("handloom.stride", 5);

  /// Behind the magic and an empty header.
  private static final int METADATA_AT = 8 + 9 + 8;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatTheWriterWritesIsSound(Compression compression) throws IOException {
    McapWriterOptions options = McapWriterOptions.recording().withCompression(compression);
    VerifyReport report = verify(new Recording(options, 3, 9, 1).bytes);
    assertEquals(List.of(), report.problems());
    assertTrue(report.isSound() && report.dataChecksummed());
    assertEquals(0, report.chunksWithoutChecksum());
    assertEquals(27, report.found().messageCount());
    assertEquals(3, report.found().chunkCount());
    assertEquals(1, report.found().attachmentCount());
    assertTrue(report.stepsBack() > 0, "the recording's times jump");
  }

  @Test
  void whatIsLeftOutIsNoProblem() throws IOException {
    for (McapFeature feature : McapFeature.values()) {
      // A chunk index needs the channels and schemas repeated.
      Set<McapFeature> features =
          feature == McapFeature.REPEATED_CHANNELS || feature == McapFeature.REPEATED_SCHEMAS
              ? EnumSet.complementOf(EnumSet.of(feature, McapFeature.CHUNK_INDEX))
              : EnumSet.complementOf(EnumSet.of(feature));
      McapWriterOptions options = McapWriterOptions.recording().withFeatures(features);
      assertEquals(List.of(), verify(new Recording(options, 3, 9, 1).bytes).problems());
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyChangedByteIsNoticed(Compression compression) throws IOException {
    McapWriterOptions options = McapWriterOptions.recording().withCompression(compression);
    byte[] whole = new Recording(options, 3, 9, 1).bytes;
    for (int at = compression.ordinal(); at < whole.length; at += STRIDE) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x11;
      int where = at;
      if (at < Opcode.MAGIC_BYTES) {
        assertThrows(McapException.class, () -> verify(damaged));
      } else {
        assertFalse(verify(damaged).isSound(), () -> "byte " + where);
      }
    }
  }

  /// Without checksums only comparison is left: of the summary with the data, and of the indexes
  /// with the chunks.
  @Test
  void everyLieOfTheSummaryAndTheIndexesIsNoticed() throws IOException {
    McapWriterOptions options = McapWriterOptions.recording().withFeatures(WITHOUT_CHECKSUMS);
    byte[] whole = new Recording(options, 3, 9, 1).bytes;
    assertEquals(List.of(), verify(whole).problems());
    assertEquals(3, verify(whole).chunksWithoutChecksum());
    int tried = 0;
    long at = Opcode.MAGIC_BYTES;
    while (at < whole.length - Opcode.MAGIC_BYTES) {
      long end =
          at + Opcode.HEAD_BYTES + MemorySegment.ofArray(whole).get(LittleEndian.U64, at + 1);
      int opcode = whole[(int) at];
      boolean compared =
          opcode != Opcode.HEADER
              && opcode != Opcode.CHUNK
              && opcode != Opcode.ATTACHMENT
              && opcode != Opcode.METADATA;
      for (long i = at; compared && i < end; i += STRIDE) {
        byte[] damaged = whole.clone();
        damaged[(int) i] ^= 0x11;
        long where = i;
        assertFalse(verify(damaged).isSound(), () -> Opcode.name(opcode) + ", byte " + where);
        tried++;
      }
      at = end;
    }
    assertTrue(tried > 800 / STRIDE, "most of the file");
  }

  @Test
  void aFileCutAnywhereIsNotSound() throws IOException {
    byte[] whole = new Recording(McapWriterOptions.recording(), 2, 9, 1).bytes;
    for (int cut = Opcode.MAGIC_BYTES; cut < whole.length; cut += STRIDE) {
      VerifyReport report = verify(Arrays.copyOf(whole, cut));
      assertFalse(report.isSound(), "cut at " + cut);
      assertTrue(report.found().messageCount() <= 18);
    }
    assertFalse(verify(Arrays.copyOf(whole, whole.length + 1)).isSound());
  }

  @Test
  void eachProblemSaysWhatAndWhere() throws IOException {
    McapWriterOptions options =
        McapWriterOptions.recording()
            .withCompression(Compression.NONE)
            .withFeatures(WITHOUT_CHECKSUMS);
    byte[] whole = new Recording(options, 1, 9, 1).bytes;
    byte[] lies =
        new RecordAssembler(false)
            .magic()
            .header("", "")
            .record(0x05, in -> in.number(7, 2).number(0, 4).number(1, 8).number(1, 8))
            .record(0x04, in -> in.number(7, 2).number(3, 2).text("t").text("raw").number(0, 4))
            .dataEnd(0)
            .footer(0, 0, 0)
            .magic()
            .toBytes();
    assertEquals(
        List.of(
            "A message of channel 7, which is not known before it at byte 25",
            "Channel 7 is of schema 3: unknown at byte 56"),
        verify(lies).problems().stream().map(Object::toString).toList());
    byte[] noDataEnd =
        new RecordAssembler(false).magic().header("", "").footer(0, 0, 0).magic().toBytes();
    assertEquals(
        "The file has no DataEnd at byte 25", verify(noDataEnd).problems().getFirst().toString());
    assertTrue(verify(whole).isSound());
  }

  @Test
  void whatIsToldTwiceOrHalfIsNoticed() throws IOException {
    Consumer<RecordAssembler> statistics =
        in ->
            in.number(0, 8)
                .number(1, 2)
                .number(0, 4)
                .number(0, 4)
                .number(1, 4)
                .number(0, 4)
                .number(0, 8)
                .number(0, 8)
                .number(0, 4);
    Consumer<RecordAssembler> index =
        in -> in.number(METADATA_AT, 8).number(9 + 5 + 4, 8).text("m");
    RecordAssembler file =
        new RecordAssembler(false)
            .magic()
            .header("", "")
            .record(0x0C, in -> in.text("m").number(0, 4))
            .record(0x03, in -> in.number(1, 2).text("s").text("").number(1, 4).raw((byte) 7))
            .dataEnd(0);
    int summary = file.size();
    file.record(0x0B, statistics).record(0x0B, statistics).record(0x0D, index).record(0x0D, index);
    byte[] twice = file.footer(summary, 0, 0).magic().toBytes();
    List<String> found =
        verify(twice).problems().stream().map(RecoveryReport.Problem::what).toList();
    assertEquals(
        List.of(
            "Schema 1 does not say how its data is written",
            "Statistics: a second one",
            "MetadataIndex: a second one of what stands at " + METADATA_AT),
        found);
  }

  @Test
  void aChunkIndexNeedsTheSchemasRepeated() throws IOException {
    McapWriterOptions options =
        McapWriterOptions.recording()
            .withFeatures(EnumSet.complementOf(EnumSet.of(McapFeature.REPEATED_SCHEMAS)));
    assertEquals(
        "Summary: does not repeat schema 1",
        verify(new Recording(options, 3, 9, 1).bytes).problems().getFirst().what());
  }

  @Test
  void complaintsAreCountedAndNotAllKept() throws IOException {
    RecordAssembler file = new RecordAssembler(false).magic().header("", "");
    for (int i = 0; i < 1000; i++) {
      file.record(0x05, in -> in.number(7, 2).number(0, 4).number(1, 8).number(1, 8));
    }
    VerifyReport report = verify(file.dataEnd(0).footer(0, 0, 0).magic().toBytes());
    assertEquals(1000, report.problemCount());
    assertEquals(VerifyReport.LISTED_PROBLEMS, report.problems().size());
  }

  /// More than a reader takes as one record; the file is a sparse one.
  @Test
  void anAttachmentLargerThanMemoryIsNotHeld() throws IOException {
    long dataBytes = 300L << 20;
    byte[] head =
        new RecordAssembler(false)
            .magic()
            .header("", "")
            .number(0x09, 1)
            .number(8 + 8 + 4 + 4 + 8 + dataBytes + 4, 8)
            .raw(new byte[16])
            .text("")
            .text("")
            .number(dataBytes, 8)
            .toBytes();
    byte[] end = new RecordAssembler(false).dataEnd(0).footer(0, 0, 0).magic().toBytes();
    Path path = folder.resolve("large.mcap");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(head);
      file.seek(head.length + dataBytes + 4);
      file.write(end);
    }
    long before = Allocations.ofThisThread();
    VerifyReport report = McapVerifier.verify(path);
    assertEquals(List.of(), report.problems());
    assertEquals(1, report.found().attachmentCount());
    assertTrue(Allocations.ofThisThread() - before < 10L << 20);
  }

  @Test
  void recordsOfUnknownKindsAreCountedAndSkipped() throws IOException {
    byte[] file =
        new RecordAssembler(false)
            .magic()
            .header("", "")
            .record(0x81, in -> in.raw(new byte[9]))
            .record(0x3F, in -> in.raw(new byte[2]))
            .dataEnd(0)
            .footer(0, 0, 0)
            .magic()
            .toBytes();
    VerifyReport report = verify(file);
    assertTrue(report.isSound());
    assertEquals(2, report.unknownRecords());
    assertEquals(Map.of(), report.found().channelMessageCounts());
  }

  private VerifyReport verify(byte[] bytes) throws IOException {
    Path file = folder.resolve("file.mcap");
    Files.write(file, bytes);
    return McapVerifier.verify(file);
  }
}
