"""Servers of models, as far as a client can tell: each answers with numbers that depend on all it was sent."""

import asyncio
import http.server
import io
import json
import pathlib
import socket
import sys
import threading
import time

import json_numpy
import msgpack
import msgpack_numpy as pip_numpy
import numpy as np
import websockets
import zmq
from openpi_client import msgpack_numpy as openpi_numpy

STEPS, JOINTS = 16, 7
GIANT = 300 << 20


def ports(count):
    """Free ones; all are held until the last is drawn, so that no two are the same."""
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    drawn = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return iter(drawn)


def answer(pictures, state, task):
    """What the asker works out too."""
    for picture in pictures:
        assert picture.dtype == np.uint8 and picture.shape[-1] == 3, f"a picture is {picture.dtype} {picture.shape}"
    assert state.dtype == np.float32, f"the state is {state.dtype}"
    weights = sum(float((p.reshape(-1).astype(np.float64) * (1 + np.arange(p.size) % 251)).sum()) for p in pictures)
    base = weights % 1000 + float(state.sum()) + len(task)
    return (base + np.arange(STEPS)[:, None] + 0.01 * np.arange(JOINTS)[None, :]).astype(np.float32)


async def web(place, handler):
    async with websockets.serve(handler, "127.0.0.1", place, compression=None, max_size=None, ping_interval=None):
        await asyncio.Future()


def parts(observation):
    pictures = [v for k, v in sorted(observation.items()) if isinstance(v, np.ndarray) and v.dtype == np.uint8]
    state = next(v for k, v in observation.items() if isinstance(v, np.ndarray) and v.dtype != np.uint8)
    return pictures, state, observation["prompt"]


async def trouble(peer, task):
    if task == "be slow":
        await asyncio.sleep(2)
    elif task == "fail":
        await peer.send("Traceback (most recent call last):\n  File \"policy.py\", line 3\nKeyError: 'observation/state'")
        await peer.close(1011, "Internal server error.")
        return True
    elif task == "hang up":
        peer.transport.abort()
        return True
    elif task == "be a giant":
        await peer.send(bytes(GIANT))
        return True
    return False


async def openpi(peer):
    packer = openpi_numpy.Packer()
    await peer.send(packer.pack({"policy": "stand-in"}))
    async for message in peer:
        observation = openpi_numpy.unpackb(message)
        if await trouble(peer, observation["prompt"]):
            continue
        actions = answer(*parts(observation))
        await peer.send(packer.pack({"actions": actions, "server_timing": {"infer_ms": 1.5}}))


told = {"words": [], "answered": 0}


async def mortal(peer):
    """As a file says: `die 12` hangs up after twelve answers, `hang 12` says nothing more and leaves a note."""
    packer = openpi_numpy.Packer()
    file = pathlib.Path(sys.argv[1])
    await peer.send(packer.pack({}))
    async for message in peer:
        words = file.read_text().split()
        if words != told["words"]:
            told.update(words=words, answered=0)
        if told["answered"] >= int(words[1]):
            if words[0] == "die":
                peer.transport.abort()
                return
            file.with_suffix(".hung").touch()
            await asyncio.Future()
        told["answered"] += 1
        await peer.send(packer.pack({"actions": answer(*parts(openpi_numpy.unpackb(message)))}))


async def dreamzero(peer):
    packer = openpi_numpy.Packer()
    await peer.send(packer.pack({"image_resolution": [180, 320], "needs_session_id": True}))
    async for message in peer:
        observation = openpi_numpy.unpackb(message)
        if observation.pop("endpoint") == "reset":
            await peer.send("reset successful")
            continue
        assert observation.pop("session_id")
        await peer.send(packer.pack(answer(*parts(observation))))


async def starvla(peer):
    packer = openpi_numpy.Packer()
    await peer.send(packer.pack({"action_chunk_size": STEPS}))
    async for message in peer:
        envelope = openpi_numpy.unpackb(message)
        assert envelope["type"] == "infer"
        actions = answer(*parts(envelope["payload"]))
        reply = {"status": "ok", "ok": True, "type": "inference_result", "request_id": envelope["request_id"]}
        await peer.send(packer.pack({**reply, "data": {"actions": actions}}))


def npy(array):
    out = io.BytesIO()
    np.save(out, array, allow_pickle=False)
    return {"__ndarray_class__": True, "as_npy": out.getvalue()}


