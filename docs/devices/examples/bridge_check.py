#!/usr/bin/env python3
"""Checks a bridge against docs/devices/bridge.md. Needs nothing but Python 3.8 (pyzmq for ZeroMQ).

    python3 bridge_check.py hear udp:7420              plays the studio: start your bridge, get a verdict
    python3 bridge_check.py hear zmq-sub:127.0.0.1:7421
    python3 bridge_check.py hear tcp:7420
    python3 bridge_check.py ask 127.0.0.1:7420 --channels index_mcp,index_pip
                                                       plays a bridge to a running studio over UDP and
                                                       compares the studio's account with what was sent

"ask" sends made-up samples: stop your bridge first, and do not record. Ends with 0 if all is well, with
1 if something is wrong, with 2 if it could not be tried.
"""

import argparse
import json
import math
import re
import socket
import statistics
import sys
import time

TIMES = {"t_s": 1.0, "t_ms": 1e-3, "t_us": 1e-6, "t_ns": 1e-9}
NAME = re.compile(r"[a-z][a-z0-9_]*")
LARGEST = 65_507


class Ear:
    """Receives whole messages as the studio does."""

    def __init__(self, address):
        kind, _, rest = address.partition(":")
        host, _, port = rest.rpartition(":")
        host = host or "127.0.0.1"
        self.buffer = b""
        self.zmq = None
        if not port.isdigit():
            sys.exit(f"The address must be KIND:[HOST:]PORT, not {address}")
        if kind == "udp":
            self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.socket.bind((host, int(port)))
            self.receive = self.datagram
        elif kind == "tcp":
            server = socket.create_server((host, int(port)))
            server.settimeout(30)
            self.socket, _ = server.accept()
            self.receive = self.line
        elif kind in ("zmq-sub", "zmq-pull"):
            try:
                import zmq
            except ImportError:
                print("ZeroMQ needs pyzmq: python3 -m pip install pyzmq")
                sys.exit(2)
            self.zmq = zmq
            self.socket = zmq.Context.instance().socket(zmq.SUB if kind == "zmq-sub" else zmq.PULL)
            self.socket.setsockopt(zmq.LINGER, 0)
            if kind == "zmq-sub":
                self.socket.setsockopt(zmq.SUBSCRIBE, b"")
            self.socket.connect(f"tcp://{host}:{port}")
            self.receive = self.parts
        else:
            sys.exit(f"The address begins with udp, tcp, zmq-sub or zmq-pull, not {kind}")

    def datagram(self, seconds):
        self.socket.settimeout(max(0.01, seconds))
        try:
            return self.socket.recv(65_536)
        except socket.timeout:
            return None

    def line(self, seconds):
        end = time.monotonic() + seconds
        while b"\n" not in self.buffer:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            try:
                got = self.socket.recv(65_536)
            except socket.timeout:
                return None
            if not got:
                return None
            self.buffer += got
        message, _, self.buffer = self.buffer.partition(b"\n")
        return message.rstrip(b"\r")

    def parts(self, seconds):
        if not self.socket.poll(max(1, int(seconds * 1000))):
            return None
        return self.socket.recv_multipart()[-1]


def no_constant(word):
    raise ValueError(f"{word} is no JSON")


