package dev.handloom.device.link;

import dev.handloom.device.link.page.HeadsetPages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The ways to reach a device: an address like `serial:/dev/ttyUSB0@115200` or
/// `tcp:192.168.0.7:9000` names one. A simulated rig adds a scheme of its own. Immutable.
///
/// | address | link |
/// |---|---|
/// | `serial:PORT@BAUD` | [ByteLink]; PORT is a path, `usb-SERIALNUMBER` or `usbport-1-2.3` |
/// | `tcp:HOST:PORT` | [ByteLink]; we dial |
/// | `tcp-listen:[HOST:]PORT[,from=HOST]` | [ByteLink]; the device dials |
/// | `udp:[HOST:]PORT[,from=HOST][,to=HOST:PORT]` | [MessageLink] |
/// | `ws://HOST…`, `wss://HOST…` | [MessageLink] |
/// | `ws-listen:[HOST:]PORT[,from=HOST]` | [MessageLink]; the device opens a WebSocket |
/// | `http://HOST…`, `https://HOST…` | [RequestLink] |
/// | `zmq-sub:HOST:PORT[,topic=TEXT]`, `zmq-pull:HOST:PORT` | [MessageLink]; we dial |
/// | `zmq-sub-listen:[HOST:]PORT[,from=HOST][,topic=TEXT]`, `zmq-pull-listen:…` | [MessageLink]; the device dials |
/// | `grpc:HOST:PORT/package.Service/Method` | [MessageLink]; the first message sent is the question |
/// | `openxr:[RUNTIME.json]` | [ByteLink]; a child process that speaks to the runtime |
/// | `webxr:[PORT]` | [MessageLink]; a page that we serve and a headset's browser opens |
/// | `hid:VENDOR:PRODUCT[:SERIALNUMBER][#INTERFACE]`, `hid:PATH` | [HidLink] |
/// | `video:VENDOR:PRODUCT[:SERIALNUMBER][#INTERFACE]`, `video:usbport-1-2.3`, `video:PATH` | [Place]; see [CameraPort#pick] |
/// | `file:PATH`, `folder:PATH` | [Place] |
/// | `rtsp://HOST…`, `rtsps://HOST…`, `dshow:NAME`, `avfoundation:NAME` | [Place]; the driver dials |
public final class Links {
  private final Map<String, LinkOpener> openers;
  private final Set<String> lent;

  private Links(Map<String, LinkOpener> openers, Set<String> lent) {
    this.openers = openers;
    this.lent = lent;
  }

  /// The links of this machine.
  public static Links ofThisMachine() {
    Map<String, LinkOpener> openers = new TreeMap<>();
    openers.put("serial", SerialLink::open);
    openers.put("tcp", TcpLink::dial);
    openers.put("tcp-listen", TcpListenLink::open);
    openers.put("udp", UdpLink::open);
    openers.put("ws", rest -> WebSocketLink.open("ws:" + rest));
    openers.put("wss", rest -> WebSocketLink.open("wss:" + rest));
    openers.put("ws-listen", WebSocketListenLink::open);
    openers.put("http", rest -> HttpLink.open("http:" + rest));
    openers.put("https", rest -> HttpLink.open("https:" + rest));
    openers.put("zmq-sub", rest -> ZmqLink.dial(ZmqLink.Socket.SUB, rest));
    openers.put("zmq-pull", rest -> ZmqLink.dial(ZmqLink.Socket.PULL, rest));
    openers.put("zmq-sub-listen", rest -> ZmqLink.listen(ZmqLink.Socket.SUB, rest));
    openers.put("zmq-pull-listen", rest -> ZmqLink.listen(ZmqLink.Socket.PULL, rest));
    openers.put("grpc", GrpcLink::dial);
    openers.put("openxr", Links::openXr);
    openers.put(HeadsetPages.SCHEME, HeadsetPages.shared()::open);
    openers.put("hid", UsbHidLink::open);
    openers.put("video", rest -> new Place("video", rest));
    openers.put("file", rest -> new Place("file", rest));
    openers.put("folder", rest -> new Place("folder", rest));
    for (String scheme : new String[] {"rtsp", "rtsps", "dshow", "avfoundation"}) {
      openers.put(scheme, rest -> new Place(scheme, rest));
    }
    return new Links(Map.copyOf(openers), Set.of());
  }

  /// A child process, by name: the link must not know what runs in it.
  private static Link openXr(String runtime) throws IOException {
    return ProgramLink.start(
        "OpenXR",
        "dev.handloom.device.openxr.host.XrHost",
        List.of(),
        runtime.isBlank() ? Map.of() : Map.of("XR_RUNTIME_JSON", runtime));
  }

  /// The same and one scheme more.
  public Links with(String scheme, LinkOpener opener) {
    Map<String, LinkOpener> more = new TreeMap<>(openers);
    more.put(scheme, opener);
    Set<String> schemes = new TreeSet<>(lent);
    schemes.add(scheme);
    return new Links(Map.copyOf(more), Set.copyOf(schemes));
  }

  /// Whether a scheme was added by somebody, who knows which drivers it suits.
  public boolean isLent(String scheme) {
    return lent.contains(scheme);
  }

  /// The same and one scheme more, whose places the drivers open themselves.
  public Links withPlace(String scheme) {
    return with(scheme, rest -> new Place(scheme, rest));
  }

  /// Whether an address begins with a scheme that can be opened here.
  public boolean knows(String address) {
    return opener(address) != null;
  }

  /// What stands before the first colon of an address; empty without one.
  public static String scheme(String address) {
    return address.substring(0, Math.max(0, address.indexOf(':')));
  }

  /// User and password of an address like `http://user:password@host`; empty without.
  static String user(String address) {
    int from = address.indexOf("//");
    if (from < 0) {
      return "";
    }
    int path = address.indexOf('/', from + 2);
    int at = address.lastIndexOf('@', path < 0 ? address.length() : path);
    return at < from ? "" : address.substring(from + 2, at);
  }

  /// An address as it may be shown and written down: without its password.
  public static String shown(String address) {
    String user = user(address);
    return user.isEmpty() ? address : address.replace(user + "@", "…@");
  }

  private @Nullable LinkOpener opener(String address) {
    return openers.get(scheme(address));
  }

  /// The schemes that can be opened here, for a person.
  public String schemes() {
    return String.join(", ", new TreeMap<>(openers).keySet());
  }

  /// Opens the link that an address names.
  public Link open(String address) throws IOException {
    LinkOpener opener = opener(address);
    if (opener == null) {
      throw new IOException(
          "No such kind of address; it begins with one of "
              + schemes()
              + " and a colon: "
              + address);
    }
    return opener.open(address.substring(address.indexOf(':') + 1));
  }
}
