"""Peers of our headset drivers and simulators.

visionpro-serve SECONDS  the public client's own messages and grpc's own server, with a path that is known; prints its port
visionpro-check FOLDER SENT  whether the episode holds that path, and of what SENT says was sent all
visionpro-watch          the public client (avp_stream) looks at our simulated headset
vuer-send PORT SECONDS   Vuer's own client sends events to our driver, with a path that is known
vuer-check FOLDER        whether the episode holds that path
vuer-serve PORT          Vuer's own server asks our simulated headset for its hands
"""
import concurrent.futures
import math
import pathlib
import sys
import threading
import time

LOOKS = 120
AHEAD = 0.033


def rows(x, y, z, yaw=0.0):
    c, s = math.cos(yaw), math.sin(yaw)
    return [c, 0, s, x, 0, 1, 0, y, -s, 0, c, z, 0, 0, 0, 1]


def head_at(k):
    return rows(0.1 * math.sin(k / 40), 1.6, -k * 1e-3)


def wrist_at(k, side):
    return rows(side * 0.2, 1.1 + 0.05 * math.cos(k / 30), -0.3 - k * 1e-4, 0.3)


def joints(side):
    """A flat hand in Apple's axes: +X to the tips on the left, -X on the right, thumbs towards each other."""
    out = [rows(0, 0, 0)]
    forward = 1 if side < 0 else -1
    thumb = [(0.02, 0.02), (0.05, 0.04), (0.08, 0.05), (0.1, 0.055)]
    fingers = [(across, [0.03, 0.09, 0.13, 0.155, 0.175]) for across in (0.02, 0.0, -0.02, -0.04)]
    # Palm down and forward along X, the thumb of either hand lies along +Z of its frame (Y out of the back on the left).
    for along, across in thumb:
        out.append(rows(forward * along, 0, across))
    for across, steps in fingers:
        for along in steps:
            out.append(rows(forward * along, 0, across))
    out.append(rows(0, 0, 0))
    out.append(rows(-forward * 0.25, 0, 0))
    return out


def visionpro_serve(seconds):
    import grpc
    from avp_stream.grpc_msg import handtracking_pb2 as pb
    from avp_stream.grpc_msg import handtracking_pb2_grpc as stub

    def put(matrix, values):
        for i, value in enumerate(values):
            setattr(matrix, f"m{i // 4}{i % 4}", value)

    class Service(stub.HandTrackingServiceServicer):
        def StreamHandUpdates(self, request, context):
            asked = [request.Head.m00, request.Head.m01, request.Head.m02, request.Head.m03, request.Head.m10]
            print("asked", asked, request.Head.m30, flush=True)
            update = pb.HandUpdate()
            for side, hand in ((-1, update.left_hand), (1, update.right_hand)):
                for joint in joints(side):
                    put(hand.skeleton.jointMatrices.add(), joint)
            header = update.right_hand.skeleton.jointMatrices.add()
            header.m00, header.m01 = 666, 0
            begun = time.monotonic()
            while context.is_active():
                k = int((time.monotonic() - begun) * LOOKS)
                print("sent", k, flush=True)
                put(update.Head, head_at(k))
                put(update.left_hand.wristMatrix, wrist_at(k, -1))
                put(update.right_hand.wristMatrix, wrist_at(k, 1))
                yield update
                time.sleep(0.005)

    server = grpc.server(concurrent.futures.ThreadPoolExecutor(2))
    stub.add_HandTrackingServiceServicer_to_server(Service(), server)
    print("port", server.add_insecure_port("127.0.0.1:0"), flush=True)
    server.start()
    time.sleep(float(seconds))


def streams(folder):
    """All messages of the one episode below a folder, by topic."""
    from mcap.reader import make_reader
    from mcap_protobuf.decoder import DecoderFactory

    [bundle] = pathlib.Path(folder).glob("**/episode.mcap")
    found = {}
    with bundle.open("rb") as file:
        for _, channel, message, decoded in make_reader(file, decoder_factories=[DecoderFactory()]).iter_decoded_messages():
            found.setdefault(channel.topic, []).append((message.publish_time, decoded))
    return found


def place(decoded):
    """x y z and the rest of a message that is a pose, a list of numbers, or a hand."""
    if hasattr(decoded, "pose"):
        p, q = decoded.pose.position, decoded.pose.orientation
        return [p.x, p.y, p.z, q.x, q.y, q.z, q.w]
    return list(decoded.values)


