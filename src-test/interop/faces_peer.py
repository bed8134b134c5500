"""Pictures with a face of which the size, the turn, the light and what hides it are known, for our finder and for OpenCV's.

The face is that of the astronaut picture of scikit-image (NASA, public domain); nothing of it is kept here.
faces_peer.py make FOLDER      writes the pictures and where the face is
faces_peer.py judge FOLDER SAID   says who finds which
"""

import json
import pathlib
import sys

import cv2
import numpy as np
import skimage.data

# The face in the astronaut picture, by eye: from brow to chin, from ear to ear.
FACE = (181, 62, 88, 116)
SIZE = (480, 640)


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def placed(width, turn=0.0, light=1.0, hide="", noise=0.0, seed=0):
    """A picture of a room's size with the face at a width, and where it is."""
    rng = np.random.default_rng(seed)
    source = cv2.cvtColor(skimage.data.astronaut(), cv2.COLOR_RGB2BGR)
    x, y, w, h = FACE
    if hide == "mask":
        source[y + h // 2:y + h, x:x + w] = (180, 140, 90)
    if hide == "glasses":
        source[y + h // 4:y + h // 2 - 8, x:x + w] = (20, 20, 20)
    if hide == "half":
        source[y - 10:y + h + 10, x:x + w // 2] = (90, 90, 90)
    scale = width / w
    centre = (x + w / 2, y + h / 2)
    at = (rng.uniform(200, 440), rng.uniform(180, 300))
    matrix = cv2.getRotationMatrix2D(centre, turn, scale)
    matrix[:, 2] += np.array(at) - centre
    if scale < 1:
        # Small pictures of large ones alias; a camera's do not.
        source = cv2.GaussianBlur(source, (0, 0), 0.4 / scale)
    background = cv2.cvtColor(skimage.data.coffee(), cv2.COLOR_RGB2BGR)
    picture = cv2.resize(background, SIZE[::-1])
    mask = cv2.warpAffine(np.full(source.shape[:2], 255, np.uint8), matrix, SIZE[::-1])
    warped = cv2.warpAffine(source, matrix, SIZE[::-1])
    picture[mask > 0] = warped[mask > 0]
    picture = picture.astype(np.float64) * light + rng.normal(0, noise, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8), (at[0], at[1], width, width * h / w)


def groups():
    for width in (8, 10, 12, 16, 20, 30, 45, 70, 110, 160):
        yield f"width {width:3d}", [dict(width=width, seed=s) for s in range(8)]
    for turn in (15, 30, 45, 60, 90, 135, 180):
        yield f"turned {turn:3d}", [dict(width=60, turn=sign * turn, seed=s) for s in range(4) for sign in (1, -1)]
    for light in (0.5, 0.25, 0.12, 0.06):
        yield f"light {light:.2f}", [dict(width=60, light=light, noise=4, seed=s) for s in range(8)]
    for hide in ("mask", "glasses", "half"):
        yield hide, [dict(width=60, hide=hide, seed=s) for s in range(8)]


NONE = ("chelsea", "coffee", "rocket", "camera", "coins", "page", "text", "brick", "grass", "gravel", "moon", "retina")


def make(folder):
    truth = {}
    for group, all_of_it in groups():
        for n, one in enumerate(all_of_it):
            picture, face = placed(**one)
            name = f"{group.replace(' ', '-')}-{n}.png"
            cv2.imwrite(str(folder / name), picture)
            truth[name] = {"group": group, "face": face}
    for name in NONE:
        picture = getattr(skimage.data, name)()
        picture = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(folder / f"none-{name}.png"), picture)
        truth[f"none-{name}.png"] = {"group": "none", "face": None}
    (folder / "truth.json").write_text(json.dumps(truth))


def covers(box, face, margin=1.45):
    """Whether the middle of the face, half of it each way, lies under the box as it is painted."""
    x, y, w, h = box
    left, right = x + w / 2 - margin * w / 2, x + w / 2 + margin * w / 2
    top, bottom = y + h / 2 - margin * h / 2, y + h / 2 + margin * h / 2
    cx, cy, fw, fh = face
    return left <= cx - fw / 4 and cx + fw / 4 <= right and top <= cy - fh / 4 and cy + fh / 4 <= bottom


def judge(folder, said):
    truth = json.loads((folder / "truth.json").read_text())
    ours = {}
    for line in said.read_text().splitlines():
        if line.startswith("#"):
            print(line[2:])
            continue
        words = line.split()
        ours.setdefault(words[0], []).append([float(v) for v in words[1:5]])
    haar = cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_default.xml")
    table, false = {}, [0, 0]
    for name, what in truth.items():
        picture = cv2.imread(str(folder / name), cv2.IMREAD_GRAYSCALE)
        theirs = haar.detectMultiScale(picture, 1.1, 3, minSize=(8, 8))
        if what["face"] is None:
            false[0] += len(ours.get(name, []))
            false[1] += len(theirs)
            continue
        row = table.setdefault(what["group"], [0, 0, 0])
        row[0] += 1
        row[1] += any(covers(b, what["face"]) for b in ours.get(name, []))
        row[2] += any(covers(b, what["face"]) for b in theirs)
    print("what            of  ours  OpenCV's cascade")
    for group, (n, mine, other) in table.items():
        print(f"{group:14s} {n:3d}  {mine:4d}  {other:4d}")
    print(f"boxes in {len(NONE)} pictures without a face that counts: {false[0]} ours, {false[1]} OpenCV's")
    for group in table:
        if group in ("width   8", "width  10"):
            continue  # What the card of a dataset says is missed.
        need(table[group][1] == table[group][0], f"{group}: {table[group][1]} of {table[group][0]} covered")


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[2])
    make(folder) if sys.argv[1] == "make" else judge(folder, pathlib.Path(sys.argv[3]))