def no_twins(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name stands in one object twice")
    return dict(pairs)


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def faults(message):
    """What is wrong with one message, and the message itself."""
    if len(message) > LARGEST:
        return [f"a message of {len(message)} bytes fits no datagram"], None
    try:
        said = json.loads(message, parse_constant=no_constant, object_pairs_hook=no_twins)
    except (ValueError, RecursionError) as e:
        return [f"a message is no JSON ({e})"], None
    if not isinstance(said, dict):
        return ["a message is no JSON object"], None
    wrong = []
    if said.get("v", 1) != 1:
        wrong.append(f"v is {said['v']!r}, not 1")
    if "seq" in said and (type(said["seq"]) is not int or said["seq"] < 0):
        wrong.append("seq is not a whole number from 0")
    for field in TIMES:
        if field in said:
            whole = field in ("t_us", "t_ns")
            if not number(said[field]) or said[field] < 0 or (whole and type(said[field]) is not int):
                wrong.append(f"{field} is not a {'whole ' if whole else ''}number from 0")
    values = said.get("values")
    if values is None and not {"about", "trouble", "ask"} & said.keys():
        wrong.append("a message has neither values nor a remark")
    if values is not None:
        if not isinstance(values, dict):
            wrong.append("values is no object")
        else:
            for name, value in values.items():
                if not NAME.fullmatch(name):
                    wrong.append(f"{name!r} is no name: lower-case letters, digits and _")
                if not (value is None or isinstance(value, bool) or number(value)):
                    wrong.append(f"{name} is {value!r}, not a number, true, false or null")
    about = said.get("about", {})
    if not isinstance(about, dict):
        wrong.append("about is no object")
    elif "battery" in about and not (number(about["battery"]) and 0 <= about["battery"] <= 1):
        wrong.append("battery is not from 0 to 1")
    if not isinstance(said.get("trouble", ""), str):
        wrong.append("trouble is no text")
    return wrong, said


def hear(options):
    ear = Ear(options.address)
    print(f"Listening on {options.address}; waiting for the bridge …")
    first = ear.receive(30)
    if first is None:
        print("NOTHING CAME in 30 s. Does the bridge send to this machine and port?")
        return 2
    wrong = {}
    remarks = []
    samples = []
    message, arrival = first, time.monotonic()
    end = arrival + options.seconds
    while time.monotonic() < end:
        if message is not None:
            found, said = faults(message)
            for fault in found:
                wrong[fault] = wrong.get(fault, 0) + 1
            if not found and "values" in said:
                samples.append((arrival, said))
        message = ear.receive(end - time.monotonic())
        arrival = time.monotonic()
    if len(samples) < 10:
        wrong[f"only {len(samples)} samples in {options.seconds:g} s"] = 1
    else:
        remarks = judge(samples, wrong)
    for remark in remarks:
        print("  " + remark)
    for fault, times in wrong.items():
        print(f"  WRONG: {fault}" + (f" ({times} times)" if times > 1 else ""))
    print("VERDICT: " + ("does not conform" if wrong else "conforms"))
    return 1 if wrong else 0


def judge(samples, wrong):
    """What only many messages show."""
    remarks = []
    names = list(samples[0][1]["values"])
    others = {tuple(sorted(said["values"])) for _, said in samples}
    if len(others) > 1:
        wrong["the names in values change from message to message"] = 1
    elapsed = samples[-1][0] - samples[0][0]
    hz = (len(samples) - 1) / elapsed if elapsed > 0 else 0.0
    pauses = [b[0] - a[0] for a, b in zip(samples, samples[1:])]
    remarks.append(
        f"{len(samples)} samples, {hz:.1f} Hz, pauses {1000 * statistics.median(pauses):.1f} ms"
        f" usual, {1000 * max(pauses):.1f} ms longest, {len(names)} values"
    )
    count = [said.get("seq") for _, said in samples]
    if any(c is None for c in count):
        if any(c is not None for c in count):
            wrong["some messages have a seq and some have none"] = 1
        else:
            remarks.append("no seq: losses on the way will not be seen")
    else:
        steps = [b - a for a, b in zip(count, count[1:])]
        if any(step <= 0 for step in steps):
            wrong["seq does not rise"] = sum(step <= 0 for step in steps)
        lost = sum(step - 1 for step in steps if step > 1)
        remarks.append(f"{lost} lost by their seq")
    field = next((f for f in TIMES if all(f in said for _, said in samples)), None)
    if field is None:
        remarks.append("no time: samples will be dated by their arrival")
    else:
        times = [said[field] * TIMES[field] for _, said in samples]
        if any(b <= a for a, b in zip(times, times[1:])):
            wrong[f"{field} does not rise: each measurement is sent once"] = 1
        ratio = (times[-1] - times[0]) / elapsed if elapsed > 0 else 0.0
        # Ends of a few milliseconds' jitter in some seconds.
        if elapsed > 2 and not 0.98 < ratio < 1.02:
            wrong[f"{field} runs {ratio:.4g} times as fast as time: is the unit right?"] = 1
    frozen = [
        n for n in names if len({said["values"].get(n) for _, said in samples}) == 1
    ]
    if len(frozen) == len(names):
        wrong["no value ever changes: move the hand while this runs"] = 1
    elif frozen:
        remarks.append("never changed: " + ", ".join(frozen))
    rig = {"channels": ",".join(names), "unit": "deg", "rate_hz": f"{hz:.0f}"}
    if field:
        rig["time"] = field
    remarks.append('settings for the rig file (put your unit): "settings": ' + json.dumps(rig))
    return remarks


def account(link, to):
    """Asks the studio how it gets on; None if it does not answer."""
    for _ in range(5):
        link.sendto(b'{"v":1,"ask":"account"}', to)
        link.settimeout(1.0)
        try:
            return json.loads(link.recv(65_536))
        except (socket.timeout, ConnectionRefusedError):
            continue
    return None


def ask(options):
    host, _, port = options.address.rpartition(":")
    to = (host or "127.0.0.1", int(port))
    names = options.channels.split(",")
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    before = account(link, to)
    if before is None:
        print("NO ANSWER. Is the studio running, with a bridge on this UDP port in its rig?")
        return 2
    seq = int(time.time())

    def send(message):
        link.sendto(message if isinstance(message, bytes) else json.dumps(message).encode(), to)
        # Slower than any glove, so that a busy studio loses nothing on the way.
        time.sleep(0.01)

    def sample(step=1, without=None):
        nonlocal seq
        seq += step
        t = time.monotonic_ns()
        values = {name: 0 for name in names if name != without}
        send({"v": 1, "seq": seq, "values": values, "t_ns": t, "t_us": t // 1000,
              "t_ms": t / 1e6, "t_s": t / 1e9})

    # The first takes the studio's count to where ours is, whatever it was.
    sample()
    start = account(link, to)
    expected = {"samples": 0, "bad": 0, "lost": 0}
    for _ in range(20):
        sample()
    expected["samples"] += 20
    sample(step=4)
    expected["samples"] += 1
    expected["lost"] += 3
    sample(without=names[0])
    expected["bad"] += 1
    send(b"no JSON")
    expected["bad"] += 1
    send(json.dumps({"values": {n: 0 for n in names}, "seq": seq - 1, "t_us": 1, "t_ns": 1,
                     "t_ms": 1, "t_s": 1}).encode())
    expected["bad"] += 1
    sample(step=2)
    # The message that lacked a channel used up its number.
    expected["samples"] += 1
    expected["lost"] += 2
    after = account(link, to)
    if start is None or after is None:
        print("THE STUDIO STOPPED ANSWERING.")
        return 2
    if start["samples"] == before["samples"]:
        print(f"THE STUDIO TAKES NO SAMPLE with these channels: {after['last_bad']}")
        return 1
    good = True
    for what, wanted in expected.items():
        got = after[what] - start[what]
        good &= got == wanted
        print(f"  {what}: sent {wanted}, the studio says {got}" + ("" if got == wanted else "  WRONG"))
    if after["unknown"]:
        print("  not recorded: " + ", ".join(after["unknown"]))
    print("VERDICT: " + ("the studio gets what is sent" if good else "something is lost or added"))
    return 0 if good else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ways = parser.add_subparsers(dest="way", required=True)
    one = ways.add_parser("hear", help="play the studio and judge a bridge")
    one.add_argument("address")
    one.add_argument("--seconds", type=float, default=10.0)
    two = ways.add_parser("ask", help="play a bridge to a running studio")
    two.add_argument("address")
    two.add_argument("--channels", required=True)
    options = parser.parse_args()
    sys.exit(hear(options) if options.way == "hear" else ask(options))


if __name__ == "__main__":
    main()
