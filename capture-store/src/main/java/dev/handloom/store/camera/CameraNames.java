package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_free_list_devices;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_list_input_sources;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfo;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/// What a camera system calls the cameras that are there now.
final class CameraNames {
  private CameraNames() {}

  /// In words, to follow a complaint: not every camera system can be asked.
  static String words(String format) {
    List<String> names = list(format);
    return names.isEmpty()
        ? "Is it plugged in, is its name as the system shows it, and may this program use cameras"
            + " (privacy settings of the system)? Another program may have it open"
        : "The system knows: " + String.join(", ", names);
  }

  private static List<String> list(String format) {
    List<String> names = new ArrayList<>();
    AVInputFormat found = av_find_input_format(format);
    try (PointerPointer<Pointer> into = new PointerPointer<>(1)) {
      into.put(0, (Pointer) null);
      int count =
          found == null
              ? -1
              : avdevice_list_input_sources(found, (BytePointer) null, (AVDictionary) null, into);
      if (count >= 0) {
        AVDeviceInfoList all = new AVDeviceInfoList(into.get(0));
        for (int i = 0; i < all.nb_devices(); i++) {
          AVDeviceInfo each = all.devices(i);
          boolean video = each.nb_media_types() == 0;
          for (int k = 0; k < each.nb_media_types(); k++) {
            video |= each.media_types().get(k) == AVMEDIA_TYPE_VIDEO;
          }
          if (video) {
            names.add(each.device_description().getString());
          }
        }
        avdevice_free_list_devices(into);
      }
    }
    return names;
  }
}
