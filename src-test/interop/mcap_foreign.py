"""MCAP files as others write them, and what they must have become.

mcap_foreign.py make FOLDER | results FOLDER, where FOLDER/NAME.import.json is what the import of each said
mcap_foreign.py ours LIBRARY RESULT   whether what was exported and imported again is as it was recorded
"""

import base64
import fractions
import glob
import io
import json
import math
import pathlib
import sys

import av
import numpy as np
from mcap.reader import make_reader
from mcap.writer import CompressionType, Writer
from mcap_protobuf.decoder import DecoderFactory

START = 1_700_000_000_000_000_000
SECOND = 1_000_000_000
HEADER = """std_msgs/Header header
"""
TAIL = """
================================================================================
MSG: std_msgs/Header
builtin_interfaces/Time stamp
string frame_id
================================================================================
MSG: builtin_interfaces/Time
int32 sec
uint32 nanosec
"""
JOINTS = HEADER + "string[] name\nfloat64[] position\nfloat64[] velocity\nfloat64[] effort\n" + TAIL
VECTOR = """
================================================================================
MSG: geometry_msgs/Vector3
float64 x
float64 y
float64 z
================================================================================
MSG: geometry_msgs/Quaternion
float64 x 0
float64 y 0
float64 z 0
float64 w 1
"""
IMU = (HEADER + "geometry_msgs/Quaternion orientation\nfloat64[9] orientation_covariance\n"
       "geometry_msgs/Vector3 angular_velocity\nfloat64[9] angular_velocity_covariance\n"
       "geometry_msgs/Vector3 linear_acceleration\nfloat64[9] linear_acceleration_covariance\n" + TAIL + VECTOR)
TF = """geometry_msgs/TransformStamped[] transforms
================================================================================
MSG: geometry_msgs/TransformStamped
std_msgs/Header header
string child_frame_id
geometry_msgs/Transform transform
================================================================================
MSG: geometry_msgs/Transform
geometry_msgs/Vector3 translation
geometry_msgs/Quaternion rotation
""" + TAIL + VECTOR
POSE = (HEADER + "Pose pose\n" + TAIL + """
================================================================================
MSG: geometry_msgs/Pose
Point position
Quaternion orientation
================================================================================
MSG: geometry_msgs/Point
float64 x
float64 y
float64 z
================================================================================
MSG: geometry_msgs/Quaternion
float64 x 0
float64 y 0
float64 z 0
float64 w 1
""")
IMAGE = HEADER + "string format\nuint8[] data\n" + TAIL
# What nobody can know: a text and a constant, an array with a bound, an empty message.
ODD = """# a comment
uint8 OPEN=1
bool ready
string<=8 word
int16[<=4] few
Nothing nothing
float32 width
================================================================================
MSG: odd_msgs/Nothing
"""


