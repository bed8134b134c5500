package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_BAD_REQUEST;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_OTHER_4XX;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_SERVER_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;

import dev.handloom.store.video.Ffmpeg;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// The video library's refusals in words that a person can act on.
final class Trouble {
  static final int END = AVERROR_EOF();

  /// The host of an address, without user, port and path.
  private static final Pattern URI_HOST =
      Pattern.compile("^[a-z]+://(?:[^/]*@)?(\\[[^]/]*]|[^:/]*).*$");

  private Trouble() {}

  static IOException opening(int code, Input input) {
    return new IOException(words(code, input) + ": " + input.shown());
  }

  private static String words(int code, Input input) {
    if (input.url().startsWith("file:")) {
      return "This is no video that can be read (" + Ffmpeg.reason(code) + ")";
    }
    if (code == AVERROR_HTTP_UNAUTHORIZED() || code == AVERROR_HTTP_FORBIDDEN()) {
      return input.url().contains("@")
          ? "It does not take this user and password"
          : "It wants a user and a password, written as rtsp://user:password@host/path";
    }
    if (code == AVERROR_HTTP_NOT_FOUND()) {
      return "It has nothing under this path; the camera's manual says its path";
    }
    if (code == AVERROR_HTTP_BAD_REQUEST() || code == AVERROR_HTTP_OTHER_4XX()) {
      return "It refuses to send; try the other transport (setting transport), and look whether"
          + " somebody else is watching it";
    }
    if (code == AVERROR_HTTP_SERVER_ERROR()) {
      return "It has a fault of its own; switch it off and on";
    }
    if (code == AVERROR_EXIT()) {
      return "No answer in time";
    }
    if (code == AVERROR_INVALIDDATA()) {
      return "What it sends is not understood; is it the right address?";
    }
    String host = URI_HOST.matcher(input.url()).replaceFirst("$1");
    if (input.format().isEmpty() && !host.equals(input.url())) {
      return nobody(host, Ffmpeg.reason(code));
    }
    String refused = "It cannot be opened (" + Ffmpeg.reason(code) + ")";
    return input.format().isEmpty() ? refused : refused + ". " + CameraNames.words(input.format());
  }

  /// The library says the same of a name that nobody has and of a line that broke.
  private static String nobody(String host, String reason) {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return "There is no machine called " + host;
    }
    return "Nobody answers there ("
        + reason
        + "); is the camera switched on, is it in this network, and is it this port?";
  }

  static IOException silent(Input input) {
    return new IOException(
        "Nothing has come for "
            + (input.silenceNanos() % 1_000_000_000L == 0
                ? String.valueOf(input.silenceNanos() / 1_000_000_000L)
                : String.valueOf(input.silenceNanos() / 1e9))
            + " s; it is being opened anew: "
            + input.shown());
  }

  static IOException reading(int code, Input input) {
    return new IOException("It broke off (" + Ffmpeg.reason(code) + "): " + input.shown());
  }
}
