package dev.handloom.store.umi;

import dev.handloom.store.jxl.JpegXl;
import dev.handloom.store.jxl.JxlException;
import dev.handloom.store.zarr.ArrayHeader;
import dev.handloom.store.zarr.Packing;
import dev.handloom.store.zarr.ZarrException;
import java.util.List;

/// Pieces in JPEG XL, as imagecodecs packs them for NumCodecs: rows become the frames of one
/// picture, and a single row a plain picture.
record JxlPieces(JpegXl library) implements Packing.Unpacker {
  @Override
  public boolean takes(ArrayHeader header) {
    return UmiBuffer.pictures(header)
        && !header.byColumns()
        && header.chunks().getLast().longValue() == header.shape().getLast();
  }

  @Override
  public byte[] unpack(byte[] packed, int size, List<Integer> shape) throws ZarrException {
    try {
      return library.unpack(packed, shape.get(0), shape.get(1), shape.get(2));
    } catch (JxlException e) {
      throw new ZarrException(String.valueOf(e.getMessage()), e);
    }
  }
}
