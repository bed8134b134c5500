package dev.handloom.store.jxl;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The calls of libjxl's `jxl/decode.h` that unpacking takes.
final class JxlCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  /// `size_t`; Java 25 runs on no system of 32 bits.
  private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;

  /// `JxlPixelFormat` of `jxl/types.h`: colours, kind of number, order of bytes, alignment.
  static final MemoryLayout FORMAT =
      MemoryLayout.structLayout(INT, INT, INT, MemoryLayout.paddingLayout(4), SIZE);

  private final MethodHandle version;
  private final MethodHandle create;
  private final MethodHandle destroy;
  private final MethodHandle subscribe;
  private final MethodHandle input;
  private final MethodHandle process;
  private final MethodHandle basicInfo;
  private final MethodHandle outSize;
  private final MethodHandle out;

  /// @throws java.util.NoSuchElementException where the library lacks one of them
  JxlCalls(SymbolLookup library) {
    version = call(library, "JxlDecoderVersion", FunctionDescriptor.of(INT));
    create = call(library, "JxlDecoderCreate", FunctionDescriptor.of(POINTER, POINTER));
    destroy = call(library, "JxlDecoderDestroy", FunctionDescriptor.ofVoid(POINTER));
    subscribe =
        call(library, "JxlDecoderSubscribeEvents", FunctionDescriptor.of(INT, POINTER, INT));
    input = call(library, "JxlDecoderSetInput", FunctionDescriptor.of(INT, POINTER, POINTER, SIZE));
    process = call(library, "JxlDecoderProcessInput", FunctionDescriptor.of(INT, POINTER));
    basicInfo =
        call(library, "JxlDecoderGetBasicInfo", FunctionDescriptor.of(INT, POINTER, POINTER));
    outSize =
        call(
            library,
            "JxlDecoderImageOutBufferSize",
            FunctionDescriptor.of(INT, POINTER, POINTER, POINTER));
    out =
        call(
            library,
            "JxlDecoderSetImageOutBuffer",
            FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, SIZE));
  }

  @SuppressWarnings("restricted") // The process is started with native access enabled.
  private static MethodHandle call(
      SymbolLookup library, String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(library.findOrThrow(name), descriptor);
  }

  /// A million for the first number of the version, a thousand for the second.
  int version() {
    try {
      return (int) version.invokeExact();
    } catch (Throwable e) { // What a method handle may throw.
      throw new IllegalStateException(e);
    }
  }

  /// [MemorySegment#NULL] where there is no memory.
  MemorySegment create() {
    try {
      return (MemorySegment) create.invokeExact(MemorySegment.NULL);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  void destroy(MemorySegment decoder) {
    try {
      destroy.invokeExact(decoder);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int subscribe(MemorySegment decoder, int events) {
    try {
      return (int) subscribe.invokeExact(decoder, events);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Gives it all that there is to unpack; the memory must live until the decoder is destroyed.
  int input(MemorySegment decoder, MemorySegment packed) {
    try {
      // That it is all is not said: 0.7 would then tell the terminal of every picture that ends
      // before its end, and asking for more says the same.
      return (int) input.invokeExact(decoder, packed, packed.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int process(MemorySegment decoder) {
    try {
      return (int) process.invokeExact(decoder);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int basicInfo(MemorySegment decoder, MemorySegment info) {
    try {
      return (int) basicInfo.invokeExact(decoder, info);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int outSize(MemorySegment decoder, MemorySegment format, MemorySegment size) {
    try {
      return (int) outSize.invokeExact(decoder, format, size);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  int out(MemorySegment decoder, MemorySegment format, MemorySegment into) {
    try {
      return (int) out.invokeExact(decoder, format, into, into.byteSize());
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
