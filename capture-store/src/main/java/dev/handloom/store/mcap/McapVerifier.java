package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U32;
import static dev.handloom.store.mcap.LittleEndian.U64;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// Goes through a whole file once and holds every checksum against its bytes and everything the
/// file says of itself (indexes, times, counts, places) against what is there.
///
/// Where the two readers stop at the first thing that is wrong, this goes on and lists. It holds
/// one chunk and the index at a time, never an attachment.
public final class McapVerifier {
  private final VerifyStream in;
  private final DataCheck data;
  private final SummaryCheck summary;
  private final List<RecoveryReport.Problem> problems = new ArrayList<>();
  private long problemCount;
  private boolean dataChecksummed;
  private boolean dataEnded;
  private boolean finished;

  private McapVerifier(VerifyStream in, ChunkUnpacker unpacker) {
    this.in = in;
    data = new DataCheck(unpacker, this::problem);
    summary = new SummaryCheck(data, this::problem);
  }

  /// Looks, and changes nothing. What is wrong with the content is in the report.
  ///
  /// @throws McapException if the file is no MCAP at all
  /// @throws IOException if it cannot be read
  public static VerifyReport verify(Path file) throws IOException {
    McapReaderOptions options = McapReaderOptions.strict();
    try (VerifyStream in = new VerifyStream(file, options.maxRecordBytes());
        ChunkUnpacker unpacker = new ChunkUnpacker(options)) {
      return new McapVerifier(in, unpacker).run();
    }
  }

  private VerifyReport run() throws IOException {
    if (in.size() < Opcode.MAGIC_BYTES
        || !Arrays.equals(in.take(Opcode.MAGIC_BYTES, "Magic"), Opcode.magic())) {
      throw new McapException("The file does not start as an MCAP file", 0);
    }
    while (!finished && in.remaining() > 0) {
      if (!record()) {
        break;
      }
    }
    if (!dataEnded) {
      data.end();
    }
    if (finished) {
      closingMagic();
    } else if (in.remaining() == 0) {
      problem(in.position(), "The file was not finished: it has no footer");
    }
    return new VerifyReport(
        data.statistics(),
        in.size(),
        dataChecksummed,
        data.chunksWithoutChecksum,
        data.unknownRecords,
        data.stepsBack,
        problemCount,
        problems);
  }

  /// False where it cannot be told where the next record would start.
  private boolean record() throws IOException {
    long at = in.position();
    long crcBefore = in.crc.getValue();
    if (in.remaining() < Opcode.HEAD_BYTES) {
      problem(at, "The file ends within the head of a record");
      return false;
    }
    MemorySegment head = MemorySegment.ofArray(in.take(Opcode.HEAD_BYTES, "Record"));
    int opcode = head.get(LittleEndian.U8, 0) & 0xFF;
    long length = head.get(U64, 1);
    if (length < 0 || length > in.remaining()) {
      problem(
          at,
          Opcode.name(opcode)
              + ": claims "
              + Long.toUnsignedString(length)
              + " bytes, "
              + in.remaining()
              + " are left");
      return false;
    }
    long end = in.position() + length;
    try {
      if ((at == Opcode.MAGIC_BYTES) != (opcode == Opcode.HEADER)) {
        problem(at, Opcode.name(opcode) + ": out of place");
      }
      switch (opcode) {
        case Opcode.ATTACHMENT -> attachment(at, end);
        case Opcode.DATA_END -> dataEnd(at, length, crcBefore);
        case Opcode.FOOTER -> footer(at, length);
        default -> other(opcode, at, length);
      }
    } catch (McapException e) {
      problem(e.offset(), e.problem());
    }
    // What a later version of the format may have added behind the known fields.
    in.pass(end - in.position(), null, Opcode.name(opcode));
    return true;
  }

