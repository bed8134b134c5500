"""Holds what was found in foreign datasets against what they are.

foreign_results.py FOLDER: for each dataset there is FOLDER/NAME.check.json, for the sound ones
FOLDER/NAME.import.json and their episodes in the library too.
"""

import glob
import json
import os
import sys

import numpy as np
import pyarrow.parquet as pq
from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory

folder = sys.argv[1]
expected = json.load(open(f"{folder}/expected.json"))
wrong = []
for path in sorted(glob.glob(f"{folder}/*/")):
    name = os.path.basename(path.rstrip("/"))
    if not (name.startswith("sound-") or name.startswith("broken-")):
        continue
    report = json.load(open(f"{folder}/{name}.check.json"))[0]
    ids = {f["id"] for f in report["findings"]}
    bad = [f for f in report["findings"] if f["severity"] != "note"]
    if name.startswith("sound-"):
        # Nobody wrote statistics of the episodes or pictures of these.
        left = [f for f in bad if f["id"] != "HL-D040"]
        if left:
            wrong.append(f"{name}: {left[:3]}")
        imported = json.load(open(f"{folder}/{name}.import.json"))[0]
        tables = sorted(glob.glob(f"{path}data/*/*.parquet"))
        rows = [row for table in tables for row in pq.read_table(table).to_pylist()]
        if imported["imported"] != len({row["episode_index"] for row in rows}):
            wrong.append(f"{name}: {imported['imported']} imported")
            continue
        compared = 0
        for number, episode in enumerate(imported["episodes"]):
            own = [row for row in rows if row["episode_index"] == number]
            with open(f"{episode['folder']}/episode.mcap", "rb") as file:
                reader = make_reader(file, decoder_factories=[DecoderFactory()])
                values = [
                    list(message.values)
                    for _, _, _, message in reader.iter_decoded_messages(topics=["/state"])
                ]
            there = np.array([row["observation.state"] for row in own], dtype=np.float64)
            if not np.array_equal(np.array(values), there):
                wrong.append(f"{name}: episode {number} has another state")
            compared += there.size
            manifest = json.load(open(f"{episode['folder']}/episode.json"))
            for camera in manifest["cameras"]:
                if camera["frames"] != len(own):
                    wrong.append(f"{name}: {camera['file']} has {camera['frames']} of {len(own)}")
        print(f"{name}: sound, {len(imported['episodes'])} episodes, {compared} numbers equal")
    else:
        found = expected[name] in ids
        print(f"{name}: {'found' if found else 'NOT found'} {expected[name]}")
        if not found:
            wrong.append(f"{name}: {expected[name]} is not among {sorted(ids)}")
if wrong:
    sys.exit("\n".join(wrong))
