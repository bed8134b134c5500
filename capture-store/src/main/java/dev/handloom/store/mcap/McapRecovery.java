package dev.handloom.store.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes a file readable again that a crash cut short or a disk damaged.
///
/// Everything up to the last whole record stays where it is; what follows is cut off and a new
/// ending is written. Damage with whole chunks behind it is not cut out: it is given the head of a
/// private record, which every reader skips, so the damaged bytes are still there. Only where it
/// took the schemas and channels of later messages with it, these are written over its beginning. A
/// chunk of which a part is missing is dropped whole, also an uncompressed one: no checksum could
/// say which of its messages are true. Recovering again after a crash during recovery is safe.
public final class McapRecovery {
  /// Larger records than a reader takes by default: an attachment is not damage.
  static final McapReaderOptions OPTIONS = McapReaderOptions.strict().withMaxRecordBytes(1 << 30);

  private McapRecovery() {}

  /// Looks, and changes nothing. The report says what [#recover] would do.
  public static RecoveryReport inspect(Path path) throws IOException {
    try (McapFile file = new McapFile(path, OPTIONS.maxRecordBytes());
        ChunkUnpacker unpacker = new ChunkUnpacker(OPTIONS)) {
      RecoveryScan scan = new RecoveryScan(file, unpacker);
      ending(scan);
      return report(scan, file.size());
    }
  }

  /// Mends the file in place. One that is whole is not touched.
  ///
  /// @throws McapException if the file is no MCAP at all; it is not touched then
  public static RecoveryReport recover(Path path) throws IOException {
    RecoveryScan scan;
    RecordBuffer ending;
    RecoveryReport report;
    try (McapFile file = new McapFile(path, OPTIONS.maxRecordBytes());
        ChunkUnpacker unpacker = new ChunkUnpacker(OPTIONS)) {
      scan = new RecoveryScan(file, unpacker);
      ending = ending(scan);
      report = report(scan, file.size());
    }
    if (!report.wasWhole()) {
      mend(path, scan, ending);
    }
    return report;
  }

  /// All that follows the last whole record.
  private static RecordBuffer ending(RecoveryScan scan) {
    RecordBuffer ending = new RecordBuffer(4096);
    if (!scan.hasHeader) {
      // Nothing of the file can be used: what it was called is lost, too.
      scan.end = 0;
      ending.bytes(Opcode.magic());
      RecordEncoder.header(ending, "", "");
    }
    scan.data.appendIndexes(ending, scan.end);
    long dataCrc = 0;
    if (scan.data.patches.isEmpty() && scan.hasHeader) {
      scan.dataCrc.update(ending.view(0, ending.length()));
      dataCrc = scan.dataCrc.getValue();
    }
    scan.data.summary.finish(ending, scan.end + ending.length(), dataCrc);
    return ending;
  }

  private static void mend(Path path, RecoveryScan scan, RecordBuffer ending) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      for (SalvagedRecords.Patch patch : scan.data.patches) {
        write(file, patch.bytes(), patch.offset());
      }
      file.truncate(scan.end);
      write(file, ending.view(0, ending.length()), scan.end);
      file.force(true);
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  private static RecoveryReport report(RecoveryScan scan, long fileBytes) {
    McapRecord.Statistics counts = scan.data.summary.statistics();
    boolean whole = scan.problems.isEmpty();
    return new RecoveryReport(
        counts.messageCount(),
        counts.chunkCount(),
        (whole ? fileBytes : scan.end) - scan.setAsideBytes,
        whole ? 0 : fileBytes - scan.end,
        scan.setAsideBytes,
        scan.problems);
  }
}
