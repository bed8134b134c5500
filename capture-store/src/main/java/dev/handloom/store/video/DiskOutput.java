package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/// Leads the bytes of a muxer into a [DiskFile].
///
/// JavaCPP can hold only ten callbacks of a kind at once, so there is one for all files, which
/// finds its file by the opaque pointer.
final class DiskOutput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SEEK_SET = 0;
  private static final int SEEK_CUR = 1;
  private static final int SEEK_END = 2;

  private static final Map<Long, DiskOutput> OPEN = new ConcurrentHashMap<>();

  private static final Write_packet_Pointer_BytePointer_int WRITE =
      new Write_packet_Pointer_BytePointer_int() {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int length) {
          DiskOutput output = OPEN.get(opaque.address());
          return output == null ? AVERROR_EXTERNAL : output.write(bytes, length);
        }
      };

  private static final Seek_Pointer_long_int SEEK =
      new Seek_Pointer_long_int() {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
          DiskOutput output = OPEN.get(opaque.address());
          return output == null ? AVERROR_EXTERNAL : output.seek(offset, whence);
        }
      };

  private record HeldBack(ByteBuffer bytes, long offset) {}

  private final DiskFile file;
  private final BytePointer key = new BytePointer(1);
  private final AVIOContext context;
  private long position;
  private final List<HeldBack> heldBack = new ArrayList<>();
  private boolean ending;
  private @Nullable IOException failure;

  DiskOutput(DiskFile file) {
    this.file = file;
    OPEN.put(key.address(), this);
    BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
    context = avio_alloc_context(buffer, BUFFER_BYTES, 1, key, null, WRITE, SEEK);
  }

  AVIOContext context() {
    return context;
  }

  /// Where the next byte goes.
  long position() {
    return position;
  }

  /// Throws what went wrong in a callback, where nothing may be thrown.
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /// From here on what lies before the end of the file stays as it is, until [#end].
  void ending() {
    ending = true;
  }

  /// Writes what was held back.
  ///
  /// The last step of an MP4 turns its beginning into that of an ordinary one, and the muxer does
  /// it before it writes the index that this needs. Until the index is on the disk the file can be
  /// read without one; after that, with it.
  void end() throws IOException {
    rethrow();
    file.force();
    for (HeldBack each : heldBack) {
      file.write(each.bytes(), each.offset());
    }
    heldBack.clear();
  }

  private int write(BytePointer bytes, int length) {
    if (failure != null) {
      return AVERROR_EXTERNAL;
    }
    try {
      ByteBuffer source = bytes.capacity(length).asByteBuffer();
      if (ending && position < file.size()) {
        ByteBuffer copy = ByteBuffer.allocate(length).put(source).flip();
        heldBack.add(new HeldBack(copy, position));
        position += length;
        return length;
      }
      file.write(source, position);
      position += length;
      return length;
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException("The disk failed: " + e, e);
    }
    return AVERROR_EXTERNAL;
  }

  private long seek(long offset, int whence) {
    switch (whence) {
      case SEEK_SET -> position = offset;
      case SEEK_CUR -> position += offset;
      case SEEK_END -> position = file.size() + offset;
      case AVSEEK_SIZE -> {
        return file.size();
      }
      default -> {
        return AVERROR_EXTERNAL;
      }
    }
    return position;
  }

  @Override
  public void close() {
    OPEN.remove(key.address());
    av_free(context.buffer());
    avio_context_free(context);
    key.close();
  }
}
