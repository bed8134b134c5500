package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U64;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Walks through a file that may be damaged anywhere and finds out what of it is whole.
final class RecoveryScan {
  /// Written over the opcode of what is damaged: a private kind that every reader skips.
  static final int SET_ASIDE = 0x80;

  /// Two texts of no letters.
  private static final int EMPTY_HEADER_BYTES = Opcode.HEAD_BYTES + 4 + 4;

  final List<RecoveryReport.Problem> problems = new ArrayList<>();
  final SalvagedRecords data;

  /// Where the whole records end, without DataEnd and what follows it.
  long end;

  long setAsideBytes;
  boolean hasHeader;

  /// Of all bytes before `end`; means nothing once there are patches.
  final CRC32 dataCrc = new CRC32();

  /// @param first it begins where the header stood
  private record Damage(long at, long bytes, boolean first) {}

  private final List<Damage> damage = new ArrayList<>();
  private final McapFile file;
  private final ChunkSearch search;

  /// Where the old summary says that records start, and their opcodes; empty without one.
  private final NavigableMap<Long, Integer> starts = new TreeMap<>();

  RecoveryScan(McapFile file, ChunkUnpacker unpacker) throws IOException {
    this.file = file;
    SummaryReader summary = oldSummary(file);
    data = new SalvagedRecords(unpacker, summary);
    search = new ChunkSearch(file, unpacker);
    if (summary != null) {
      summary.chunkIndexes.forEach(index -> starts.put(index.chunkOffset(), Opcode.CHUNK));
      summary.metadataIndexes.forEach(index -> starts.put(index.offset(), Opcode.METADATA));
      summary.attachmentIndexes.forEach(index -> starts.put(index.offset(), Opcode.ATTACHMENT));
      long last = file.size() - Opcode.HEAD_BYTES;
      starts.keySet().removeIf(at -> at < Opcode.MAGIC_BYTES || at > last);
    }
    if (!startsWithMagic()) {
      return;
    }
    Long dataEndCrc = walk();
    data.finish();
    setAside();
    data.problems().forEach(problem -> problems.add(problem));
    compare(summary, dataEndCrc);
  }

  private static @Nullable SummaryReader oldSummary(McapFile file) throws IOException {
    try {
      return new SummaryReader(file, McapRecovery.OPTIONS);
    } catch (McapException e) {
      // No usable ending; the walk will say what is wrong.
      return null;
    }
  }

  /// False if the file ends within its first eight bytes.
  private boolean startsWithMagic() throws IOException {
    long length = Math.min(file.size(), Opcode.MAGIC_BYTES);
    byte[] start = file.read(0, length, "Magic");
    if (!Arrays.equals(start, Arrays.copyOf(Opcode.magic(), start.length))) {
      throw new McapException("The file does not start as an MCAP file", 0);
    }
    if (start.length < Opcode.MAGIC_BYTES) {
      problem(length, "The file ends within its first bytes");
      return false;
    }
    dataCrc.update(start);
    return true;
  }

  /// The checksum that DataEnd states; null if the walk met no DataEnd.
  private @Nullable Long walk() throws IOException {
    long at = Opcode.MAGIC_BYTES;
    while (at < file.size()) {
      long next;
      try {
        byte[] record = whole(at);
        if (opcode(record) == Opcode.DATA_END) {
          end = at;
          return ((McapRecord.DataEnd) decode(record, at)).dataCrc();
        }
        take(record, at);
        dataCrc.update(record);
        next = at + record.length;
      } catch (McapException e) {
        problem(e.offset(), e.problem());
        next = afterDamage(at);
        if (next < 0) {
          end = at;
          return null;
        }
      }
      at = next;
    }
    problem(at, "The file was not finished");
    end = at;
    return null;
  }

  private byte[] whole(long at) throws IOException {
    if (file.size() - at < Opcode.HEAD_BYTES) {
      throw new McapException("The file ends within the head of a record", at);
    }
    byte[] head = file.read(at, Opcode.HEAD_BYTES, "Record");
    long length = MemorySegment.ofArray(head).get(U64, 1);
    if (length < 0 || length > file.size() - at - Opcode.HEAD_BYTES) {
      throw new McapException(
          Opcode.name(opcode(head))
              + ": claims "
              + Long.toUnsignedString(length)
              + " bytes, "
              + (file.size() - at - Opcode.HEAD_BYTES)
              + " are left",
          at);
    }
    if (opcode(head) == Opcode.DATA_END && length != Opcode.DATA_END_BODY_BYTES) {
      throw new McapException("DataEnd: of " + length + " bytes", at);
    }
    // A chunk whose opcode is damaged looks like a record of some later version.
    Integer indexed = starts.get(at);
    if (indexed != null && indexed != opcode(head)) {
      throw new McapException(Opcode.name(indexed) + ": is not where the summary has it", at);
    }
    Long nextStart = starts.higherKey(at);
    if (nextStart != null && nextStart < at + Opcode.HEAD_BYTES + length) {
      throw new McapException(
          Opcode.name(opcode(head)) + ": leads into the record at byte " + nextStart, at);
    }
    return file.read(at, Opcode.HEAD_BYTES + length, Opcode.name(opcode(head)));
  }