def stamp(nanos):
    return {"sec": nanos // SECOND, "nanosec": nanos % SECOND}


def head(nanos, frame=""):
    return {"stamp": stamp(nanos), "frame_id": frame}


def picture(i, width=160, height=120):
    y, x = np.mgrid[0:height, 0:width]
    image = np.stack([x + 40, y + 60, (x + y) // 2], axis=2).astype(np.uint8)
    at = 10 + 3 * i % (width - 40)
    image[30:60, at:at + 24] = (230, 40, 90)
    return image


def packets(codec, count, options):
    """Annex B, a packet each, no picture that needs a later one."""
    context = av.CodecContext.create(codec, "w")
    context.width, context.height, context.pix_fmt = 160, 120, "yuv420p"
    context.time_base = fractions.Fraction(1, 30)
    context.options = options
    made = []
    for i in range(count):
        frame = av.VideoFrame.from_ndarray(picture(i), format="rgb24").reformat(format="yuv420p")
        frame.pts = i
        made += [bytes(p) for p in context.encode(frame)]
    made += [bytes(p) for p in context.encode(None)]
    assert len(made) == count, (codec, len(made))
    return made


def still(i, kind):
    from PIL import Image
    out = io.BytesIO()
    Image.fromarray(picture(i)).save(out, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return out.getvalue()


def ros(folder, expected):
    from mcap_ros2.writer import Writer as Ros
    path = folder / "ros2.mcap"
    with open(path, "wb") as out:
        writer = Ros(out)
        joints = writer.register_msgdef("sensor_msgs/msg/JointState", JOINTS)
        imu = writer.register_msgdef("sensor_msgs/msg/Imu", IMU)
        tf = writer.register_msgdef("tf2_msgs/msg/TFMessage", TF)
        pose = writer.register_msgdef("geometry_msgs/msg/PoseStamped", POSE)
        image = writer.register_msgdef("sensor_msgs/msg/CompressedImage", IMAGE)
        odd = writer.register_msgdef("odd_msgs/msg/Odd", ODD)
        text = writer.register_msgdef("std_msgs/msg/String", "string data\n")
        raw = writer.register_msgdef("sensor_msgs/msg/Image", HEADER + "uint32 height\nuint8[] data\n" + TAIL)
        values = {"joints": [], "imu": [], "grip": [], "pose": [], "odd": []}
        for i in range(60):
            captured = START + i * SECOND // 50
            written = captured + 3_000_000 + (i * 37 % 11) * 100_000
            q = [math.sin(i / 9), -0.5, i / 100.0]
            v = [math.cos(i / 9), 0.25, 1.0]
            writer.write_message("/joint_states", joints, {
                "header": head(captured), "name": ["shoulder", "elbow", "wrist"], "position": q, "velocity": v,
                "effort": []}, log_time=written, publish_time=written - 1_000_000, sequence=i)
            values["joints"].append(q + v)
            turn = {"x": 0.0, "y": 0.0, "z": math.sin(i / 50), "w": math.cos(i / 50)}
            spin = {"x": 0.1, "y": i * 0.01, "z": -0.2}
            pull = {"x": 0.0, "y": 9.81, "z": 0.001 * i}
            writer.write_message("/imu/data", imu, {
                "header": head(captured, "imu"), "orientation": turn, "orientation_covariance": [0.0] * 9,
                "angular_velocity": spin, "angular_velocity_covariance": [1.0] * 9, "linear_acceleration": pull,
                "linear_acceleration_covariance": [2.0] * 9}, log_time=written, publish_time=written)
            values["imu"].append([*turn.values(), *spin.values(), *pull.values()])
            place = {"x": 0.01 * i, "y": 0.2, "z": 0.3}
            writer.write_message("/tf", tf, {"transforms": [
                {"header": head(captured, "base"), "child_frame_id": "Gripper_Link",
                 "transform": {"translation": place, "rotation": turn}},
                {"header": head(captured, "base"), "child_frame_id": "head",
                 "transform": {"translation": {"x": 0.0, "y": 0.0, "z": 1.0 + i}, "rotation": turn}}]},
                log_time=written, publish_time=written)
            values["grip"].append([*place.values(), *turn.values()])
            # Its clock began when the device did: no wall clock.
            writer.write_message("/tracker/pose", pose, {
                "header": head(7 * SECOND + i * SECOND // 50), "pose": {"position": place, "orientation": turn}},
                log_time=written, publish_time=written - 500_000)
            values["pose"].append([*place.values(), *turn.values()])
            writer.write_message("/odd", odd, {
                "ready": i % 2 == 0, "word": "abc"[: i % 4], "few": [i, -i], "nothing": {}, "width": 0.5 * i},
                log_time=written, publish_time=written)
            values["odd"].append([float(i % 2 == 0), float(i), float(-i), 0.5 * i])
            if i % 2 == 0:
                writer.write_message("/cam/image_raw/compressed", image, {
                    "header": head(captured, "cam"), "format": "rgb8; jpeg compressed bgr8",
                    "data": still(i // 2, "JPEG")}, log_time=written, publish_time=written)
                writer.write_message("/side/compressed", image, {
                    "header": head(captured, "side"), "format": "png", "data": still(i // 2, "PNG")},
                    log_time=written, publish_time=written)
            writer.write_message("/notes", text, {"data": "hello"}, log_time=written, publish_time=written)
            writer.write_message("/raw", raw, {"header": head(captured), "height": 1, "data": b"\x01\x02"},
                                 log_time=written, publish_time=written)
        writer.finish()
    expected["ros2"] = {
        "streams": {"joint-states": values["joints"], "imu/data": values["imu"], "tf/gripper-link": values["grip"],
                    "tracker/pose": values["pose"], "odd": values["odd"]},
        "also": ["tf/head"],
        "step": {"joint-states": SECOND // 50},
        "cameras": {"cam/image-raw/compressed/video": [30, "mjpeg"], "side/compressed/video": [30, "h264"]},
        "notes": ["By the stamps in the messages: /joint_states, /imu/data",
                  "Not by the stamps in the messages of “/tracker/pose”",
                  "By the times at which the messages were sent: /tracker/pose", "/notes (", "/raw ("],
        "began": START,
    }


def foxglove(folder, expected):
    from foxglove_schemas_protobuf.CompressedVideo_pb2 import CompressedVideo
    from foxglove_schemas_protobuf.FrameTransform_pb2 import FrameTransform
    from foxglove_schemas_protobuf.PoseInFrame_pb2 import PoseInFrame
    from mcap_protobuf.writer import Writer as Protobuf
    h264 = packets("libx264", 45, {"g": "15", "bf": "0", "x264-params": "repeat-headers=1"})
    h265 = packets("libx265", 45, {"x265-params": "keyint=15:bframes=0:repeat-headers=1:log-level=none"})
    path = folder / "foxglove.mcap"
    poses = []
    with open(path, "wb") as out:
        writer = Protobuf(out)
        for i in range(45):
            nanos = START + i * SECOND // 30
            for topic, coding, made in (("/head/video", "h264", h264), ("/wrist/video", "h265", h265)):
                video = CompressedVideo(data=made[i], format=coding)
                video.timestamp.FromNanoseconds(nanos)
                writer.write_message(topic, video, log_time=nanos + 2_000_000, publish_time=nanos + 1_000_000)
            pose = PoseInFrame(frame_id="room")
            pose.timestamp.FromNanoseconds(nanos)
            pose.pose.position.x, pose.pose.position.z = 0.1 * i, -1
            pose.pose.orientation.w = 1
            poses.append([0.1 * i, 0.0, -1.0, 0.0, 0.0, 0.0, 1.0])
            writer.write_message("/pose", pose, log_time=nanos + 2_000_000, publish_time=nanos)
            frame = FrameTransform(parent_frame_id="room", child_frame_id="hand")
            frame.timestamp.FromNanoseconds(nanos)
            frame.rotation.w = 1
            writer.write_message("/frames", frame, log_time=nanos, publish_time=nanos)
        writer.finish()
    expected["foxglove"] = {
        "streams": {"pose": poses}, "also": ["frames/hand"], "step": {},
        "cameras": {"head/video/video": [45, "h264"], "wrist/video/video": [45, "hevc"]},
        "notes": ["By the stamps in the messages: /head/video"], "began": START}
    # Cut within its data: what is whole comes.
    data = path.read_bytes()
    small = folder / "cut.mcap"
    with open(folder / "small.mcap", "wb") as out:
        writer = Writer(out, chunk_size=2000, compression=CompressionType.ZSTD)
        writer.start(profile="", library="a writer that is not ours")
        schema = writer.register_schema("Any", "jsonschema", b"{}")
        channel = writer.register_channel("/numbers", "json", schema)
        rows = []
        for i in range(200):
            value = {"stamp": {"sec": (START + i * 10_000_000) // SECOND, "nsec": (START + i * 10_000_000) % SECOND},
                     "x": i / 7, "nested": {"list": [i, 2.5], "on": i % 3 == 0}, "word": "a", "data":
                     base64.b64encode(b"abc").decode()}
            rows.append([i / 7, float(i), 2.5, float(i % 3 == 0)])
            writer.add_message(channel, START + i * 10_000_000, json.dumps(value).encode(), START + i * 10_000_000, i)
        other = writer.register_channel("/strange", "flatbuffer", 0)
        writer.add_message(other, START, b"\x00", START)
        writer.finish()
    data = (folder / "small.mcap").read_bytes()
    small.write_bytes(data[: len(data) * 2 // 3])
    expected["small"] = {"streams": {"numbers": rows}, "also": [], "step": {}, "cameras": {},
                         "notes": ["/strange ("], "began": START}
    expected["cut"] = {"streams": {"numbers": rows}, "fewer": True, "also": [], "step": {}, "cameras": {},
                       "notes": ["The file is cut or damaged"], "began": START}
    (folder / "none.mcap").write_bytes(b"This was never an MCAP file. " * 40)
    expected["none"] = None


def make(folder):
    expected = {}
    ros(folder, expected)
    foxglove(folder, expected)
    (folder / "expected.json").write_text(json.dumps(expected))


def log(folder):
    with open(f"{folder}/episode.mcap", "rb") as file:
        return [(s.name, c, m, d) for s, c, m, d in
                make_reader(file, decoder_factories=[DecoderFactory()]).iter_decoded_messages()]


def numbers(decoded):
    if hasattr(decoded, "values"):
        return list(decoded.values)
    place, turn = decoded.pose.position, decoded.pose.orientation
    return [place.x, place.y, place.z, turn.x, turn.y, turn.z, turn.w]


def results(folder):
    wrong = []
    for name, want in json.loads((folder / "expected.json").read_text()).items():
        said = json.loads((folder / f"{name}.import.json").read_text())[0]
        if want is None:
            if said["imported"] != 0 or not said["episodes"][0]["trouble"]:
                wrong.append(f"{name}: it was imported")
            print(f"{name}: not imported, {said['episodes'][0]['trouble']}")
            continue
        if said["imported"] != 1:
            wrong.append(f"{name}: not imported, {said['episodes'][0]['trouble']}")
            continue
        episode = said["episodes"][0]
        notes = "\n".join(episode["notes"])
        for note in want["notes"]:
            if note not in notes:
                wrong.append(f"{name}: nobody said “{note}”; said was\n{notes}")
        messages = log(episode["folder"])
        compared = 0
        for stream, there in want["streams"].items():
            found = [(m.publish_time, numbers(d)) for _, c, m, d in messages if c.topic == "/" + stream]
            if want.get("fewer"):
                if not 20 < len(found) < len(there):
                    wrong.append(f"{name}: {len(found)} of {len(there)}")
                there = there[: len(found)]
            if not np.array_equal(np.array([v for _, v in found]), np.array(there)):
                wrong.append(f"{name}: other numbers in {stream}")
            compared += np.array(there).size
            if stream in want["step"]:
                steps = {b[0] - a[0] for a, b in zip(found, found[1:])}
                if steps != {want["step"][stream]} or found[0][0] != want["began"]:
                    wrong.append(f"{name}: other times in {stream}: {steps}")
        for stream in want["also"]:
            if not any(c.topic == "/" + stream for _, c, _, _ in messages):
                wrong.append(f"{name}: there is no {stream}")
        manifest = json.loads(pathlib.Path(episode["folder"], "episode.json").read_text())
        cameras = {c["stream"]: c for c in manifest["cameras"]}
        if set(cameras) != set(want["cameras"]):
            wrong.append(f"{name}: cameras {sorted(cameras)}\n{notes}")
            continue
        for stream, (count, codec) in want["cameras"].items():
            camera = cameras[stream]
            with av.open(f"{episode['folder']}/{camera['file']}") as video:
                shown = [f.to_ndarray(format="rgb24") for f in video.decode(video=0)]
            if len(shown) != count or camera["frames"] != count or camera["codec"] != codec:
                wrong.append(f"{name}: {stream} has {len(shown)} pictures as {camera['codec']}")
                continue
            for i, frame in enumerate(shown):
                error = np.mean((frame.astype(float) - picture(i).astype(float)) ** 2)
                if 10 * math.log10(255 ** 2 / max(error, 1e-9)) < 24:
                    wrong.append(f"{name}: picture {i} of {stream} is another one")
        print(f"{name}: {compared} numbers equal, {len(cameras)} cameras")
    if wrong:
        sys.exit("\n".join(wrong))


def ours(library, result):
    """Streams, times, values and pictures of the imported as of the recorded."""
    recorded = {pathlib.Path(p).parent.name: str(pathlib.Path(p).parent)
                for p in glob.glob(f"{library}/episodes/*/*/*/*/episode.json")}
    said = json.load(open(result))[0]
    if said["imported"] != len(recorded):
        sys.exit(f"{said['imported']} of {len(recorded)} imported: {said['episodes']}")
    for episode in said["episodes"]:
        before = recorded[episode["name"].removesuffix(".mcap")]
        sides = []
        for folder in (before, episode["folder"]):
            by_topic = {}
            for schema, channel, message, decoded in log(folder):
                if "stream" in channel.metadata and "video_file" not in channel.metadata:
                    by_topic.setdefault((channel.topic, schema, str(sorted(channel.metadata.items()))), []).append(
                        (message.sequence, message.log_time, message.publish_time, message.data))
                elif channel.topic.startswith("/studio/"):
                    by_topic.setdefault(channel.topic, []).append(message.data)
            # Records of pictures that never came into the video are not exported.
            times = sorted((m.publish_time, m.log_time, m.sequence, c.topic) for _, c, m, p in log(folder)
                           if "video_file" in c.metadata and not p.not_encoded)
            videos = {}
            for path in sorted(glob.glob(f"{folder}/*.mp4")):
                with av.open(path) as video:
                    videos[pathlib.Path(path).name] = [bytes(p) for p in video.demux(video=0) if p.size]
            sides.append((by_topic, times, videos))
        for which, what in ((0, "streams"), (1, "times of pictures"), (2, "pictures")):
            if sides[0][which] != sides[1][which]:
                keys = set(map(str, sides[0][which])) ^ set(map(str, sides[1][which]))
                sys.exit(f"{episode['name']}: other {what}: {sorted(keys)[:4]}")
        print(f"{episode['name']}: {len(sides[0][0])} topics, {len(sides[0][1])} pictures, the same byte by byte")


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        ours(sys.argv[2], sys.argv[3])
    else:
        {"make": make, "results": results}[sys.argv[1]](pathlib.Path(sys.argv[2]))
