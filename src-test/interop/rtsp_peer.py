"""An RTSP server that is not ours: GStreamer's, with a path for each way of packing pictures. Prints its port.
Usage: rtsp_peer.py FILE, which is an MP4 with B-frames and is served as /bframes."""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

Gst.init(None)
SOURCE = "videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=320,height=240,framerate=25/1 ! "
H264 = " ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1"
PATHS = {
    "h264": "x264enc tune=zerolatency sliced-threads=false speed-preset=ultrafast key-int-max=25" + H264,
    "jpeg": "jpegenc ! rtpjpegpay name=pay0 pt=26",
    "locked": "jpegenc ! rtpjpegpay name=pay0 pt=26",
}

server = GstRtspServer.RTSPServer.new()
server.set_address("127.0.0.1")
server.set_service("0")
auth = GstRtspServer.RTSPAuth.new()
auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
token = GstRtspServer.RTSPToken()
token.set_string("media.factory.role", "watcher")
auth.add_digest("studio", "sesame", token)
nobody = GstRtspServer.RTSPToken()
nobody.set_string("media.factory.role", "anybody")
auth.set_default_token(nobody)
server.set_auth(auth)


def role(name, allowed):
    structure = Gst.Structure.new_empty(name)
    structure.set_value("media.factory.access", True)
    structure.set_value("media.factory.construct", allowed)
    return structure


def offer(path, factory):
    factory.add_role_from_structure(role("watcher", True))
    factory.add_role_from_structure(role("anybody", path != "locked"))
    server.get_mount_points().add_factory("/" + path, factory)


for path, launch in PATHS.items():
    if not all(Gst.ElementFactory.find(part.split()[0]) for part in launch.split(" ! ")):
        print("missing", path, flush=True)
        continue
    factory = GstRtspServer.RTSPMediaFactory.new()
    factory.set_launch("( " + SOURCE + launch + " )")
    factory.set_shared(True)
    offer(path, factory)

factory = GstRtspServer.RTSPMediaFactory.new()
factory.set_launch("( filesrc location=" + sys.argv[1] + " ! qtdemux" + H264 + " )")
offer("bframes", factory)
server.attach(None)
print("port", server.get_bound_port(), flush=True)
GLib.MainLoop().run()