  private void take(byte[] record, long at) throws McapException {
    boolean first = at == Opcode.MAGIC_BYTES;
    int opcode = opcode(record);
    if (first != (opcode == Opcode.HEADER)) {
      throw new McapException(Opcode.name(opcode) + ": out of place", at);
    }
    if (opcode == Opcode.CHUNK) {
      data.chunk(record, at);
      return;
    }
    McapRecord decoded = decode(record, at);
    if (first) {
      hasHeader = true;
    } else {
      data.record(decoded, at, record.length);
    }
  }

  /// Where whole records go on after the damaged one at `at`, which is set aside; negative if
  /// nothing whole follows.
  private long afterDamage(long at) throws IOException {
    boolean first = at == Opcode.MAGIC_BYTES;
    int leastBytes = first ? EMPTY_HEADER_BYTES : Opcode.HEAD_BYTES;
    long next = search.after(at, leastBytes);
    // What the summary says may be damaged as well.
    Long nextStart = starts.ceilingKey(at + leastBytes);
    if (nextStart != null && (next < 0 || nextStart < next)) {
      next = nextStart;
    }
    if (next < 0) {
      return next;
    }
    hasHeader |= first;
    damage.add(new Damage(at, next - at, first));
    setAsideBytes += next - at;
    return next;
  }

  /// Puts a head of its own over each stretch of damage. Where the records that describe channels
  /// were in it, and are known from the summary, they are written over it again.
  private void setAside() {
    RecordBuffer missing = data.missingDescriptions();
    for (Damage part : damage) {
      RecordBuffer over = new RecordBuffer(256);
      long free = part.bytes() - Opcode.HEAD_BYTES - EMPTY_HEADER_BYTES;
      boolean describes =
          missing.length() > 0 && part.at() < data.firstEarlyUse() && missing.length() <= free;
      int opcode = SET_ASIDE;
      if (part.first() && describes) {
        RecordEncoder.header(over, "", "");
      } else if (part.first()) {
        opcode = Opcode.HEADER;
      }
      if (describes) {
        over.bytes(missing.view(0, missing.length()));
        missing.clear();
      }
      over.u8(opcode);
      over.u64(part.bytes() - over.length() - 8);
      if (opcode == Opcode.HEADER) {
        // A header may have more bytes than its fields, so an empty one fits over a damaged one.
        over.string("");
        over.string("");
      }
      data.patches.add(new SalvagedRecords.Patch(part.at(), over.view(0, over.length())));
    }
  }

  /// What no chunk's own checksum tells.
  private void compare(@Nullable SummaryReader summary, @Nullable Long dataEndCrc) {
    if (!problems.isEmpty()) {
      return;
    }
    if (dataEndCrc != null && dataEndCrc != 0 && dataEndCrc != dataCrc.getValue()) {
      problem(end, "DataEnd: checksum of the data section does not match");
    } else if (summary == null) {
      problem(end, "The summary is damaged or incomplete");
    } else if (summary.startsAt() != end + Opcode.HEAD_BYTES + Opcode.DATA_END_BODY_BYTES) {
      // Whoever streams the file would stumble over what lies between.
      problem(end, "The summary does not follow the data");
    } else if (summary.chunkIndexes.size() != data.chunkCount()) {
      problem(
          end,
          "The summary lists "
              + summary.chunkIndexes.size()
              + " chunks, the file has "
              + data.chunkCount());
    }
  }

  private void problem(long offset, String what) {
    problems.add(new RecoveryReport.Problem(offset, what));
  }

  private static int opcode(byte[] record) {
    return record[0] & 0xFF;
  }

  private static McapRecord decode(byte[] record, long at) throws McapException {
    return RecordDecoder.decode(
        opcode(record),
        MemorySegment.ofArray(record),
        Opcode.HEAD_BYTES,
        (long) record.length - Opcode.HEAD_BYTES,
        at,
        true);
  }
}