  private void other(int opcode, long at, long length) throws IOException {
    if (opcode > Opcode.DATA_END) {
      data.unknownRecords++;
      return;
    }
    byte[] body = in.take(length, Opcode.name(opcode));
    if (!dataEnded && opcode == Opcode.CHUNK) {
      data.chunk(body, at);
      return;
    }
    McapRecord record =
        RecordDecoder.decode(opcode, MemorySegment.ofArray(body), 0, length, at, true);
    if (opcode == Opcode.HEADER) {
      return;
    }
    long recordBytes = Opcode.HEAD_BYTES + length;
    if (dataEnded) {
      summary.record(opcode, record, at, recordBytes);
    } else {
      data.record(record, at, recordBytes);
    }
  }

  /// Field by field, because its data may be larger than any memory.
  private void attachment(long at, long end) throws IOException {
    if (dataEnded) {
      throw new McapException("Attachment: out of place", at);
    }
    CRC32 crc = new CRC32();
    MemorySegment times = attachmentField(16, end, crc);
    String name = text(end, crc);
    String mediaType = text(end, crc);
    long dataBytes = attachmentField(8, end, crc).get(U64, 0);
    if (dataBytes < 0 || dataBytes > end - in.position() - 4) {
      throw new McapException("Attachment: its data leads out of it", at);
    }
    in.pass(dataBytes, crc, "Attachment");
    long expected = MemorySegment.ofArray(in.take(4, "Attachment")).get(U32, 0) & 0xFFFF_FFFFL;
    if (expected != 0 && expected != crc.getValue()) {
      problem(at, "Attachment: checksum of \"" + name + "\" does not match");
    }
    data.attachment(
        new McapRecord.AttachmentIndex(
            at, end - at, times.get(U64, 0), times.get(U64, 8), dataBytes, name, mediaType));
  }

  private String text(long end, CRC32 crc) throws IOException {
    long length = attachmentField(4, end, crc).get(U32, 0) & 0xFFFF_FFFFL;
    return new String(
        attachmentField(length, end, crc).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  private MemorySegment attachmentField(long length, long end, CRC32 crc) throws IOException {
    if (length > end - in.position()) {
      throw new McapException("Attachment: a field leads out of it", in.position());
    }
    byte[] bytes = in.take(length, "Attachment");
    crc.update(bytes);
    return MemorySegment.ofArray(bytes);
  }

  private void dataEnd(long at, long length, long crc) throws IOException {
    if (length != Opcode.DATA_END_BODY_BYTES) {
      throw new McapException("DataEnd: of " + length + " bytes", at);
    }
    if (dataEnded) {
      throw new McapException("A second DataEnd", at);
    }
    long expected = MemorySegment.ofArray(in.take(length, "DataEnd")).get(U32, 0) & 0xFFFF_FFFFL;
    dataEnded = true;
    dataChecksummed = expected != 0;
    if (expected != 0 && expected != crc) {
      problem(at, "DataEnd: checksum of the data section does not match");
    }
    data.end();
    in.crc.reset();
    summary.startsAt(in.position());
  }

  private void footer(long at, long length) throws IOException {
    if (length != Opcode.FOOTER_BODY_BYTES) {
      throw new McapException("Footer: of " + length + " bytes", at);
    }
    byte[] body = in.take(length - 4, "Footer");
    long crc = in.crc.getValue();
    MemorySegment fields = MemorySegment.ofArray(body);
    long expected = MemorySegment.ofArray(in.take(4, "Footer")).get(U32, 0) & 0xFFFF_FFFFL;
    if (!dataEnded) {
      problem(at, "The file has no DataEnd");
    } else {
      if (expected != 0 && expected != crc) {
        problem(at, "Footer: checksum of the summary does not match");
      }
      summary.end(fields.get(U64, 0), fields.get(U64, 8), at);
    }
    finished = true;
  }

  private void closingMagic() throws IOException {
    long at = in.position();
    if (in.remaining() < Opcode.MAGIC_BYTES
        || !Arrays.equals(in.take(Opcode.MAGIC_BYTES, "Magic"), Opcode.magic())) {
      problem(at, "The file does not end as an MCAP file");
    } else if (in.remaining() > 0) {
      problem(in.position(), in.remaining() + " bytes stand behind the end of the file");
    }
  }

  private void problem(long offset, String what) {
    if (problemCount++ < VerifyReport.LISTED_PROBLEMS) {
      problems.add(new RecoveryReport.Problem(offset, what));
    }
  }
}
