#!/usr/bin/env python3
"""A bridge: reads a glove through its maker's library and sends what it reads to Handloom.

Copy this file, put your library into the class Glove, leave the rest. What is sent is specified in
docs/devices/bridge.md; check your copy with bridge_check.py.

    python3 bridge.py                                  UDP to the studio on this machine
    python3 bridge.py --to udp:192.168.0.5:7420        UDP to another machine
    python3 bridge.py --to zmq-pub:*:7421              ZeroMQ PUB, the studio dials (needs pyzmq)
    python3 bridge.py --to zmq-push:*:7421             ZeroMQ PUSH, the studio dials (needs pyzmq)
    python3 bridge.py --to tcp:127.0.0.1:7420          lines over TCP, the studio listens
"""

import argparse
import json
import math
import socket
import sys
import time

FINGERS = ("thumb", "index", "middle", "ring", "little")
JOINTS = ("mcp", "pip", "dip")


class Glove:
    """A hand that opens and closes by arithmetic, so that this file runs without a glove.

    Replace this class. Names are yours to choose (lower case, digits, _), but must not change while
    the bridge runs. Send what the library measured, when it measured it, once.
    """

    def __init__(self, hz):
        self.period = 1.0 / hz
        self.next = time.monotonic()

    def about(self):
        """What is known of the device. Leave out what your library does not tell."""
        return {"model": "Demonstration hand", "firmware": "none", "battery": 1.0}

    def wait(self):
        """Waits for the next measurement; returns (time in microseconds, {name: degrees or None}).

        With a library that calls you back, take the time in the callback, first thing. The best time
        is the device's own, if the library hands it out.
        """
        # What was missed while the machine was busy is left out, not made up for.
        self.next = max(self.next + self.period, time.monotonic())
        time.sleep(max(0.0, self.next - time.monotonic()))
        t_us = time.monotonic_ns() // 1000
        bend = 0.5 - 0.5 * math.cos(2 * math.pi * t_us / 4e6)
        values = {}
        for f, finger in enumerate(FINGERS):
            for j, joint in enumerate(JOINTS):
                values[f"{finger}_{joint}"] = round(bend * (60 + 10 * j - 5 * f), 4)
        return t_us, values

    def trouble(self):
        """What a person should see to, in one sentence; empty if all is well."""
        return ""


class Studio:
    """Sends messages over one of the links."""

    def __init__(self, to):
        kind, _, rest = to.partition(":")
        host, _, port = rest.rpartition(":")
        if not host or not port.isdigit():
            sys.exit(f"The address must be KIND:HOST:PORT, not {to}")
        self.socket = None
        if kind == "udp":
            self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            address = (host, int(port))
            self.send_bytes = lambda data: self.socket.sendto(data, address)
        elif kind == "tcp":
            self.socket = socket.create_connection((host, int(port)))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.send_bytes = lambda data: self.socket.sendall(data + b"\n")
        elif kind in ("zmq-pub", "zmq-push"):
            try:
                import zmq
            except ImportError:
                sys.exit("ZeroMQ needs pyzmq: python3 -m pip install pyzmq")
            self.socket = zmq.Context.instance().socket(zmq.PUB if kind == "zmq-pub" else zmq.PUSH)
            self.socket.setsockopt(zmq.LINGER, 0)
            # A studio that is away must neither stop the bridge nor get old samples when it is back.
            self.socket.setsockopt(zmq.SNDHWM, 64)
            self.socket.bind(f"tcp://{host}:{port}")

            def send(data):
                try:
                    self.socket.send(data, zmq.DONTWAIT)
                except zmq.Again:
                    pass

            self.send_bytes = send
        else:
            sys.exit(f"The address begins with udp, tcp, zmq-pub or zmq-push, not {kind}")
        self.seq = 0

    def sample(self, t_us, values):
        self.send({"v": 1, "seq": self.seq, "t_us": t_us, "values": values})
        # Counted also when it could not be sent: the studio sees what it lost.
        self.seq += 1

    def remark(self, about, trouble):
        self.send({"v": 1, "about": about, "trouble": trouble})

    def send(self, message):
        # allow_nan=False: JSON knows no NaN. What was not measured is None.
        data = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
        try:
            self.send_bytes(data)
        except ConnectionRefusedError:
            # UDP to this machine, and nobody listens yet.
            pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", default="udp:127.0.0.1:7420", help="where the studio is")
    parser.add_argument("--hz", type=float, default=120.0, help="of the demonstration hand")
    parser.add_argument("--seconds", type=float, default=0.0, help="end after so long; 0: never")
    options = parser.parse_args()
    glove = Glove(options.hz)
    studio = Studio(options.to)
    end = time.monotonic() + options.seconds if options.seconds else math.inf
    next_remark = 0.0
    try:
        while time.monotonic() < end:
            t_us, values = glove.wait()
            studio.sample(t_us, values)
            if time.monotonic() >= next_remark:
                studio.remark(glove.about(), glove.trouble())
                next_remark = time.monotonic() + 2.0
    except (BrokenPipeError, ConnectionResetError):
        sys.exit("The studio hung up.")
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
