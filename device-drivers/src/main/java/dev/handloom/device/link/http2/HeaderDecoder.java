package dev.handloom.device.link.http2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Takes compressed headers apart (RFC 7541). Keeps the other side's table.
public final class HeaderDecoder {
  /// What we never ask to be more: the usual size of a table.
  private static final int TABLE_BYTES = 4096;

  private static final int MOST_HEADERS = 128;

  /// What the RFC reckons for an entry beside its text.
  private static final int ENTRY_BYTES = 32;

  private static final int MOST_SHIFT = 21;

  private record Header(String name, String value) {
    int bytes() {
      return name.length() + value.length() + ENTRY_BYTES;
    }
  }

  /// Appendix A; a name without value ends with `=`.
  private static final String[] STATIC =
      (":authority= :method=GET :method=POST :path=/ :path=/index.html :scheme=http :scheme=https"
              + " :status=200 :status=204 :status=206 :status=304 :status=400 :status=404 :status=500"
              + " accept-charset= accept-encoding=gzip,~deflate accept-language= accept-ranges= accept="
              + " access-control-allow-origin= age= allow= authorization= cache-control="
              + " content-disposition= content-encoding= content-language= content-length="
              + " content-location= content-range= content-type= cookie= date= etag= expect= expires="
              + " from= host= if-match= if-modified-since= if-none-match= if-range="
              + " if-unmodified-since= last-modified= link= location= max-forwards="
              + " proxy-authenticate= proxy-authorization= range= referer= refresh= retry-after="
              + " server= set-cookie= strict-transport-security= transfer-encoding= user-agent= vary="
              + " via= www-authenticate=")
          .split(" ");

  private final Deque<Header> table = new ArrayDeque<>();
  private int tableBytes;
  private int limit = TABLE_BYTES;
  private byte[] bytes = new byte[0];
  private int at;

  /// Decodes a whole block of headers. Of one that comes twice the last counts: none that we look
  /// at may.
  public Map<String, String> decode(byte[] block, int length) throws IOException {
    bytes = new byte[length];
    System.arraycopy(block, 0, bytes, 0, length);
    at = 0;
    Map<String, String> headers = new LinkedHashMap<>();
    int count = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xFF;
      if ((first & 0xE0) == 0x20) {
        resize(number(5));
        continue;
      }
      Header header;
      if ((first & 0x80) != 0) {
        header = entry(number(7));
      } else if ((first & 0x40) != 0) {
        header = literal(6);
        add(header);
      } else {
        header = literal(4);
      }
      if (++count > MOST_HEADERS) {
        throw new IOException("More than " + MOST_HEADERS + " headers");
      }
      headers.put(header.name(), header.value());
    }
    return headers;
  }

  private Header literal(int prefix) throws IOException {
    int index = number(prefix);
    String name = index == 0 ? text() : entry(index).name();
    return new Header(name, text());
  }

  private Header entry(int index) throws IOException {
    if (index >= 1 && index <= STATIC.length) {
      String both = STATIC[index - 1];
      int equals = both.indexOf('=');
      return new Header(both.substring(0, equals), both.substring(equals + 1).replace('~', ' '));
    }
    int left = index - STATIC.length - 1;
    if (left >= 0 && left < table.size()) {
      Iterator<Header> newest = table.iterator();
      while (left-- > 0) {
        newest.next();
      }
      return newest.next();
    }
    throw new IOException("There is no header " + index);
  }

  private void resize(int size) throws IOException {
    if (size > TABLE_BYTES) {
      throw new IOException("A table of headers may not have " + size + " bytes");
    }
    limit = size;
    evict(0);
  }

  private void add(Header header) {
    evict(header.bytes());
    if (header.bytes() <= limit) {
      table.addFirst(header);
      tableBytes += header.bytes();
    }
  }

  private void evict(int more) {
    while (!table.isEmpty() && tableBytes + more > limit) {
      tableBytes -= table.removeLast().bytes();
    }
  }

  private int number(int prefix) throws IOException {
    int most = (1 << prefix) - 1;
    int value = next() & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
      int more = next();
      value += (more & 0x7F) << shift;
      if ((more & 0x80) == 0) {
        return value;
      }
    }
    throw new IOException("A number in a header is too large");
  }

  private String text() throws IOException {
    boolean packed = at < bytes.length && (bytes[at] & 0x80) != 0;
    int length = number(7);
    if (length > bytes.length - at) {
      throw new IOException("A header is cut");
    }
    int from = at;
    at += length;
    return packed
        ? HuffmanCode.decode(bytes, from, length)
        : new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }

  private int next() throws IOException {
    if (at == bytes.length) {
      throw new IOException("A header is cut");
    }
    return bytes[at++] & 0xFF;
  }
}