def find(found, name):
    [topic] = [topic for topic in found if topic.strip("/").endswith(name)]
    return found[topic]


def visionpro_check(folder, ledger):
    found = streams(folder)
    head = find(found, "/head")
    numbers = []
    times = {}
    for when, decoded in head:
        x, y, z, *_ = place(decoded)
        k = round(-z * 1000)
        numbers.append(k)
        times[k] = when
        assert abs(x - head_at(k)[3]) < 1e-5 and abs(y - 1.6) < 1e-5, (k, x, y)
    assert len(numbers) > 50, len(numbers)
    assert numbers == sorted(set(numbers)), "what was sent twice was recorded twice"
    lines = pathlib.Path(ledger).read_text().splitlines()
    sent = {int(line.split()[1]) for line in lines if line.startswith("sent ")}
    missing = [k for k in sorted(sent) if numbers[0] <= k <= numbers[-1] and k not in set(numbers)]
    worst = 0
    for side, name in ((-1, "left"), (1, "right")):
        wrists = find(found, f"/{name}-wrist")
        for when, decoded in wrists:
            x, y, z, *q, tracked = place(decoded)
            k = round((-z - 0.3) * 1e4)
            want = wrist_at(k, side)
            worst = max(worst, abs(x - want[3]), abs(y - want[7]))
            assert tracked == 1, k
            if k in times:
                assert when - times[k] == int(AHEAD * 1e9), (when - times[k], "the hands are foretold")
        hands = find(found, f"/{name}-hand")
        assert abs(len(hands) - len(head)) < 20, (len(hands), len(head))  # a take cuts them at their own times
        points = [[p.position.x, p.position.y, p.position.z] for p in hands[-1][1].poses]
        # OpenXR's axes: the middle finger's tip lies along -Z, the thumb towards the other hand, nothing above the palm.
        assert abs(points[15][2] + 0.175) < 1e-4 and abs(points[15][0]) < 1e-4, points[15]
        assert points[5][0] * side < -0.05, points[5]
        assert abs(points[0][2] + 0.06) < 1e-4, points[0]
        assert all(abs(point[1]) < 1e-4 for point in points), points
    print(f"{len(head)} samples, {len(missing)} of what was sent missing, wrists within {worst * 1000:.4f} mm")
    assert not missing and worst < 1e-5, (missing, worst)


def visionpro_watch():
    import numpy as np
    from avp_stream import VisionProStreamer

    streamer = VisionProStreamer(ip="127.0.0.1", record=False)
    seen = 0
    last = None
    pinches = []
    end = time.monotonic() + 300
    while seen < 200 and time.monotonic() < end:
        data = streamer.get_latest()
        if data is not None and (last is None or not np.array_equal(data["head"], last)):
            last = data["head"]
            seen += 1
            assert data["right_arm"].shape == (27, 4, 4), data["right_arm"].shape
            for name in ("left_wrist", "right_wrist"):
                turn = data[name][0, :3, :3]
                assert abs(np.linalg.det(turn) - 1) < 1e-4, turn
            assert 0 < data["head"][0, 2, 3] < 2.5, data["head"]
            pinches.append(data["right_pinch_distance"])
        time.sleep(0.002)
    assert seen >= 200, f"the public client saw {seen} updates"
    print(f"avp_stream saw {seen} updates; right pinch {min(pinches) * 1000:.0f} to {max(pinches) * 1000:.0f} mm")


def columns(matrix):
    return [matrix[4 * row + column] for column in range(4) for row in range(4)]