def from_npy(found):
    return np.load(io.BytesIO(found["as_npy"]), allow_pickle=False) if "__ndarray_class__" in found else found


class Old:
    @staticmethod
    def pack(value):
        return msgpack.packb(value, default=npy)

    @staticmethod
    def unpack(data):
        return msgpack.unpackb(data, object_hook=from_npy)


class New:
    @staticmethod
    def pack(value):
        return msgpack.packb(value, default=pip_numpy.encode)

    @staticmethod
    def unpack(data):
        return msgpack.unpackb(data, object_hook=lambda found: from_npy(pip_numpy.decode(found)))


def groot(place, generation):
    codec = New if generation == 7 else Old
    config = {"delta_indices": [0], "modality_keys": ["ego"]}
    marked = {
        5: {"as_json": json.dumps(config)},
        6: {"__ModalityConfig_class__": True, "as_json": config},
        7: {"__ModalityConfig__": True, **config},
    }[generation]
    server = zmq.Context.instance().socket(zmq.REP)
    server.bind(f"tcp://127.0.0.1:{place}")
    while True:
        try:
            request = codec.unpack(server.recv())
            endpoint = request.get("endpoint", "get_action")
            if request.get("api_token") != "the token":
                reply = {"error": "Unauthorized: Invalid API token"}
            elif endpoint == "ping":
                reply = {"status": "ok", "message": "Server is running"}
            elif endpoint == "get_modality_config":
                reply = {"video": marked}
            elif endpoint == "reset":
                reply = {"status": "ok"}
            elif generation == 5:
                data = request["data"]
                pictures = [v for k, v in sorted(data.items()) if k.startswith("video.")]
                assert all(p.ndim == 4 for p in pictures)
                actions = answer(pictures, data["state.arm"], data["annotation.human.task_description"][0])
                reply = {"action.arm": actions[:, :6], "action.grip": actions[:, 6:]}
            else:
                seen = request["data"]["observation"]
                pictures = [v for k, v in sorted(seen["video"].items())]
                assert all(p.ndim == 5 for p in pictures) and seen["state"]["arm"].ndim == 3
                task = seen["language"]["task"][0][0]
                if task == "be slow":
                    time.sleep(2)
                actions = answer(pictures, seen["state"]["arm"], task)[None]
                reply = [{"arm": actions[..., :6], "grip": actions[..., 6:]}, {}]
        except Exception as e:  # as the real one does
            print(repr(e), file=sys.stderr, flush=True)
            reply = {"error": str(e)}
        server.send(codec.pack(reply))


class Cosmos(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            data = json_numpy.loads(body)
            assert self.path == "/act"
            pictures = [data["primary_image"], data["wrist_image"]]
            actions = answer(pictures, data["proprio"], data["task_description"])
            dream = {"primary_image": np.stack([data["primary_image"], 255 - data["primary_image"]])}
            reply = json_numpy.dumps({"actions": actions, "value_prediction": 0.5, "future_image_predictions": dream})
        except Exception as e:
            print(repr(e), file=sys.stderr, flush=True)
            reply = json.dumps("error")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(reply.encode())

    def log_message(self, *_):
        pass


async def main():
    places = {}
    free = ports(8)
    for scheme, handler in (("openpi", openpi), ("dreamzero", dreamzero), ("starvla", starvla)):
        places[scheme] = next(free)
        asyncio.create_task(web(places[scheme], handler))
    for generation in (5, 6, 7):
        places[f"groot{generation}"] = next(free)
        threading.Thread(target=groot, args=(places[f"groot{generation}"], generation), daemon=True).start()
    dying = next(free)
    asyncio.create_task(web(dying, mortal))
    places["cosmos"] = next(free)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", places["cosmos"]), Cosmos)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for place in places.values():
        while True:
            try:
                socket.create_connection(("127.0.0.1", place), 1).close()
                break
            except OSError:
                await asyncio.sleep(0.05)
        await asyncio.sleep(0)
    for scheme, place in places.items():
        print(f"{scheme.rstrip('567')}://127.0.0.1:{place}", flush=True)
    print(f"mortal 127.0.0.1:{dying}", flush=True)
    print("ready", flush=True)
    await asyncio.Future()


asyncio.run(main())