def vuer_send(port, seconds):
    import asyncio

    from vuer import VuerClient
    from vuer.events import ClientEvent

    def hand(k, side):
        """25 joints in the world, in WebXR's axes: flat, the fingers along -Z of the wrist."""
        out = []
        for joint in range(25):
            finger, step = max(0, joint - 5) // 5, (joint if joint < 5 else (joint - 5) % 5 + 1)
            x, y, z, = wrist_at(k, side)[3], wrist_at(k, side)[7], wrist_at(k, side)[11]
            across = 0 if joint == 0 else -side * (0.04 if joint < 5 else 0.02 - 0.02 * finger)
            out += columns([1, 0, 0, x + across, 0, 1, 0, y, 0, 0, 1, z - 0.035 * step, 0, 0, 0, 1])
        return out

    async def main():
        print("ready", flush=True)
        while True:
            try:
                client = await VuerClient(uri=f"ws://127.0.0.1:{port}").connect()
                break
            except OSError:
                await asyncio.sleep(0.2)
        begun = time.monotonic()
        nodes = []

        async def listen():
            while (event := await client.recv()) is not None:
                nodes.extend(node["tag"] for node in event.data["nodes"])

        listening = asyncio.create_task(listen())
        last = -1
        while time.monotonic() - begun < float(seconds) and client.connected:
            k = int((time.monotonic() - begun) * 60)
            if k != last:
                last = k
                matrix = columns(head_at(k))
                state = dict(pinch=False, pinchValue=0.05, squeeze=False, squeezeValue=0.1, tap=False, tapValue=0.05)
                value = dict(left=hand(k, -1), right=hand(k, 1), leftState=state, rightState=state)
                try:
                    await client.send(ClientEvent(etype="CAMERA_MOVE", key="ego", value={"camera": {"matrix": matrix}}))
                    await client.send(ClientEvent(etype="HAND_MOVE", key="hands", value=value))
                except Exception:
                    break
            await asyncio.sleep(0.003)
        print("was asked for", sorted(set(nodes)), flush=True)
        listening.cancel()

    asyncio.run(main())


def vuer_check(folder):
    found = streams(folder)
    head = find(found, "/head")
    assert len(head) > 30, len(head)
    for _, decoded in head:
        x, y, z, *_ = place(decoded)
        assert abs(x - head_at(round(-z * 1000))[3]) < 1e-5 and abs(y - 1.6) < 1e-5, (x, y, z)
    worst = 0
    for side, name in ((-1, "left"), (1, "right")):
        for _, decoded in find(found, f"/{name}-wrist"):
            x, y, z, *_ = place(decoded)
            want = wrist_at(round((-z - 0.3) * 1e4), side)
            worst = max(worst, abs(x - want[3]), abs(y - want[7]))
        hands = find(found, f"/{name}-hand")
        assert len(hands) > 30, len(hands)
        points = [[p.position.x, p.position.y, p.position.z] for p in hands[-1][1].poses]
        assert abs(points[15][2] + 0.175) < 1e-5 and abs(points[15][0]) < 1e-5, points[15]
        assert abs(points[5][0] + side * 0.04) < 1e-5, points[5]
    print(f"{len(head)} heads and {len(hands)} hands, wrists within {worst * 1000:.4f} mm")
    assert worst < 1e-5, worst


def vuer_serve(port):
    import numpy as np
    from vuer import Vuer
    from vuer.schemas import Hands, SceneCameraControl

    app = Vuer(host="127.0.0.1", port=int(port))
    seen = {"CAMERA_MOVE": 0, "HAND_MOVE": 0}

    @app.add_handler("CAMERA_MOVE")
    async def head(event, session):
        matrix = np.array(event.value["camera"]["matrix"], dtype=float).reshape(4, 4, order="F")
        assert abs(np.linalg.det(matrix) - 1) < 1e-6, matrix
        assert abs(event.ts - 1.79e9) < 1e6, event.ts
        seen["CAMERA_MOVE"] += 1

    @app.add_handler("HAND_MOVE")
    async def hands(event, session):
        for side in ("left", "right"):
            joints = np.array(event.value[side], dtype=float).reshape(25, 4, 4)  # transposed: columns come first
            assert np.allclose(np.linalg.det(joints), 1), joints
            tips = joints[:, 3, :3]
            pinch = np.linalg.norm(tips[4] - tips[9])
            assert abs(pinch - event.value[side + "State"]["pinchValue"]) < 0.01, pinch
        seen["HAND_MOVE"] += 1
        if seen["HAND_MOVE"] >= 150:
            print("Vuer's server saw", seen, flush=True)
            import os

            os._exit(0 if seen["CAMERA_MOVE"] > 30 else 1)

    @app.spawn(start=True)
    async def main(session):
        session.upsert(Hands(stream=True, key="hands"), to="bgChildren")
        session.upsert(SceneCameraControl(stream=True, key="head"), to="bgChildren")
        await session.forever()


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    {
        "visionpro-serve": visionpro_serve,
        "visionpro-check": visionpro_check,
        "visionpro-watch": visionpro_watch,
        "vuer-send": vuer_send,
        "vuer-check": vuer_check,
        "vuer-serve": vuer_serve,
    }[verb](*rest)
    sys.stdout.flush()
    if threading.active_count() > 1:
        import os

        os._exit(0)  # clients whose threads do not end by themselves
